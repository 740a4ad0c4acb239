"""Varje konto är anslutet till det gemensamma verktyget för plattformen.

Genom verktyget kan kommunen lägga till och ta bort administratörer utan att känna till någons inloggning, och rycka in
när det behövs. Verktyget står i plattformens fil; en plattform utan verktyg berörs inte.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    platform = policy.platforms.get(account.platform)
    if platform and platform.admin_tool and not account.admin_tool:
        yield Problem(
            account.place("admin_tool"),
            f"Kontot ”{account.name}” är inte anslutet till {platform.admin_tool}.",
            "Anslut kontot och skriv `admin_tool: true`.",
        )
