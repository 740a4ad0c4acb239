"""Varje hänvisning leder till något som finns.

Filerna hänvisar till varandra med id: kontot till sin plattform, riktlinjen till sin lag, dokumentet till sina
riktlinjer. En hänvisning till något som bytt namn eller tagits bort gör att handboken tiger där den borde svara.
"""

from collections.abc import Iterator

from checks.policy.model.catalogue import Text
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.references import Subject, references
from checks.policy.words import KINDS


def concerns(policy: Policy) -> Iterator[Subject]:
    yield policy.organisation
    yield from policy.entities
    yield from policy.guidelines.values()
    yield from policy.search_words


def check(subject: Subject, policy: Policy) -> Iterator[Problem]:
    for place, kind, id in references(subject):
        if not policy.exists(kind, id):
            yield Problem(
                place,
                f"{KINDS.get(kind, 'Det')} `{id}` finns inte.",
                "Rätta stavningen, eller lägg till det som hänvisningen ska leda till.",
            )
    if isinstance(subject, Text):
        yield from _unknown_items(subject, policy)


def _unknown_items(text: Text, policy: Policy) -> Iterator[Problem]:
    for index, part in enumerate(text.parts):
        for position, name in enumerate(part.provides):
            id, _, item = name.partition("/")
            guideline = policy.guidelines.get(id)
            if item and guideline and item not in {one.id for one in guideline.items}:
                yield Problem(
                    text.source / "parts" / index / "provides" / position,
                    f"Riktlinjen ”{guideline.title}” har ingen punkt `{item}`.",
                    "Välj bland riktlinjens punkter.",
                )
