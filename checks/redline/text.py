"""A redline as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from checks.policy.redline import words
from checks.policy.redline.changes import Change
from checks.policy.redline.word_differences import SAME, Stretch
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
        yield from (words.NOTHING, "")
        return
    yield from (*words.summary(one.redline), *map(words.section_sentence, one.redline.sections), "")
    for section, changes in words.by_section(one.redline):
        yield words.at(section)
        for change in changes:
            yield f"  {words.headline(change)} ({words.LABELS[change.label]})"
            yield from (f"    {line}" for line in _about(change, one))
        yield ""
    if numbers := words.renumbered(one.redline):
        yield from (words.RENUMBERED, f"  {numbers}", "")
    if guards := words.guarded(one.redline):
        yield from (words.GUARDED, f"  {guards}", "")
    if one.surroundings:
        yield words.SURROUNDINGS
        for around in one.surroundings:
            yield f"  {words.surrounding_headline(around)} ({words.LABELS[around.label]})"
            yield from (f"    {line}" for line in words.surrounding_facts(around))
            for name, stretches in words.surrounding_passages(around):
                yield f"    {name}{': ' if name else ''}{_marked(stretches)}"
        yield ""
    yield from (words.CONSEQUENCES, *_consequences(one.consequences), "")


def _about(change: Change, one: Comparison) -> Iterator[str]:
    yield from words.facts(change, one.after.policy)
    for passage in words.passages(change):
        yield f"{'- ' if passage.kind == 'item' else ''}{_marked(passage.stretches)}"
    if reason := words.reason_of(change):
        yield f"Skäl: {reason}"


def _consequences(found: Sequence[Consequence]) -> Iterator[str]:
    if not found:
        yield f"  {words.NO_CONSEQUENCES}"
    for one in found:
        guidelines = ", ".join(broken.number for broken in one.finding.breaks)
        yield f"  {one.name}: {SEVERITIES[one.finding.severity]} {one.finding.check} ({guidelines})"
        yield f"    {one.finding.sentence}"
        yield f"    Gör så här: {one.finding.remedy}"


def _marked(stretches: Sequence[Stretch]) -> str:
    told = (one.text if one.kind == SAME else f"[{words.LABELS[one.kind]}: {one.text}]" for one in stretches)
    spaces = (" " if one.spaced and index else "" for index, one in enumerate(stretches))
    return "".join(space + text for space, text in zip(spaces, told, strict=True))
