"""The categories of accounts: what is special for each, below the register."""

from __future__ import annotations

from functools import partial

from checks.policy.policy import Policy
from hooks.pages.search_words import also
from hooks.rendering import page


def categories(policy: Policy) -> str:
    """Return the block of all categories in the order of their names, each with its number of live accounts."""
    live = [account.category for account in policy.live_accounts()]
    rows = [
        (category, live.count(category.id)) for category in sorted(policy.categories.values(), key=lambda one: one.name)
    ]
    return page("categories.md.j2", policy, rows=rows, also=partial(also, policy))
