"""A redline as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from checks.policy.redline.changes import Change
from checks.policy.redline.word_differences import SAME, Stretch
from checks.policy.redline.words import (
    CONSEQUENCES,
    GUARDED,
    LABELS,
    NO_CONSEQUENCES,
    NOTHING,
    RENUMBERED,
    SURROUNDINGS,
    at,
    by_section,
    facts,
    guarded,
    headline,
    passages,
    reason_of,
    renumbered,
    section_sentence,
    summary,
    surrounding_facts,
    surrounding_headline,
    surrounding_passages,
)
from checks.redline.consequences import Comparison, Consequence
from checks.report.text import SEVERITIES, printable

NARROWEST, WIDEST = 40, 120


def as_text(comparisons: Sequence[Comparison], width: int) -> str:
    """Return the redlines as lines of at most so many columns (40 to 120), changes told in words between brackets."""
    columns = max(NARROWEST, min(width, WIDEST))
    lines = [line for one in comparisons for line in _lines(one)]
    return "\n".join(_filled(line, columns) for line in lines).rstrip() + "\n"


def _filled(line: str, columns: int) -> str:
    """Return a line broken so that what follows stands below where its text begins."""
    bare = line.lstrip(" ")
    indent = " " * (len(line) - len(bare))
    below = indent + ("  " if bare.startswith("- ") else "")
    return fill(printable(bare), columns, initial_indent=indent, subsequent_indent=below, break_on_hyphens=False)


def _lines(one: Comparison) -> Iterator[str]:
    yield from (one.heading, one.after.edition.title, f"Från {one.before.name}, till {one.after.name}.", "")
    if one.empty:
        yield from (NOTHING, "")
        return
    yield from (*summary(one.redline), *map(section_sentence, one.redline.sections), "")
    for section, changes in by_section(one.redline):
        yield at(section)
        for change in changes:
            yield f"  {headline(change)} ({LABELS[change.label]})"
            yield from (f"    {line}" for line in _about(change, one))
        yield ""
    if numbers := renumbered(one.redline):
        yield from (RENUMBERED, f"  {numbers}", "")
    if guards := guarded(one.redline):
        yield from (GUARDED, f"  {guards}", "")
    if one.surroundings:
        yield SURROUNDINGS
        for around in one.surroundings:
            yield f"  {surrounding_headline(around)} ({LABELS[around.label]})"
            yield from (f"    {line}" for line in surrounding_facts(around))
            for name, stretches in surrounding_passages(around):
                yield f"    {name}{': ' if name else ''}{_marked(stretches)}"
        yield ""
    yield from (CONSEQUENCES, *_consequences(one.consequences), "")


def _about(change: Change, one: Comparison) -> Iterator[str]:
    yield from facts(change, one.after.policy)
    for passage in passages(change):
        yield f"{'- ' if passage.kind == 'item' else ''}{_marked(passage.stretches)}"
    if reason := reason_of(change):
        yield f"Skäl: {reason}"


def _consequences(found: Sequence[Consequence]) -> Iterator[str]:
    if not found:
        yield f"  {NO_CONSEQUENCES}"
    for one in found:
        guidelines = ", ".join(broken.number for broken in one.finding.breaks)
        yield f"  {one.name}: {SEVERITIES[one.finding.severity]} {one.finding.check} ({guidelines})"
        yield f"    {one.finding.sentence}"
        yield f"    Gör så här: {one.finding.remedy}"


def _marked(stretches: Sequence[Stretch]) -> str:
    return "".join(
        f"{' ' if one.spaced and index else ''}{one.text if one.kind == SAME else f'[{LABELS[one.kind]}: {one.text}]'}"
        for index, one in enumerate(stretches)
    )
