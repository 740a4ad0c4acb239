"""Det som verksamheten ska gå igenom är intygat i tid.

Behov och målgrupper ändras utan att något syns i registret. Därför går den som leder verksamheten igenom dem så ofta
som riktlinjerna säger, intygar det och skriver vad som låg till grund. Svaret lämnas med `kanalboken egenkontroll`.
"""

from collections.abc import Iterable, Iterator

from checks.policy.attestations import PER_UNIT, again_by, latest, units_with_accounts
from checks.policy.model.organisation import Unit
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Unit]:
    return units_with_accounts(policy)


def check(unit: Unit, policy: Policy) -> Iterator[Problem]:
    for guideline, leaf in policy.demands(PER_UNIT):
        found = latest(guideline.id, unit.id, policy)
        due = again_by(guideline, leaf, unit, policy)
        if due is not None and due < policy.today:
            yield Problem(
                found.statement.source if found else unit.source,
                f"Ingen har i tid intygat ”{guideline.title}” för {unit.name}.",
                "Gå igenom det, svara i bladet från `kanalboken egenkontroll` och läs in svaret.",
                since=due,
            )
        elif found and found.statement.answer == "not-met":
            yield Problem(
                found.statement.source / "answer",
                f"”{guideline.title}” är inte uppfyllt för {unit.name}, enligt den som intygade.",
                "Rätta det som brister och svara igen med `kanalboken egenkontroll`.",
                since=found.attestation.on,
            )
