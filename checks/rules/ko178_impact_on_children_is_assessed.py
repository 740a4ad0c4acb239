"""Konsekvenserna för barns personuppgifter är bedömda.

Barn har rätt till särskilt skydd, och en bild som har spritts går inte att ta tillbaka. Ett konto som vänder sig till
barn eller visar barn ska ha en konsekvensbedömning, och registret ska säga var den finns.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return (account for account in policy.live_accounts() if account.minors)


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    done = account.impact_assessment
    if done is None or done.on > policy.today:
        yield Problem(
            account.place("impact_assessment"),
            f"Kontot ”{account.name}” vänder sig till barn eller visar barn, men saknar en konsekvensbedömning.",
            "Gör bedömningen med dataskyddsombudet och skriv dag, roll och var den finns i `impact_assessment`.",
        )
    elif done.reference is None:
        yield Problem(
            account.place("impact_assessment"),
            f"Det står inte var konsekvensbedömningen för kontot ”{account.name}” finns.",
            "Skriv system och nummer i `reference` under `impact_assessment`.",
        )
