"""Inget ligger löst.

En riktlinje som inget dokument har eller har valt bort, en standardtext som ingen riktlinje bygger på, en guide som
ingen ingång leder till och en lag som ingen hänvisar till är antingen glömda eller borttagna till hälften. Då går det
inte att lita på att det som står i handboken är allt.
"""

from collections.abc import Iterator

from checks.policy.legal_basis import with_successors
from checks.policy.model.catalogue import Guideline, Text
from checks.policy.model.documents import Leaf
from checks.policy.model.guides import Guide
from checks.policy.model.law import Statute
from checks.policy.model.needs import Need
from checks.policy.model.organisation import Body
from checks.policy.needs import has_something
from checks.policy.policy import Policy
from checks.policy.problem import Problem

Subject = Guideline | Text | Statute | Body | Guide | Need


def concerns(policy: Policy) -> Iterator[Subject]:
    yield from policy.guidelines.values()
    yield from policy.texts.values()
    yield from policy.statutes.values()
    yield from policy.bodies.values()
    yield from policy.guides.values()
    yield from policy.needs.values()


def check(subject: Subject, policy: Policy) -> Iterator[Problem]:
    match subject:
        case Guideline():
            if subject.id not in policy.drafted | policy.left_out and not policy.leaves_of(subject.id):
                yield Problem(
                    subject.source,
                    f"Riktlinjen ”{subject.title}” står inte i något dokument.",
                    "Lägg den i ett dokument, skriv i `left_out` varför den inte antas, eller ta bort den.",
                )
        case Text():
            if not any(part.provides for part in subject.parts) and subject.id not in _texts_in_use(policy):
                yield Problem(
                    subject.source,
                    f"Standardtexten ”{subject.title}” hör inte till någon riktlinje och ingen guide leder till den.",
                    "Ange i `provides` vad texten uppfyller, eller lägg den i ett dokument eller en guide.",
                )
        case Statute():
            if subject.id not in policy.cited and subject.id not in _statutes_in_use(policy):
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
                    "Ange dess id i `mentions` i det dokument som nämner den, eller ta bort filen.",
                )
        case Guide() | Need():
            yield from _way_in(subject, policy)


def _way_in(subject: Guide | Need, policy: Policy) -> Iterator[Problem]:
    match subject:
        case Guide():
            if not any(subject.id in need.guides or subject.topic in need.topics for need in policy.needs.values()):
                yield Problem(
                    subject.source,
                    f"Ingen ingång på startsidan leder till guiden ”{subject.title}”.",
                    "Lägg guiden eller dess ämne i en fil i `policy_data/needs`, eller ta bort guiden.",
                )
        case Need():
            if not has_something(subject, policy):
                yield Problem(
                    subject.source,
                    f"Ingången ”{subject.title}” leder inte till något.",
                    "Lägg till ämnen med riktlinjer som gäller för någon av aktörerna, en guide eller en standardtext.",
                )


def _leaves(policy: Policy) -> Iterator[Leaf]:
    """What documents say today, and what they are proposed to say."""
    return (leaf for document in (*policy.documents.values(), *policy.drafts.values()) for leaf in document.leaves)


def _texts_in_use(policy: Policy) -> set[str]:
    """What documents prescribe and guides lead to."""
    used = {leaf.text for leaf in _leaves(policy) if leaf.text}
    return used | {id for guide in policy.guides.values() for outcome in guide.outcomes for id in outcome.texts}


def _statutes_in_use(policy: Policy) -> set[str]:
    """What guidelines and documents cite, and what has replaced it."""
    return with_successors(policy.cited, {id: statute.replaced_by for id, statute in policy.statutes.items()})


def _bodies_in_use(policy: Policy) -> set[str]:
    used = {id for leaf in _leaves(policy) for id in leaf.mentions}
    return with_successors(used, {id: (body.successor,) for id, body in policy.bodies.items() if body.successor})
