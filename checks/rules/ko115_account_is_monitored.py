"""Varje konto bevakas så ofta som riktlinjerna anger.

Den som frågar väntar på svar, och ett olagligt inlägg ligger kvar tills någon ser det. Hur ofta kontot bevakas är ofta
gemensamt för en kategori av konton.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.values import Frequency
from checks.policy.words import frequency


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    wanted = policy.demanded("KO115", Frequency, account)
    if account.monitoring is None:
        yield Problem(
            account.place("monitoring"),
            f"Det står inte hur ofta kontot ”{account.name}” bevakas.",
            "Ange det i fältet `monitoring`, för kontot, verksamheten eller kategorin.",
        )
    elif wanted is not None and account.monitoring < wanted:
        yield Problem(
            account.place("monitoring"),
            f"Kontot ”{account.name}” bevakas {frequency(account.monitoring)} i stället för {frequency(wanted)}.",
            "Bevaka kontot oftare och rätta fältet `monitoring`.",
        )
