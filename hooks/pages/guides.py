"""The index of the guides."""

from __future__ import annotations

from functools import partial

from checks.policy.guides import filled
from checks.policy.policy import Policy
from hooks.rendering import page


def guides(policy: Policy) -> str:
    """Return the index of all guides, in the order of their titles."""
    ordered = sorted(policy.guides.values(), key=lambda guide: guide.title)
    return page("guides.md.j2", policy, guides=ordered, fill=partial(filled, policy=policy))
