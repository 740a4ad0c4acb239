"""Varje konto har ett syfte som är knutet till en plan eller ett uppdrag.

Utan syfte går det inte att välja vad som ska publiceras eller när kontot har gjort sitt. Syftet står i kontots fil; den
plan eller det uppdrag som det är knutet till kan stå där eller ärvas från verksamheten. Ett konto som bara är planerat
får vänta med båda.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return (account for account in policy.accounts.values() if account.status != "planned")


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if not account.purpose:
        yield Problem(
            account.place("purpose"),
            f"Kontot ”{account.name}” saknar syfte.",
            "Skriv i en mening i fältet `purpose` vad kontot ska åstadkomma och för vem.",
        )
    if not account.plan:
        yield Problem(
            account.place("plan"),
            f"Syftet med kontot ”{account.name}” är inte knutet till någon plan eller något uppdrag.",
            "Ange planen eller uppdraget i fältet `plan`, för kontot eller för hela verksamheten.",
        )
