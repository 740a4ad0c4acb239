"""The index of the checks: those that guard guidelines, and those that guard the data itself."""

from __future__ import annotations

from checks.explain import explanations
from checks.policy.policy import Policy
from checks.run import is_technical
from hooks.rendering import page


def checks(policy: Policy) -> str:
    """Return the index of all checks."""
    all_pages = explanations(policy)
    groups = [
        ("Vaktar riktlinjer", "vaktar-riktlinjer", [one for one in all_pages if not is_technical(one.number)]),
        ("Vaktar innehållets form", "vaktar-formen", [one for one in all_pages if is_technical(one.number)]),
    ]
    return page("checks.md.j2", policy, groups=groups)
