"""The index of the guidelines: every topic with its summary, and how a guideline is read."""

from __future__ import annotations

from checks.policy.policy import Policy
from hooks.rendering import page


def topics(policy: Policy) -> str:
    """Return the index of all topics, in the order of their titles."""
    return page("topics.md.j2", policy, topics=sorted(policy.topics.values(), key=lambda topic: topic.title))
