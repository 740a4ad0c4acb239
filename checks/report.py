"""Findings as text for people and as JSON for programs. Pure: findings in, one string out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from checks.finding import Finding, Source
from checks.policy.words import day

SEVERITIES = {"error": "fel", "warning": "varning"}


def as_text(findings: Sequence[Finding]) -> str:
    """Return the findings as `file:line:column: fel KO102: sentence` with what to do and what it breaks below."""
    return "\n".join([*(_paragraph(one) for one in findings), summary(findings)]) + "\n"


def as_json(findings: Sequence[Finding]) -> str:
    """Return the findings as a JSON document: `{"findings": [...], "errors": n, "warnings": n}`."""
    counts = {name: sum(one.severity == severity for one in findings) for severity, name in _COUNTED}
    document = {**counts, "findings": [_plain(asdict(one)) for one in findings]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


_COUNTED = (("error", "errors"), ("warning", "warnings"))
FORMATS = {"text": as_text, "json": as_json}


def summary(findings: Sequence[Finding]) -> str:
    """Return one line that says how it went."""
    errors = sum(one.severity == "error" for one in findings)
    warnings = len(findings) - errors
    if not findings:
        return "Inga påpekanden. Allt stämmer."
    parts = [f"{errors} fel"] if errors else []
    if warnings:
        parts.append(f"{warnings} {'varning' if warnings == 1 else 'varningar'}")
    return " och ".join(parts) + "."


def _paragraph(finding: Finding) -> str:
    where = f"{finding.file}:{finding.line}:{finding.column}"
    since = f" (sedan {day(finding.since)})" if finding.since else ""
    lines = [
        f"{where}: {SEVERITIES[finding.severity]} {finding.check}: {finding.sentence}{since}",
        f"    Gör så här: {finding.remedy}",
    ]
    for broken in finding.breaks:
        lines.append(f"    Riktlinje: {broken.number} {broken.title} ({broken.document}, ”{broken.section}”)")
        lines += [f"    Källa: {_source(source)}" for source in broken.sources]
    lines.append(f"    Läs mer: kanalboken explain {finding.check}")
    return "\n".join(map(_printable, lines))


def _printable(line: str) -> str:
    """Return a line that can't move the cursor or fake another line, whatever a file is called."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)


def _source(source: Source) -> str:
    page = f", sidan {source.page}" if source.page else ""
    return f"{source.document}, ”{source.section}”{page}"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
