"""Findings as a Code Quality report for GitLab, which shows them beside the lines of a merge request."""

from __future__ import annotations

import json
from collections.abc import Sequence

from checks.finding import Finding
from checks.report.text import printable, said

SEVERITIES = {"error": "major", "warning": "minor"}


def as_gitlab(findings: Sequence[Finding]) -> str:
    """Return a JSON list with an object for each finding."""
    rows = [
        {
            "description": printable(f"{said(one)} Gör så här: {one.remedy}"),
            "check_name": one.check,
            "fingerprint": one.fingerprint,
            "severity": SEVERITIES[one.severity],
            "location": {"path": printable(one.file), "lines": {"begin": one.line}},
        }
        for one in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def is_gitlab(text: str) -> bool:
    """Whether a text is such a report."""
    try:
        rows = json.loads(text)
    except ValueError:
        return False
    return isinstance(rows, list) and all(isinstance(row, dict) and "check_name" in row for row in rows)
