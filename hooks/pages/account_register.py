"""The register of accounts: who answers for each, who stands in, its status, what it promises and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from checks.finding import Finding
from checks.policy.model.organisation import Role, Unit
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.response_time import promised
from checks.policy.words import duration, frequency
from checks.run import Verdict
from checks.standing import lacking
from hooks.rendering import page

ORDER = ("active", "closing", "dormant", "planned", "closed")
COLUMNS = (
    ("konto", "Konto"),
    ("plattform", "Plattform"),
    ("verksamhet", "Verksamhet"),
    ("ansvarig", "Kontoansvarig"),
    ("ersattare", "Ersättare"),
    ("status", "Status"),
    ("svar", "Lovar"),
    ("saknas", "Saknas"),
)


class Entry(Struct, frozen=True):
    """An account with what the register says about it in words; a role that is missing is None. Only accounts that
    visitors can meet promise anything; `hours` is what the promise of an answer stands for."""

    account: Account
    unit: str
    platform: str
    owner: Role | None
    stand_in: Role | None
    promise: str | None
    hours: int
    monitoring: str | None


class Row(Struct, frozen=True):
    """A unit and its accounts, live ones first."""

    unit: Unit
    accounts: tuple[Entry, ...]


def account_register(policy: Policy, said: Sequence[Verdict] = ()) -> str:
    """Return the register as one table, which a script filters and sorts; `said` is what the checks say."""
    return page(
        "account_register.md.j2",
        policy,
        entries=tuple(chain.from_iterable(row.accounts for row in rows(policy))),
        lacks={id: len(findings) for id, findings in lacks(said).items()},
        ORDER=ORDER,
        COLUMNS=COLUMNS,
    )


def printed_register(policy: Policy) -> str:
    """Return the register for paper, as HTML: a table for each unit below a heading, with the addresses written out."""
    return page("printed_register.html.j2", policy, rows=tuple(rows(policy)))


def rows(policy: Policy) -> Iterator[Row]:
    """Yield each unit that has accounts, in the order of the units' names."""
    for unit in sorted(policy.units.values(), key=lambda unit: unit.name):
        accounts = tuple(entry(account, policy) for account in accounts_of(unit, policy))
        if accounts:
            yield Row(unit, accounts)


def accounts_of(unit: Unit, policy: Policy) -> list[Account]:
    """Return a unit's accounts: active ones first, closed ones last."""
    accounts = [account for account in policy.accounts.values() if account.unit == unit.id]
    return sorted(accounts, key=lambda account: (ORDER.index(account.status), account.name, account.platform))


def entry(account: Account, policy: Policy) -> Entry:
    """Return what the register says about an account."""
    unit, platform = policy.units.get(account.unit), policy.platforms.get(account.platform)
    promise = promised(account, policy) if account.live else None
    return Entry(
        account=account,
        unit=unit.name if unit else account.unit,
        platform=platform.name if platform else account.platform,
        owner=policy.roles.get(account.owner or ""),
        stand_in=policy.roles.get(account.stand_in or ""),
        promise=duration(promise) if promise else None,
        hours=promise.hours if promise else 0,
        monitoring=frequency(account.monitoring) if account.live and account.monitoring else None,
    )


def lacks(said: Sequence[Verdict]) -> Mapping[str, tuple[Finding, ...]]:
    """Return what is published about what each account lacks: what has to be mended before anything is built is not."""
    return {id: kept for id, found in lacking(said).items() if (kept := tuple(one for one in found if not one.stops))}
