"""The comparison: topic by topic, what each document decides about the same question, with the differences marked."""

from __future__ import annotations

from msgspec import Struct

from checks.policy.comparison import Standing, differ, standings
from checks.policy.model.catalogue import Guideline, Topic
from checks.policy.policy import Policy
from hooks.rendering import page


class Row(Struct, frozen=True):
    """A guideline that several bodies have decided: a cell for us and for each source, and whether they differ."""

    guideline: Guideline
    cells: tuple[tuple[Standing, ...], ...]
    differs: bool


def comparison(policy: Policy) -> str:
    """Return the page with a table for each topic that several bodies have guidelines in."""
    tables = [(topic, _rows(topic, policy)) for topic in policy.topics.values()]
    return page(
        "comparison.md.j2",
        policy,
        bodies=[policy.organisation.name, *(document.short or document.title for document in policy.sources)],
        tables=[(topic, rows) for topic, rows in tables if rows],
        alone=sum(len(topic.guidelines) - len(rows) for topic, rows in tables),
    )


def _rows(topic: Topic, policy: Policy) -> tuple[Row, ...]:
    rows = []
    for guideline in topic.guidelines:
        found = standings(guideline, policy)
        ours = tuple(one for one in found if not one.document.retold)
        theirs = (tuple(one for one in found if one.document is source) for source in policy.sources)
        cells = (ours, *theirs)
        if sum(bool(cell) for cell in cells) > 1:
            rows.append(Row(guideline, cells, differ(found)))
    return tuple(rows)
