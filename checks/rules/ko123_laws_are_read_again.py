"""Någon har läst varje lag som styrdokumenten i kraft vilar på.

Lagar ändras utan att någon säger till. Därför läser någon varje författning på nytt så ofta som riktlinjerna säger och
skriver datumet i dess fil. En författning som ingen har läst än bedöms inte: den frågan står kvar i filen.
"""

from collections.abc import Iterable, Iterator

from checks.policy.due_dates import reread_by
from checks.policy.legal_basis import rests
from checks.policy.model.law import Statute
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Statute]:
    found = (rest.on for document in policy.documents_in_force for rest in rests(document, policy))
    return {statute.id: statute for statute in found if isinstance(statute, Statute)}.values()


def check(statute: Statute, policy: Policy) -> Iterator[Problem]:
    due = reread_by(statute, policy)
    if due is not None and due < policy.today:
        yield Problem(
            statute.source / "checked",
            f"Det är länge sedan någon läste {statute.name} och såg efter om den fortfarande gäller.",
            "Läs författningen på nytt och skriv dagens datum i `checked`.",
            since=due,
        )
