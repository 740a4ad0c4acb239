"""Varje bolag med konton har självt antagit riktlinjerna.

Kommunens styrelse kan inte besluta åt ett bolag. Riktlinjerna gäller där först när bolagets egen styrelse har antagit
dem. Beslutet står i dokumentet, i fältet `adopted_by`.
"""

from collections.abc import Iterator

from checks.policy.model.organisation import Unit
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterator[Unit]:
    with_accounts = {account.unit for account in policy.live_accounts()}
    return (unit for unit in policy.units.values() if unit.kind == "company" and unit.id in with_accounts)


def check(unit: Unit, policy: Policy) -> Iterator[Problem]:
    adopted = {adoption.unit for document in policy.documents_in_force for adoption in document.adopted_by}
    if unit.id not in adopted:
        yield Problem(
            unit.source,
            f"{unit.name} har konton men har inte antagit något av kommunens styrdokument.",
            "Skriv in bolagets beslut i dokumentet, i fältet `adopted_by`, när styrelsen har fattat det.",
        )
