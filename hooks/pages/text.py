"""A standard text: filled in for those who use it, ready to copy, counted against the platform's limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from checks.policy.model.catalogue import Guideline, Text
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.sentences import blanks
from checks.policy.texts import TEXT_BLANKS, accounts_using, filled_text, text_values
from hooks.pages.search_words import also
from hooks.rendering import page


@dataclass(frozen=True)
class Version:
    """A wording of the text, for the accounts it is filled in for; none for the general one. `blanks` are left open."""

    label: str
    anchor: str
    wording: str
    accounts: tuple[Account, ...]
    limit: int | None
    blanks: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many characters the platform counts."""
        return len(self.wording)


def text(policy: Policy, id: str) -> str:
    """Return the page of a standard text."""
    one = policy.texts[id]
    return page(
        "text.md.j2",
        policy,
        text=one,
        versions=tuple(_versions(one, policy)),
        provides=tuple(_provides(one, policy)),
        also=partial(also, policy),
    )


def _versions(text: Text, policy: Policy) -> Iterator[Version]:
    """Yield the general wording, unless the text belongs in a profile, and then one for each that differs from it."""
    general = filled_text(text, policy)
    by_wording: dict[str, list[Account]] = {}
    for account in accounts_using(text, policy):
        by_wording.setdefault(filled_text(text, policy, account), []).append(account)
    if text.use != "about" or not by_wording:
        limit = _limit(text, policy, text.platforms[0]) if text.platforms else None
        yield Version("Texten", "texten", general, (), limit, _open(text, policy, None))
    for wording, accounts in by_wording.items():
        if wording == general and text.use != "about":
            continue
        first = accounts[0]
        platform = policy.platforms.get(first.platform)
        label = f"{first.name} ({platform.name if platform else first.platform})"
        if len(accounts) > 1:
            label = f"{first.name} med flera" if len({one.name for one in accounts}) > 1 else first.name
        yield Version(
            label, first.id, wording, tuple(accounts), _limit(text, policy, first.platform), _open(text, policy, first)
        )


def _limit(text: Text, policy: Policy, platform: str) -> int | None:
    """Return how many characters the platform's profile text may have; other texts are not counted against it."""
    known = policy.platforms.get(platform)
    return known.limits.about if known and text.use == "about" else None


def _open(text: Text, policy: Policy, account: Account | None) -> tuple[str, ...]:
    """Return in words what the register can't fill in."""
    known = text_values(policy, account)
    return tuple(dict.fromkeys(TEXT_BLANKS.get(name, name) for name in blanks(text.wording) if not known.get(name)))


def _provides(text: Text, policy: Policy) -> Iterator[tuple[Guideline, tuple[str, ...]]]:
    """Yield the guidelines that the text fulfils, each with the items it covers (none if all of it)."""
    found: dict[str, list[str]] = {}
    for part in text.parts:
        for name in part.provides:
            id, _, item = name.partition("/")
            found.setdefault(id, []).extend([item] if item else [])
    for id, items in found.items():
        guideline = policy.guidelines.get(id)
        if guideline:
            yield guideline, tuple(item.text for item in guideline.items if item.id in items)
