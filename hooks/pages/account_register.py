"""The register of accounts: one table a unit, with owner, stand-in, status and how long people may have to wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.policy.model.organisation import Role, Unit
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.response_time import promised
from checks.policy.words import duration
from hooks.rendering import page

ORDER = ("active", "closing", "dormant", "planned", "closed")


@dataclass(frozen=True)
class Entry:
    """An account with what the register says about it in words; a role that is missing is None."""

    account: Account
    platform: str
    owner: Role | None
    stand_in: Role | None
    promise: str | None


@dataclass(frozen=True)
class Row:
    """A unit and its accounts, live ones first."""

    unit: Unit
    accounts: tuple[Entry, ...]


def account_register(policy: Policy, *, site: bool = True) -> str:
    """Return the register as one table a unit, with headings from level 2. For paper (`site=False`) without the page's
    title, introduction, links and downloads."""
    return page("account_register.md.j2", policy, rows=tuple(rows(policy)), site=site)


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
    platform, promise = policy.platforms.get(account.platform), promised(account, policy)
    return Entry(
        account=account,
        platform=platform.name if platform else account.platform,
        owner=policy.roles.get(account.owner or ""),
        stand_in=policy.roles.get(account.stand_in or ""),
        promise=duration(promise) if promise else None,
    )
