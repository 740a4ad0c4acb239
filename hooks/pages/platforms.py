"""The platforms: how an account is addressed there, how long its profile text may be, what can be moderated."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from checks.policy.model.catalogue import Text
from checks.policy.model.register import Platform
from checks.policy.policy import Policy
from hooks.pages.search_words import also
from hooks.rendering import page


class Entry(Struct, frozen=True):
    """A platform, how many live accounts it has, and the about-texts that are made for it."""

    platform: Platform
    live: int
    texts: tuple[Text, ...]


def platforms(policy: Policy) -> str:
    """Return the page of all platforms."""
    rows = [
        Entry(
            platform=platform,
            live=sum(account.platform == platform.id for account in policy.live_accounts()),
            texts=tuple(text for text in policy.texts.values() if platform.id in text.platforms),
        )
        for platform in sorted(policy.platforms.values(), key=lambda one: one.name)
    ]
    return page("platforms.md.j2", policy, rows=rows, also=partial(also, policy))
