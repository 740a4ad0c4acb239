"""The start page: ways in by need, and the handbook's figures today."""

from __future__ import annotations

from checks.policy.needs import has_something
from checks.policy.policy import Policy
from hooks.rendering import page


def start(policy: Policy) -> str:
    """Return the start page below its title."""
    live = list(policy.live_accounts())
    figures = [
        (len(policy.in_force), "riktlinjer gäller hos oss"),
        (len(live), "konton är öppna"),
        (len({account.unit for account in live}), "verksamheter har konton"),
        (len(policy.known["check"]), "kontroller vaktar"),
    ]
    needs = [need for need in policy.needs.values() if has_something(need, policy)]
    return page(
        "start.md.j2",
        policy,
        up="",
        needs=needs,
        figures=[one for one in figures if one[0]] if live else [],
        answering=any(account.owner for account in live),
    )
