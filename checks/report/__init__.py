"""Findings for people and for programs: the same findings in, one string out, whatever the format. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from checks.finding import Finding
from checks.report.github import as_github
from checks.report.gitlab import as_gitlab, is_gitlab
from checks.report.json_document import as_json, is_json
from checks.report.junit import as_junit, is_junit
from checks.report.text import SEVERITIES, as_text, ends_as_report, summary

__all__ = ["FORMATS", "SEVERITIES", "Format", "as_github", "as_gitlab", "as_json", "as_junit", "as_text", "summary"]


class Format(Struct, frozen=True):
    """How findings are written, and how a report in that format is known again. `in_repository` if the reader wants
    paths from the root of the git repository and not from the data root."""

    write: Callable[[Sequence[Finding]], str]
    is_one: Callable[[str], bool]
    in_repository: bool = False


FORMATS: Mapping[str, Format] = {
    "text": Format(as_text, ends_as_report),
    "json": Format(as_json, is_json),
    "github": Format(as_github, ends_as_report, in_repository=True),
    "gitlab": Format(as_gitlab, is_gitlab, in_repository=True),
    "junit": Format(as_junit, is_junit),
}
