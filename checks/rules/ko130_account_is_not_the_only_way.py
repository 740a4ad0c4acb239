"""Inget konto är den enda vägen till information eller service.

Alla använder inte sociala medier, och en plattform kan ligga nere när den behövs som mest. Därför ska registret säga
var samma information och service finns i stället.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if account.alternative_channel is None:
        yield Problem(
            account.place("alternative_channel"),
            f"Det står inte var den som inte använder plattformen hittar det som finns i kontot ”{account.name}”.",
            "Skriv i `alternative_channel` var samma information och service finns, till exempel på webbplatsen.",
        )
