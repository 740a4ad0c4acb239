"""Det som verksamheten ska gå igenom är intygat i tid.

Behov och målgrupper ändras utan att något syns i registret. Därför går den som leder verksamheten igenom dem så ofta
som riktlinjerna säger, intygar det och skriver vad som låg till grund. Svaret lämnas med `kanalboken egenkontroll`.
"""

from collections.abc import Iterable, Iterator

from checks.policy.attestations import PER_UNIT, gaps, units_with_accounts
from checks.policy.model.organisation import Unit
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Unit]:
    return units_with_accounts(policy)


def check(unit: Unit, policy: Policy) -> Iterator[Problem]:
    for gap in gaps(PER_UNIT, unit, policy):
        if gap.broken:
            yield Problem(
                gap.place,
                f"”{gap.guideline.title}” är inte uppfyllt för {unit.name}, enligt den som intygade.",
                "Rätta det som brister och svara igen med `kanalboken egenkontroll`.",
                since=gap.since,
            )
        else:
            yield Problem(
                gap.place,
                f"Ingen har i tid intygat ”{gap.guideline.title}” för {unit.name}.",
                "Gå igenom det, svara i bladet från `kanalboken egenkontroll` och läs in svaret.",
                since=gap.since,
            )
