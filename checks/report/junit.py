"""Findings as JUnit XML, which nearly every CI server shows: a suite for each file, a test case for each finding.

An error is a failed test. JUnit has no warnings; one is told as a skipped test, so that it makes nothing red.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from checks.finding import Finding
from checks.report.text import CLEAN, further, printable, said, summary

_FIRST = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Kanalboken"'
_OUTCOMES = {"error": "failure", "warning": "skipped"}


def as_junit(findings: Sequence[Finding]) -> str:
    """Return an XML document; without findings one test that passed."""
    suites = [line for file, inside in groupby(findings, lambda one: one.file) for line in _suite(file, list(inside))]
    if not findings:
        suites = [
            '  <testsuite name="kanalboken check" tests="1" failures="0" errors="0" skipped="0">',
            f'    <testcase name="{CLEAN}" classname="kanalboken check"/>',
            "  </testsuite>",
        ]
    failures = sum(one.severity == "error" for one in findings)
    first = f'{_FIRST} tests="{len(findings) or 1}" failures="{failures}" errors="0">'
    return "\n".join([first, *suites, "</testsuites>"]) + "\n"


def is_junit(text: str) -> bool:
    """Whether a text is such a document."""
    return text.startswith(_FIRST)


def _suite(file: str, findings: Sequence[Finding]) -> list[str]:
    name, failures = _escaped(file), sum(one.severity == "error" for one in findings)
    counts = f'tests="{len(findings)}" failures="{failures}" errors="0" skipped="{len(findings) - failures}"'
    return [
        f'  <testsuite name="{name}" file="{name}" {counts}>',
        *(line for one in findings for line in _case(one)),
        f"    <system-out>{summary(findings)}</system-out>",
        "  </testsuite>",
    ]


def _case(one: Finding) -> list[str]:
    outcome = _OUTCOMES[one.severity]
    where = f"{one.file}:{one.line}:{one.column}"
    told = "\n".join(_escaped(line) for line in (where, said(one), *further(one)))
    return [
        f'    <testcase name="{_escaped(f"{one.check} {one.sentence}")}" classname="{_escaped(one.file)}">',
        f'      <{outcome} type="{one.check}" message="{_escaped(said(one))}">{told}</{outcome}>',
        "    </testcase>",
    ]


def _escaped(text: str) -> str:
    return escape(printable(text))
