"""Findings for GitHub Actions: a workflow command each, which becomes an annotation beside the line, and a summary.

How values are escaped is the rule of GitHub's own toolkit: `%`, carriage return and newline everywhere, in properties
also colon and comma.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.finding import Finding
from checks.report.text import SEVERITIES, further, printable, said, summary

SHOWN = 10  # annotations of one kind in one step; GitHub leaves out the rest
MAX_SUMMARY = 1_000_000  # bytes; GitHub refuses a summary above 1 MiB
HEADINGS = ("", "Var", "Kontroll", "Vad är fel", "Gör så här", "Riktlinje")

_MARKUP = re.compile(r"[\\`*_{}\[\]()#+!|<>&~]")


def as_github(findings: Sequence[Finding]) -> str:
    """Return a workflow command for each finding, and at last the line that says how it went."""
    lines = [_command(one) for one in findings]
    kinds = [one.severity for one in findings]
    if max(map(kinds.count, SEVERITIES)) > SHOWN:
        lines.append("::notice::GitHub visar bara de första. Alla påpekanden står i sammanfattningen av körningen.")
    return "\n".join([*lines, summary(findings)]) + "\n"


def step_summary(findings: Sequence[Finding]) -> str:
    """Return a Markdown table of all findings, or of as many as GitHub takes."""
    lines = [f"### Kanalboken: {_lowered(summary(findings))}", ""]
    if findings:
        lines += [_row(HEADINGS), _row(["---"] * len(HEADINGS))]
    size = sum(len(line.encode()) + 1 for line in lines)
    for index, one in enumerate(findings):
        row = _row(_cells(one))
        size += len(row.encode(errors="replace")) + 1
        if size > MAX_SUMMARY:
            lines += ["", f"Och {len(findings) - index} till. Kör `kanalboken check` för att se alla."]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def _command(one: Finding) -> str:
    properties = {"file": printable(one.file), "line": one.line, "col": one.column, "title": _title(one)}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{one.severity} {listed}::{_data(chr(10).join([said(one), *further(one)]))}"


def _title(one: Finding) -> str:
    guideline = f": {one.breaks[0].number} {one.breaks[0].title}" if one.breaks else ""
    return printable(f"{one.check}{guideline}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cells(one: Finding) -> list[str]:
    guidelines = ", ".join(f"{broken.number} {broken.title}" for broken in one.breaks)
    where = f"{one.file}:{one.line}"
    texts = [SEVERITIES[one.severity], where, one.check, said(one), one.remedy, guidelines]
    return [_MARKUP.sub(r"\\\g<0>", printable(text)) for text in texts]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _lowered(text: str) -> str:
    return text[0].lower() + text[1:]
