"""Varje konto har en plan för hur verksamheten lämnar plattformen.

En plattform kan stängas, byta ägare eller villkor. Den som redan har tänkt igenom var innehållet finns och vart
besökarna ska hänvisas kan lämna den i lugn och ro.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if account.exit_strategy is None:
        yield Problem(
            account.place("exit_strategy"),
            f"Kontot ”{account.name}” saknar en plan för hur verksamheten lämnar plattformen.",
            "Skriv i `exit_strategy` var innehållet finns och vart besökarna hänvisas.",
        )
