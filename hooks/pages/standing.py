"""Läget: which guidelines are met, which are not and what nobody can tell, by topic and unit; and what falls due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from checks.policy.dates import after
from checks.policy.due_dates import Due, due_dates
from checks.policy.policy import Policy
from checks.policy.values import Duration
from checks.policy.words import ANSWERS
from checks.run import Verdict
from checks.standing import counted, standings
from hooks.pages.bars import Row, amounts, shares
from hooks.rendering import page

NEAR, FAR = 30, 90  # days: what has to be begun, and what has to be planned
LOOKS = {
    "met": "solid",
    "not-met": "striped",
    "needs-person": "lined",
    "unknown": "dotted",
    "not-applicable": "plain",
    "overdue": "striped",
    "near": "solid",
    "far": "lined",
}
PATTERNED = ("striped", "lined", "dotted")
ANCHORS = {"overdue": "forsenat", "near": "narmast", "far": "darefter"}
MEANINGS = {
    "met": "En kontroll har sett efter utan att finna något, eller så har någon intygat det.",
    "not-met": "En kontroll har funnit något att rätta, eller så har någon svarat att det brister.",
    "needs-person": "Ingen kontroll kan se det och ingen har intygat det. Någon måste bedöma det.",
    "unknown": "Uppgifterna går inte att läsa.",
    "not-applicable": "Riktlinjen gäller inte kontot eller verksamheten.",
}


class Line(Struct, frozen=True):
    """A row of a table and the bar that shows the same: a link (none for the whole organisation), words and counts."""

    link: tuple[str, str] | None
    label: str
    counts: Mapping[str, int]

    @property
    def row(self) -> Row:
        """What the drawing needs."""
        return self.label, self.counts


def standing(policy: Policy, said: Sequence[Verdict] = ()) -> str:
    """Return the page; `said` is what the checks say of the whole policy."""
    found = list(standings(policy, said))
    by_topic = counted((one.topic, one.answer) for one in found)
    by_unit = counted((one.unit, one.answer) for one in found)
    dues = [(due, period(due, policy)) for due in due_dates(policy)]
    periods = {"overdue": "Försenat", "near": f"Inom {NEAR} dagar", "far": f"Därefter, inom {FAR} dagar"}
    dated = {name: [due for due, when in dues if when == name] for name in periods}
    told = [one for one in policy.topics.values() if one.id in by_topic]
    return page(
        "standing.md.j2",
        policy,
        up="",
        whole=[Line(None, "Alla svar", Counter(one.answer for one in found))] if found else [],
        topics=[Line(("topic", one.id), one.title, by_topic[one.id]) for one in told],
        units=_units(by_unit, policy),
        agenda=by_period(dues, policy),
        dated=dated,
        later=len(dues) - sum(map(len, dated.values())),
        answers=ANSWERS,
        periods=periods,
        far=FAR,
        shares=lambda lines: shares([one.row for one in lines], tuple(ANSWERS)),
        amounts=lambda lines: amounts([one.row for one in lines], tuple(periods)),
        LOOKS=LOOKS,
        PATTERNED=PATTERNED,
        ANCHORS=ANCHORS,
        MEANINGS=MEANINGS,
    )


def by_period(dues: Iterable[tuple[Due, str | None]], policy: Policy) -> list[Line]:
    """Return how much is overdue and falls due in each unit."""
    counts: dict[str | None, Counter[str]] = {}
    for due, name in dues:
        if name is not None:
            counts.setdefault(due.unit, Counter())[name] += 1
    return _units(counts, policy)


def period(due: Due, policy: Policy) -> str | None:
    """Return whether something is overdue, or falls due in the near or far days that the page shows."""
    if due.overdue(policy.today):
        return "overdue"
    for name, days in (("near", NEAR), ("far", FAR)):
        if due.on <= after(policy.today, Duration(days, "day")):
            return name
    return None


def _units(counts: Mapping[str | None, Mapping[str, int]], policy: Policy) -> list[Line]:
    known = sorted((policy.units[id].name, id) for id in counts if id is not None and id in policy.units)
    lines = [Line(("unit", id), name, counts[id]) for name, id in known]
    lines += [Line(None, id, counts[id]) for id in counts if id is not None and id not in policy.units]
    if None in counts:
        lines.append(Line(None, f"{policy.organisation.name} som helhet", counts[None]))
    return lines
