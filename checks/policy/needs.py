"""What a need comes to in the catalogue: the guidelines in force that bind its reader, the strictest first."""

from __future__ import annotations

from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.model.needs import Need
from checks.policy.policy import Policy

_STRICTEST_FIRST = ("must-not", "must", "should-not", "should", "may", "need-not", "info")
_EQUALLY_STRICT = {"must-not": "must", "should-not": "should"}

Rule = tuple[Guideline, Leaf]


def rules_for(need: Need, topic: str, policy: Policy) -> tuple[Rule, ...]:
    """Return the guidelines in force in a topic that bind any of the need's actors, each with its leaf: first what is
    demanded, then what is advised, then the rest; among equals in the order of the documents."""
    found = [
        (guideline, leaf)
        for leaf in policy.in_force.values()
        if (guideline := policy.guideline_of(leaf)) and guideline.topic == topic and _binds(need, guideline, leaf)
    ]
    return tuple(sorted(found, key=lambda row: _strictness(row[1])))


def has_something(need: Need, policy: Policy) -> bool:
    """Whether the need leads to anything that is in the handbook."""
    return bool(
        need.leads_to
        or (need.asks and policy.accounts)
        or any(id in policy.known["guide"] for id in need.guides)
        or any(id in policy.known["text"] for id in need.texts)
        or any(rules_for(need, topic, policy) for topic in need.topics)
    )


def _binds(need: Need, guideline: Guideline, leaf: Leaf) -> bool:
    return not set(need.actors).isdisjoint(leaf.actors or guideline.actors)


def _strictness(leaf: Leaf) -> int:
    return _STRICTEST_FIRST.index(_EQUALLY_STRICT.get(leaf.level, leaf.level))
