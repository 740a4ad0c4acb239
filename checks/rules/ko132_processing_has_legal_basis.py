"""Varje behandling av personuppgifter i ett konto har en rättslig grund.

Ett svar i en kommentar, en bild på en medarbetare och ett sparat meddelande är personuppgifter. Var och en behöver en
grund i dataskyddsförordningen (artikel 6.1). Berättigat intresse är inte till för en myndighets uppgifter, så bara
bolag kan ange det.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if not account.legal_bases:
        yield Problem(
            account.place("legal_bases"),
            f"Det står inte med vilken rättslig grund personuppgifter behandlas i kontot ”{account.name}”.",
            "Räkna upp behandlingarna med sin grund i `legal_bases`, för kontot eller för hela verksamheten.",
        )
    unit = policy.units.get(account.unit)
    for index, one in enumerate(account.legal_bases):
        if one.basis == "legitimate-interests" and unit is not None and unit.kind != "company":
            yield Problem(
                account.place("legal_bases", index, "basis"),
                f"En myndighet kan inte stödja ”{one.processing}” i kontot ”{account.name}” på berättigat intresse.",
                "Ange en annan grund, oftast `public-task`, eller sluta med behandlingen.",
            )
