"""Inget ligger löst.

En riktlinje som inget dokument har eller har valt bort, en standardtext som ingen riktlinje bygger på och en lag som
ingen hänvisar till är antingen glömda eller borttagna till hälften. Då går det inte att lita på att det som står i
handboken är allt.
"""

from collections.abc import Iterator

from checks.policy.legal_basis import with_successors
from checks.policy.model.catalogue import Guideline, Text
from checks.policy.model.law import Statute
from checks.policy.model.organisation import Body
from checks.policy.policy import Policy
from checks.policy.problem import Problem

Subject = Guideline | Text | Statute | Body


def concerns(policy: Policy) -> Iterator[Subject]:
    yield from policy.guidelines.values()
    yield from policy.texts.values()
    yield from policy.statutes.values()
    yield from policy.bodies.values()


def check(subject: Subject, policy: Policy) -> Iterator[Problem]:
    match subject:
        case Guideline():
            if not policy.leaves_of(subject.id) and subject.id not in policy.left_out:
                yield Problem(
                    subject.source,
                    f"Riktlinjen ”{subject.title}” står inte i något dokument.",
                    "Lägg den i ett dokument, skriv i `left_out` varför den inte antas, eller ta bort den.",
                )
        case Text():
            if subject.id not in _texts_in_use(policy) and not any(part.provides for part in subject.parts):
                yield Problem(
                    subject.source,
                    f"Standardtexten ”{subject.title}” hör inte till någon riktlinje och ingen guide leder till den.",
                    "Ange i `provides` vad texten uppfyller, eller lägg den i ett dokument eller en guide.",
                )
        case Statute():
            if subject.id not in _statutes_in_use(policy):
                yield Problem(
                    subject.source,
                    f"Ingen riktlinje och inget dokument hänvisar till {subject.name}.",
                    "Lägg till hänvisningen där den hör hemma, eller ta bort filen.",
                )
        case Body():
            if subject.id not in _bodies_in_use(policy):
                yield Problem(
                    subject.source,
                    f"Inget dokument nämner {subject.name}.",
                    "Ange den i `mentions` där den nämns, eller ta bort filen.",
                )


def _texts_in_use(policy: Policy) -> set[str]:
    """What documents prescribe and guides lead to."""
    used = {leaf.text for document in policy.documents.values() for leaf in document.leaves if leaf.text}
    return used | {id for guide in policy.guides.values() for outcome in guide.outcomes for id in outcome.texts}


def _statutes_in_use(policy: Policy) -> set[str]:
    """What guidelines and documents cite, and what has replaced it."""
    used = {one.statute for guideline in policy.guidelines.values() for one in guideline.provisions}
    for document in policy.documents.values():
        used |= {one.statute for leaf in document.leaves for one in leaf.cites}
    return with_successors(used, {id: statute.replaced_by for id, statute in policy.statutes.items()})


def _bodies_in_use(policy: Policy) -> set[str]:
    used = {id for document in policy.documents.values() for leaf in document.leaves for id in leaf.mentions}
    return with_successors(used, {id: (body.successor,) for id, body in policy.bodies.items() if body.successor})
