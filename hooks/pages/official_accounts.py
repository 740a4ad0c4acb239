"""Is this account ours? All official accounts with their addresses, in which the reader (or a script, with no server)
looks one up."""

from __future__ import annotations

from dataclasses import dataclass

from checks.policy.addresses import normal_form
from checks.policy.model.organisation import Role, Unit
from checks.policy.policy import Policy
from hooks.pages.account_register import Entry, rows


@dataclass(frozen=True)
class Official:
    """An account as the register knows it, and its address in normal form ('' if it has none)."""

    entry: Entry
    address: str


def official_accounts(policy: Policy) -> list[tuple[Unit, list[Official]]]:
    """Return every account by unit, also planned and closed ones."""
    return [(row.unit, [Official(entry, _address(entry, policy)) for entry in row.accounts]) for row in rows(policy)]


def contact(policy: Policy) -> Role | None:
    """Return the role to tell about an account that only pretends to be ours."""
    communications = policy.organisation.actors.get("communications")
    known = (policy.roles.get(id) for id in (communications.roles if communications else ()))
    return next(filter(None, known), None)


def _address(entry: Entry, policy: Policy) -> str:
    try:
        return normal_form(entry.account.url, policy.platforms.get(entry.account.platform))
    except ValueError:
        return ""
