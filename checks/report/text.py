"""Findings as text for people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.finding import Finding, Source
from checks.policy.words import day

SEVERITIES = {"error": "fel", "warning": "varning"}
CLEAN = "Inga påpekanden. Allt stämmer."
_LAST_LINE = re.compile(rf"(?:{re.escape(CLEAN)}|\d+ (?:fel|varning(?:ar)?)(?: och \d+ varning(?:ar)?)?\.)\Z")


def as_text(findings: Sequence[Finding]) -> str:
    """Return the findings as `file:line:column: fel KO102: sentence` with what to do and what it breaks below."""
    return "\n".join([*(_paragraph(one) for one in findings), summary(findings)]) + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """Return one line that says how it went."""
    errors = sum(one.severity == "error" for one in findings)
    warnings = len(findings) - errors
    if not findings:
        return CLEAN
    parts = [f"{errors} fel"] if errors else []
    if warnings:
        parts.append(f"{warnings} {'varning' if warnings == 1 else 'varningar'}")
    return " och ".join(parts) + "."


def ends_as_report(text: str) -> bool:
    """Whether a text ends with the line that says how it went."""
    return _LAST_LINE.search(text.rstrip()) is not None


def said(finding: Finding) -> str:
    """Return the sentence, with the day if the calendar made it true."""
    if finding.since is None:
        return printable(finding.sentence)
    sentence = finding.sentence.removesuffix(".")
    return printable(f"{sentence} ({'från' if finding.ahead else 'sedan'} {day(finding.since)}).")


def further(finding: Finding) -> Iterator[str]:
    """Yield the lines that follow the sentence: what to do, what it breaks and where to read more."""
    yield printable(f"Gör så här: {finding.remedy}")
    for broken in finding.breaks:
        yield printable(f"Riktlinje: {broken.number} {broken.title} ({broken.document}, ”{broken.section}”)")
        for source in broken.sources:
            yield printable(f"Källa: {_source(source)}")
    yield f"Läs mer: kanalboken explain {finding.check}"


def printable(line: str) -> str:
    """Return a line that can't move the cursor or fake another line, whatever a file is called."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)


def _paragraph(finding: Finding) -> str:
    where = printable(f"{finding.file}:{finding.line}:{finding.column}")
    first = f"{where}: {SEVERITIES[finding.severity]} {finding.check}: {said(finding)}"
    return "\n".join([first, *(f"    {line}" for line in further(finding))])


def _source(source: Source) -> str:
    page = f", sidan {source.page}" if source.page else ""
    return f"{source.document}, ”{source.section}”{page}"
