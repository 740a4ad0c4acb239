"""Who keeps an account week by week, and in which weeks nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from checks.policy.dates import after, again, before
from checks.policy.model.organisation import Role
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.response_time import promised
from checks.policy.texts import tells_of_absence
from checks.policy.values import Duration, Frequency, Week

WEEK, DAY, REST_OF_WEEK = Duration(1, "week"), Duration(1, "day"), Duration(6, "day")
ANSWERABLE = ("owner", "stand_in")  # the fields of an account whose roles keep it, whatever the documents say


class Gap(Struct, frozen=True):
    """Weeks in a row in which nobody is there, the first and the last; some of them may have passed."""

    first: Week
    last: Week

    @property
    def begins(self) -> date:
        """The first day on which nobody is there."""
        return self.first.monday

    @property
    def over(self) -> date:
        """The first day on which somebody is there again."""
        return after(self.last.monday, WEEK)


def unattended(account: Account, policy: Policy) -> tuple[Gap, ...]:
    """Return the gaps, not yet over, in which none of those is there who must keep the account in each other's absence:
    owner and stand-in, and the editors if the document in force binds them too (its `actors`)."""
    rows = policy.demands("KO140", account)
    if not rows or not any(_gaps(account, ANSWERABLE, policy)):
        return ()
    actors = (policy.organisation.actors.get(id) for guideline, leaf in rows for id in leaf.actors or guideline.actors)
    fields = {*ANSWERABLE, *(actor.per_account for actor in actors if actor and actor.per_account)}
    return tuple(_gaps(account, fields, policy))


def unanswered(account: Account, policy: Policy) -> tuple[Gap, ...]:
    """Return the gaps, not yet over, in which nobody at all who works in the account is there."""
    return tuple(_gaps(account, (*ANSWERABLE, "editors"), policy))


def unmonitored(account: Account, policy: Policy) -> tuple[Gap, ...]:
    """Return the gaps that are longer than the document in force lets an account be without anybody who looks."""
    found = unanswered(account, policy)
    often = policy.demanded("KO141", Frequency, account) if found else None
    if often is None:
        return ()
    return tuple(gap for gap in found if again(before(gap.begins, DAY), often) < gap.over)


def untold(account: Account, policy: Policy) -> tuple[Gap, ...]:
    """Return the gaps in which whoever asks gets no answer in the time that is promised, and nothing tells it."""
    found = unanswered(account, policy)
    promise = promised(account, policy) if found and policy.demands("KO142", account) else None
    if promise is None or account.comments == account.messages == "closed" or tells_of_absence(account, policy):
        return ()
    return tuple(gap for gap in found if after(gap.begins, promise) < gap.over)


def gaps(account: Account, policy: Policy) -> tuple[Gap, ...]:
    """Return every gap that breaks a guideline in force, one for each day on which one begins."""
    found = (*unattended(account, policy), *unmonitored(account, policy), *untold(account, policy))
    return tuple({gap.begins: gap for gap in reversed(found)}.values())


def _gaps(account: Account, fields: Iterable[str], policy: Policy) -> Iterator[Gap]:
    """Yield the gaps of an account, the earliest first; those are left out that are over, or begin after its end.

    None if it has no owner or no stand-in: that is wrong in itself, in every week (KO101, KO102).
    """
    if not {account.owner, account.stand_in} <= policy.roles.keys():
        return
    empty = _empty(tuple(_roles(account, fields, policy)), policy.today)
    if not empty:
        return
    end = (account.closing.closed_on if account.closing else None) or account.ends_on or date.max
    for gap in _in_a_row(sorted(empty)):
        if policy.today < gap.over and gap.begins <= end:
            yield gap


def _roles(account: Account, fields: Iterable[str], policy: Policy) -> Iterator[Role]:
    for field in fields:
        value = getattr(account, field, None)
        for id in value if isinstance(value, tuple) else (value,):
            if id in policy.roles:
                yield policy.roles[id]


def _empty(roles: Sequence[Role], today: date) -> frozenset[Week]:
    """Return the weeks to come in which some of the roles are unmanned and nobody holds any of the others."""
    if any(role.until or (role.from_ and role.from_ > today) for role in roles):
        some = frozenset[Week]().union(*(role.weeks_off for role in roles))
        return frozenset.intersection(*(role.weeks_off | {one for one in some if _vacant(role, one)} for role in roles))
    return frozenset.intersection(*(role.weeks_off for role in roles))


def _vacant(role: Role, week: Week) -> bool:
    """Whether nobody holds a role any day of a week."""
    begun = role.from_ is None or role.from_ <= after(week.monday, REST_OF_WEEK)
    return not begun or (role.until is not None and role.until < week.monday)


def _in_a_row(weeks: Iterable[Week]) -> Iterator[Gap]:
    gap: Gap | None = None
    for week in weeks:
        if gap and gap.over == week.monday:
            gap = Gap(gap.first, week)
            continue
        if gap:
            yield gap
        gap = Gap(week, week)
    if gap:
        yield gap
