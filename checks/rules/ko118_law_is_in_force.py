"""Ett styrdokument i kraft vilar på lag som gäller.

En upphävd lag ger inget stöd, och den som läser dokumentet letar förgäves efter paragrafen. Någon ska också läsa varje
författning på nytt en gång om året: lagar ändras utan att någon säger till.
"""

from collections.abc import Iterator

from checks.policy.dates import statute_due
from checks.policy.model import Leaf, Provision, Statute
from checks.policy.policy import Policy
from checks.policy.problem import Place, Problem
from checks.policy.words import day


def concerns(policy: Policy) -> Iterator[Leaf | Statute]:
    used: dict[str, Statute] = {}
    for document in policy.documents_in_force:
        yield from document.leaves
        for leaf in document.leaves:
            for _, provision in _provisions(leaf, policy):
                if statute := policy.statutes.get(provision.statute):
                    used[statute.id] = statute
    yield from used.values()


def check(subject: Leaf | Statute, policy: Policy) -> Iterator[Problem]:
    if isinstance(subject, Statute):
        due = statute_due(subject)
        if due is not None and due < policy.today:
            yield Problem(
                subject.source / "checked",
                f"Det är länge sedan någon kontrollerade om {subject.name} fortfarande gäller.",
                "Läs författningen på nytt och skriv dagens datum i `checked`.",
                since=due,
            )
        return
    for place, provision in _provisions(subject, policy):
        statute = policy.statutes.get(provision.statute)
        if statute and statute.until and statute.repealed_on(policy.today):
            decision = policy.documents[subject.document].decision
            decided = decision.on if decision else None
            yield Problem(
                place,
                f"{statute.name} upphävdes den {day(statute.until)}, men ett dokument i kraft vilar på den.",
                f"Hänvisa till det som gäller i stället{_instead(statute, policy)}.",
                since=statute.until if decided and decided < statute.until else None,
            )


def _provisions(leaf: Leaf, policy: Policy) -> Iterator[tuple[Place, Provision]]:
    """Yield what a guideline in force rests on, as the document cites it and as the catalogue does."""
    for index, provision in enumerate(leaf.cites):
        yield leaf.source / "cites" / index / "statute", provision
    guideline = policy.guidelines.get(leaf.id or "")
    for index, provision in enumerate(guideline.provisions if guideline else ()):
        assert guideline is not None
        yield guideline.source / "provisions" / index / "statute", provision


def _instead(statute: Statute, policy: Policy) -> str:
    names = [policy.statutes[id].name for id in statute.replaced_by if id in policy.statutes]
    return f": {', '.join(names)}" if names else ""
