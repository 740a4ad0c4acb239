"""When snapshots of an account (arkivuttag) must be taken, and in which months."""

from __future__ import annotations

from datetime import date
from functools import cache

from checks.policy.dates import again
from checks.policy.model.register import Account, Snapshot
from checks.policy.policy import Policy
from checks.policy.values import MONTHS, Frequency

MID_TERM = "snapshots-in-mid-term"  # a guideline without a number: what the middle is follows from the holidays
YEAR = len(MONTHS)


def often(account: Account, policy: Policy) -> Frequency | None:
    """Return how often a snapshot of an account must be taken; None if nobody demands any."""
    return policy.demanded("KO136", Frequency, account)


def snapshot_by(account: Account, policy: Policy) -> date | None:
    """Return the last day on which the next snapshot of an account must be taken.

    None if nobody demands any, if there is neither a snapshot nor a day on which the account opened, or if it closes
    first. Snapshots less than half an interval apart count as one. Nobody is hurried by having taken one early: the day
    is a whole period after the snapshot that the next one replaces.
    """
    wanted = often(account, policy)
    due = _due(account, wanted, policy.today) if wanted else None
    closes = account.closing.closed_on if account.closing else account.ends_on
    return None if due and closes and closes < due else due


def _due(account: Account, wanted: Frequency, today: date) -> date | None:
    taken = _spread(account, wanted, today)
    if not taken:
        return again(account.opened_on, wanted) if account.opened_on else None
    due = again(taken[0], wanted)
    if len(taken) < wanted.times:
        return due
    return max(due, again(taken[wanted.times - 1], Frequency(1, wanted.per)))


def _spread(account: Account, wanted: Frequency, today: date) -> list[date]:
    """Return the days of the snapshots that count, the latest first."""
    spread: list[date] = []
    for day in sorted((one.on for one in account.snapshots if one.on <= today), reverse=True):
        if not spread or spread[-1] - day >= (again(day, wanted) - day) / 2:
            spread.append(day)
    return spread


def latest(account: Account, policy: Policy) -> tuple[int, Snapshot] | None:
    """Return the latest snapshot of an account and where it stands among its snapshots; None if there is none yet."""
    taken = [(one.on, index) for index, one in enumerate(account.snapshots) if one.on <= policy.today]
    if not taken:
        return None
    _, index = max(taken)
    return index, account.snapshots[index]


def holidays(account: Account, policy: Policy) -> tuple[int, ...]:
    """Return the months in which no snapshot of an account should be taken, as numbers; empty if there are none."""
    named: tuple[str, ...] = policy.demanded("KO138", tuple, account) or ()
    return tuple(MONTHS.index(month) + 1 for month in named)


@cache
def mid_term(excluded: tuple[int, ...]) -> tuple[int, ...]:
    """Return the months in the middle of a term: neither excluded nor next to an excluded one; if the
    terms are too short to have a middle, all of them."""
    terms = [month for month in range(1, YEAR + 1) if month not in excluded]
    middle = [month for month in terms if not {month % YEAR + 1, (month - 2) % YEAR + 1} & set(excluded)]
    return tuple(middle or terms)
