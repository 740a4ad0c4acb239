"""The list of accounts as a piece of HTML to put into the organisation's own website, and its `rel="me"` links, by
which a platform can see that site and account are each other's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checks.policy.addresses import belongs_to, hosts_of
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.words import STATUSES
from hooks.pages.account_register import rows

HERE = Path(__file__).parent


def as_fragment(policy: Policy) -> bytes:
    """Return the live accounts by unit as HTML without styles or scripts, headings from the second level."""
    units = [
        (row.unit, [entry for entry in row.accounts if entry.account.live and address(entry.account, policy)])
        for row in rows(policy)
    ]
    shown = [(unit, entries) for unit, entries in units if entries]
    return _filled("fragment.html.j2", units=shown, organisation=policy.organisation, STATUSES=STATUSES)


def as_rel_me(policy: Policy) -> bytes:
    """Return a `<link rel="me">` for each live account, for the head of the organisation's front page."""
    accounts = [account for account in policy.live_accounts() if address(account, policy)]
    return _filled("rel_me.html.j2", accounts=accounts)


def address(account: Account, policy: Policy) -> str:
    """Return an account's address if it is one on its platform; otherwise ''."""
    platform = policy.platforms.get(account.platform)
    if platform is None or not account.url.startswith("https://"):
        return ""
    return (
        account.url if belongs_to(account.url, hosts_of(platform, account.handle, policy.organisation.domains)) else ""
    )


def _filled(template: str, **values: object) -> bytes:
    return _environment().get_template(template).render(values).encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
