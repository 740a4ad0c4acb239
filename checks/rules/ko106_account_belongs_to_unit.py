"""Varje konto hör till en verksamhet.

Verksamheten ger kontot en chef, en nämnd som är personuppgiftsansvarig och det som alla dess konton har gemensamt. Ett
konto utan verksamhet är det ingen som äger.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.accounts.values()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if not policy.exists("unit", account.unit):
        yield Problem(
            account.place("unit"),
            f"Verksamheten `{account.unit}` finns inte, så kontot ”{account.name}” hör inte till någon.",
            "Ange en verksamhet ur mappen units, eller lägg till en ny.",
        )
