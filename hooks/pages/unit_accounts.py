"""The accounts of one unit, each with its own anchor: who answers for it, who stands in, what it promises and lacks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from checks.finding import Finding
from checks.policy.addresses import hosts_of
from checks.policy.model.catalogue import Text
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.texts import about_text
from checks.run import Verdict
from hooks.pages.account_facts import BEHIND, MET, Fact, facts
from hooks.pages.account_register import Entry, accounts_of, entry, lacks
from hooks.pages.search_words import also
from hooks.rendering import page, safe_link


class Card(Struct, frozen=True):
    """An account with everything that its block shows."""

    entry: Entry
    link: Markup | None
    editors: tuple[str, ...]
    about: Text | None
    successor: str | None
    lacks: tuple[Finding, ...]
    met: tuple[Fact, ...]
    behind: tuple[Fact, ...]


def unit_accounts(policy: Policy, unit: str, said: Sequence[Verdict] = ()) -> str:
    """Return the page of a unit and its accounts; `said` is what the checks say."""
    one, lacking = policy.units[unit], lacks(said)
    return page(
        "unit_accounts.md.j2",
        policy,
        unit=one,
        head=policy.roles.get(one.head or ""),
        website=safe_link(one.website, policy.organisation.domains),
        accounts=[_card(account, policy, lacking.get(account.id, ())) for account in accounts_of(one, policy)],
        also=partial(also, policy),
    )


def _card(account: Account, policy: Policy, lacking: tuple[Finding, ...]) -> Card:
    platform = policy.platforms.get(account.platform)
    hosts = hosts_of(platform, account.handle, policy.organisation.domains) if platform else ()
    successor = policy.accounts.get(account.closing.successor or "") if account.closing else None
    return Card(
        entry=entry(account, policy),
        link=safe_link(account.url, hosts),
        editors=tuple(policy.roles[id].title if id in policy.roles else id for id in account.editors),
        about=about_text(account, policy) if account.live else None,
        successor=successor.name if successor else None,
        lacks=lacking,
        met=facts(account, MET, policy),
        behind=facts(account, BEHIND, policy),
    )
