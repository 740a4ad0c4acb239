"""The figures of the start page: how many guidelines, accounts and checks there are today."""

from __future__ import annotations

from checks.policy.policy import Policy
from hooks.rendering import page


def start(policy: Policy) -> str:
    """Return the start page's figures."""
    live = list(policy.live_accounts())
    figures = [
        (len(policy.in_force), "riktlinjer gäller hos oss"),
        (len(live), "konton är öppna"),
        (len({account.unit for account in live}), "verksamheter har konton"),
        (len(policy.known["check"]), "kontroller vaktar"),
    ]
    return page("start.md.j2", policy, up="", figures=figures)
