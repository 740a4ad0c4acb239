"""The index of the standard texts, by what they are used for."""

from __future__ import annotations

from checks.policy.policy import Policy
from checks.policy.words import TEXT_USES
from hooks.rendering import page


def texts(policy: Policy) -> str:
    """Return the index of all standard texts."""
    ordered = sorted(policy.texts.values(), key=lambda text: text.title)
    groups = [(use, [text for text in ordered if text.use == use]) for use in TEXT_USES]
    return page("texts.md.j2", policy, groups=[(use, rows) for use, rows in groups if rows])
