"""Findings as a JSON document, as `checks/schemas/report.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from msgspec import to_builtins

from checks.finding import Finding

VERSION = 1  # of the document's form: goes up when a program that reads it would have to change


def as_json(findings: Sequence[Finding]) -> str:
    """Return `{"version": 1, "errors": n, "warnings": n, "findings": [...]}`."""
    errors = sum(one.severity == "error" for one in findings)
    document = {
        "version": VERSION,
        "errors": errors,
        "warnings": len(findings) - errors,
        "findings": [to_builtins(one) | {"stops": one.stops} for one in findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def is_json(text: str) -> bool:
    """Whether a text is such a document."""
    try:
        document = json.loads(text)
    except ValueError:
        return False
    return isinstance(document, dict) and {"version", "errors", "warnings", "findings"} == set(document)
