"""A redline as Markdown for a pull request: what is added is bold, what is removed struck through, both in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.policy.redline import words
from checks.policy.redline.changes import Change
from checks.policy.redline.word_differences import SAME, Stretch
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
        yield from (words.NOTHING, "")
        return
    yield from (
        f"- {_plain(line)}"
        for line in (*words.summary(one.redline), *map(words.section_sentence, one.redline.sections))
    )
    yield ""
    for section, changes in words.by_section(one.redline):
        yield from (f"### {_plain(words.at(section))}", "")
        for change in changes:
            yield from (f"#### {_plain(words.headline(change))} ({words.LABELS[change.label]})", "")
            yield from _about(change, one)
    if numbers := words.renumbered(one.redline):
        yield from (f"### {words.RENUMBERED}", "", _plain(numbers), "")
    if guards := words.guarded(one.redline):
        yield from (f"### {words.GUARDED}", "", _plain(guards), "")
    if one.surroundings:
        yield from (f"### {words.SURROUNDINGS}", "")
        for around in one.surroundings:
            yield f"- **{_plain(words.surrounding_headline(around))}** ({words.LABELS[around.label]})"
            yield from (f"    - {_plain(line)}" for line in words.surrounding_facts(around))
            for name, stretches in words.surrounding_passages(around):
                yield f"    - {name}{': ' if name else ''}{_marked(stretches)}"
        yield ""
    yield from (f"### {words.CONSEQUENCES}", "", *map(_consequence, one.consequences))
    yield from ("",) if one.consequences else (words.NO_CONSEQUENCES, "")


def _about(change: Change, one: Comparison) -> Iterator[str]:
    if told := list(words.facts(change, one.after.policy)):
        yield from (*(f"- {_plain(line)}" for line in told), "")
    between = False
    for passage in words.passages(change):
        item = passage.kind == "item"
        if between and not item:
            yield ">"
        yield f"> {'- ' if item else ''}{_marked(passage.stretches)}"
        between = True
    if between:
        yield ""
    if reason := words.reason_of(change):
        yield from (f"Skäl: {_plain(reason)}", "")


def _consequence(one: Consequence) -> str:
    guidelines = ", ".join(broken.number for broken in one.finding.breaks)
    weight = f"{SEVERITIES[one.finding.severity]} {one.finding.check} ({guidelines})"
    return f"- **{_plain(one.name)}**: {_plain(f'{weight}. {one.finding.sentence} {one.finding.remedy}')}"


def _marked(stretches: Sequence[Stretch]) -> str:
    told = []
    for index, one in enumerate(stretches):
        text = _plain(one.text)
        if one.kind != SAME:
            text = f"\\[{words.LABELS[one.kind]}: {MARKS[one.kind]}{text}{MARKS[one.kind]}\\]"
        told.append(f"{' ' if one.spaced and index else ''}{text}")
    return "".join(told)


def _plain(text: str) -> str:
    """Return a text that means nothing in Markdown, on one line."""
    return SPECIAL.sub(r"\\\1", printable(" ".join(text.split())))
