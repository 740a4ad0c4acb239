"""Varje id finns bara en gång.

Riktlinjer och roller har sina id inne i filerna. Står samma id på två ställen gäller bara det ena, och ingen ser
vilket. Därför är en riktlinjes id unikt i hela katalogen och en rolls id unikt bland alla verksamheter.
"""

from collections.abc import Iterator

from checks.policy.model.catalogue import Guideline
from checks.policy.model.organisation import Role
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterator[Guideline | Role]:
    for topic in policy.topics.values():
        yield from topic.guidelines
    for unit in policy.units.values():
        yield from unit.roles.values()


def check(subject: Guideline | Role, policy: Policy) -> Iterator[Problem]:
    counted = policy.guidelines if isinstance(subject, Guideline) else policy.roles
    other = counted[subject.id]
    if other is not subject:
        line, _ = policy.position(other.source)
        yield Problem(
            subject.source / "id" if isinstance(subject, Guideline) else subject.source,
            f"Id `{subject.id}` finns också i {other.source.file}, rad {line}.",
            "Byt det ena id:t och de hänvisningar som leder dit.",
        )
    if isinstance(subject, Guideline):
        yield from _items(subject)


def _items(guideline: Guideline) -> Iterator[Problem]:
    seen = set()
    for index, item in enumerate(guideline.items):
        if item.id in seen:
            yield Problem(
                guideline.source / "items" / index / "id",
                f"Riktlinjen ”{guideline.title}” har två punkter med id `{item.id}`.",
                "Byt det ena id:t.",
            )
        seen.add(item.id)
