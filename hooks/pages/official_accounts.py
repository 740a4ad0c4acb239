"""Is this account ours? All official accounts with their addresses, in which the reader (or a script, with no server)
looks one up, and the false ones that are known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from checks.policy import pages
from checks.policy.addresses import hosts_of, normal_form
from checks.policy.look_alikes import tables
from checks.policy.model.false_accounts import FalseAccount
from checks.policy.model.organisation import Role, Unit
from checks.policy.policy import Policy
from checks.policy.recognition import CANDIDATES, DEFAULT_QUERY, LONGEST, Known, Verdict, register_of
from checks.verify import SAID, WARNINGS, label, note
from hooks.pages.account_register import Entry, rows
from hooks.rendering import safe_link


class Official(Struct, frozen=True):
    """An account as the register knows it, its address in normal form ('' if it has none), and a link to it while it is
    ours (None if it is not, or if the address is not one on the platform)."""

    entry: Entry
    address: str
    link: Markup | None


class Asked(Struct, frozen=True):
    """What the page shows: every account by unit, the false ones that are known (each with its name and what has been
    done about it), what the script is handed, and whom to tell about one that only pretends to be ours."""

    units: list[tuple[Unit, list[Official]]]
    false: list[tuple[FalseAccount, str, str]]
    data: str
    contact: Role | None
    said: Mapping[Verdict, tuple[str, str]]


def asked(policy: Policy) -> Asked | None:
    """Return what the page shows; None without a register."""
    units = official_accounts(policy)
    if not units:
        return None
    return Asked(units, false_accounts(policy), asked_data(policy), contact(policy), SAID)


def official_accounts(policy: Policy) -> list[tuple[Unit, list[Official]]]:
    """Return every account by unit, also planned and closed ones."""
    return [(row.unit, [_official(entry, policy) for entry in row.accounts]) for row in rows(policy)]


def false_accounts(policy: Policy) -> list[tuple[FalseAccount, str, str]]:
    """Return the false accounts that are known, the last seen first: each with its platform's name and what has been
    done about it."""
    found = {one.of.id: (one.of, label(one, policy), note(one)) for one in _false(policy)}
    return sorted(
        ((of, named, done) for of, named, done in found.values() if isinstance(of, FalseAccount)),
        key=lambda row: (-row[0].seen_on.toordinal(), row[0].id),
    )


def _false(policy: Policy) -> list[Known]:
    return [one for one in register_of(policy).known if isinstance(one.of, FalseAccount)]


def asked_data(policy: Policy) -> str:
    """Return all that the page's script needs in order to answer as `checks.policy.recognition` does, as JSON."""
    register = register_of(policy)
    data = {
        "known": [
            [one.address, one.handle, one.verdict, label(one, policy), note(one), _link(one, policy)]
            for one in register.known
        ],
        **register.as_data(),
        "query": DEFAULT_QUERY,
        "candidates": CANDIDATES,
        "longest": LONGEST,
        "warnings": WARNINGS,
        **tables(),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def contact(policy: Policy) -> Role | None:
    """Return the role to tell about an account that only pretends to be ours."""
    communications = policy.organisation.actors.get("communications")
    known = (policy.roles.get(id) for id in (communications.roles if communications else ()))
    return next(filter(None, known), None)


def _link(known: Known, policy: Policy) -> str:
    """Return where the handbook tells of an account of ours, from its root; '' if it does not."""
    if isinstance(known.of, FalseAccount) or known.of.unit not in policy.known["unit"]:
        return ""
    return quote(pages.page_address(policy, "account", known.of.id), "/#.-")


def _official(entry: Entry, policy: Policy) -> Official:
    account, platform = entry.account, policy.platforms.get(entry.account.platform)
    link = None
    if account.live and platform:
        link = safe_link(account.url, hosts_of(platform, account.handle, policy.organisation.domains))
    return Official(entry, _address(entry, policy), link)


def _address(entry: Entry, policy: Policy) -> str:
    try:
        return normal_form(entry.account.url, policy.platforms.get(entry.account.platform))
    except ValueError:
        return ""
