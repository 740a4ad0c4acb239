"""Inget konto lovar längre svarstid än riktlinjerna.

Invånarna ska få svar lika snabbt vilket konto de än frågar. Ett konto får lova kortare tid än riktlinjerna anger, men
inte längre. Står ingen tid för kontot gäller riktlinjernas.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.response_time import longest
from checks.policy.words import duration


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    promise, limit = account.response_time, longest(account, policy)
    if promise is not None and limit is not None and promise > limit:
        yield Problem(
            account.place("response_time"),
            f"Kontot ”{account.name}” lovar svar inom {duration(promise)}. Längsta tid är {duration(limit)}.",
            "Sätt en kortare tid i fältet `response_time`, eller ta bort fältet.",
        )
