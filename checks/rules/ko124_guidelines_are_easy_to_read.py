"""Varje riktlinje är lätt att läsa.

Läsbarhetsindex (LIX) väger samman hur långa meningarna och orden är. Måttet säger inte allt, men en riktlinje över
kommunens gräns går nästan alltid att skriva enklare. Gränsen står i organisation.yaml.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.catalogue import Guideline
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.readability import lix
from checks.policy.sentences import whole_text


def concerns(policy: Policy) -> Iterable[Guideline]:
    return (guideline for guideline in policy.guidelines.values() if guideline.id in policy.drafted)


def check(guideline: Guideline, policy: Policy) -> Iterator[Problem]:
    leaf = policy.proposed.in_force.get(guideline.id) or policy.proposed.leaves_of(guideline.id)[0]
    measured, limit = lix(whole_text(guideline, leaf, policy)), policy.organisation.reading.lix_warning
    if measured > limit:
        yield Problem(
            guideline.source / "text",
            f"Riktlinjen ”{guideline.title}” är svår att läsa: LIX är {measured} och kommunens gräns är {limit}.",
            "Dela upp meningen eller byt långa ord mot kortare.",
        )
