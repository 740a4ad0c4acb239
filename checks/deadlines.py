"""What `kanalboken show deadlines` prints: what is overdue and what falls due in the next days, role by role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from checks.overviews import Overview
from checks.policy.dates import after
from checks.policy.due_dates import Due, due_dates
from checks.policy.policy import Policy
from checks.policy.values import Duration
from checks.policy.words import day, duration, weekday

NOBODY = "Ingen roll är utpekad"


def deadlines(policy: Policy, days: int, role: str | None = None, unit: str | None = None) -> Overview:
    """What falls due within so many days, overdue first, for one role or unit (ids) or for all.

    Wanting if something is overdue.
    """
    last = after(policy.today, Duration(days, "day"))
    mine = (due for due in due_dates(policy) if role in (None, due.role) and unit in (None, due.unit))
    found = [due for due in mine if due.on <= last]
    overdue = [due for due in found if due.overdue(policy.today)]
    coming = [due for due in found if not due.overdue(policy.today)]
    within = f"inom {duration(Duration(days, 'day'))}, till och med den {day(last)}" if days else "i dag"
    lines = [
        *_part("Försenat", overdue, policy),
        *_part(f"Infaller {within}", coming, policy),
        f"{summary(len(overdue), len(coming))} {within}.",
    ]
    data = {
        "as_of": policy.today.isoformat(),
        "until": last.isoformat(),
        "overdue": len(overdue),
        "coming": len(coming),
        "deadlines": [_plain(due, policy) for due in found],
    }
    return Overview(tuple(lines), data, wanting=bool(overdue))


def summary(overdue: int, coming: int) -> str:
    """Return how much is overdue and how much falls due, as the beginning of a sentence."""
    late = {0: "Inget är försenat", 1: "En sak är försenad"}.get(overdue, f"{overdue} saker är försenade")
    return f"{late} och {({0: 'inget', 1: 'en sak'}).get(coming, f'{coming} saker')} infaller"


def _part(heading: str, dues: Sequence[Due], policy: Policy) -> Iterator[str]:
    """Yield a heading and, below it, what each role has to do; nothing if there is nothing."""
    if not dues:
        return
    yield heading
    by_role = sorted(dues, key=lambda due: (answering(due, policy), due))
    for name, group in groupby(by_role, key=lambda due: answering(due, policy)):
        yield f"  {name}"
        for due in group:
            line, _ = policy.position(due.place)
            sooner = "" if due.working_day == due.on else f" Sista arbetsdagen före är den {day(due.working_day)}."
            yield f"    {due.on} {weekday(due.on)}: {due.what}{sooner}"
            yield f"        {due.place.file}:{line}"
    yield ""


def answering(due: Due, policy: Policy) -> str:
    """Return who answers for it, in words: the role's title and its unit."""
    role = policy.roles.get(due.role or "")
    return f"{role.title} ({policy.units[role.unit].name})" if role else NOBODY


def _plain(due: Due, policy: Policy) -> dict[str, Any]:
    line, _ = policy.position(due.place)
    return {
        "id": due.id,
        "on": due.on.isoformat(),
        "working_day": due.working_day.isoformat(),
        "overdue": due.overdue(policy.today),
        "what": due.what,
        "role": due.role,
        "unit": due.unit,
        "file": due.place.file,
        "line": line,
    }
