"""A redline as Markdown for a pull request: what is added is bold, what is removed struck through, both in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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

MARKS = {"added": "**", "removed": "~~"}
SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@-])")


def as_markdown(comparisons: Sequence[Comparison]) -> str:
    """Return the redlines as Markdown."""
    return "\n".join(line for one in comparisons for line in _lines(one)).rstrip() + "\n"


def _lines(one: Comparison) -> Iterator[str]:
    yield from (f"## {one.heading}: {_plain(one.after.edition.title)}", "")
    yield from (f"Från {_plain(one.before.name)}, till {_plain(one.after.name)}.", "")
    if one.empty:
        yield from (NOTHING, "")
        return
    yield from (f"- {_plain(line)}" for line in (*summary(one.redline), *map(section_sentence, one.redline.sections)))
    yield ""
    for section, changes in by_section(one.redline):
        yield from (f"### {_plain(at(section))}", "")
        for change in changes:
            yield from (f"#### {_plain(headline(change))} ({LABELS[change.label]})", "")
            yield from _about(change, one)
    if numbers := renumbered(one.redline):
        yield from (f"### {RENUMBERED}", "", _plain(numbers), "")
    if guards := guarded(one.redline):
        yield from (f"### {GUARDED}", "", _plain(guards), "")
    if one.surroundings:
        yield from (f"### {SURROUNDINGS}", "")
        for around in one.surroundings:
            yield f"- **{_plain(surrounding_headline(around))}** ({LABELS[around.label]})"
            yield from (f"    - {_plain(line)}" for line in surrounding_facts(around))
            for name, stretches in surrounding_passages(around):
                yield f"    - {name}{': ' if name else ''}{_marked(stretches)}"
        yield ""
    yield from (f"### {CONSEQUENCES}", "", *map(_consequence, one.consequences))
    yield from ("",) if one.consequences else (NO_CONSEQUENCES, "")


def _about(change: Change, one: Comparison) -> Iterator[str]:
    if told := list(facts(change, one.after.policy)):
        yield from (*(f"- {_plain(line)}" for line in told), "")
    between = False
    for passage in passages(change):
        item = passage.kind == "item"
        if between and not item:
            yield ">"
        yield f"> {'- ' if item else ''}{_marked(passage.stretches)}"
        between = True
    if between:
        yield ""
    if reason := reason_of(change):
        yield from (f"Skäl: {_plain(reason)}", "")


def _consequence(one: Consequence) -> str:
    guidelines = ", ".join(broken.number for broken in one.finding.breaks)
    weight = f"{SEVERITIES[one.finding.severity]} {one.finding.check} ({guidelines})"
    return f"- **{_plain(one.name)}**: {_plain(f'{weight}. {one.finding.sentence} {one.finding.remedy}')}"


def _marked(stretches: Sequence[Stretch]) -> str:
    told = []
    for index, one in enumerate(stretches):
        words = _plain(one.text)
        if one.kind != SAME:
            words = f"\\[{LABELS[one.kind]}: {MARKS[one.kind]}{words}{MARKS[one.kind]}\\]"
        told.append(f"{' ' if one.spaced and index else ''}{words}")
    return "".join(told)


def _plain(text: str) -> str:
    """Return a text that means nothing in Markdown, on one line."""
    return SPECIAL.sub(r"\\\1", printable(" ".join(text.split())))
