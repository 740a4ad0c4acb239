"""What else a written page is called: the search words of the need that leads to it."""

from __future__ import annotations

from checks.policy.policy import Policy
from hooks.pages.search_words import also
from hooks.rendering import page


def also_called(policy: Policy, need: str) -> str:
    """Return the line of search words of a need, for the page that somebody has written for it."""
    return page("also_called.md.j2", policy, words=also(policy, "need", need))
