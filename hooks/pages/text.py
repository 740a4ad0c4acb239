"""A standard text: filled in for those who use it, ready to copy and to edit, counted against the platform's limit,
measured for how hard it is to read, with what it must tell and who uses it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from checks.policy.guides import filled
from checks.policy.model.catalogue import Guideline, Item, Text
from checks.policy.model.guides import Guide, Outcome
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.readability import hardness, lix
from checks.policy.sentences import items_of
from checks.policy.texts import (
    TEXT_BLANKS,
    accounts_using,
    filled_text,
    most_characters,
    open_blanks,
    wanted,
)
from hooks.pages.search_words import also
from hooks.rendering import page


class Version(Struct, frozen=True):
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

    @property
    def complete(self) -> bool:
        """Whether it is filled in for accounts and leaves nothing open, so that it can be put up as it is."""
        return bool(self.accounts) and not self.blanks


class Element(Struct, frozen=True):
    """What a guideline wants a text to tell, and which of its items the text has and lacks. One without items is met
    or not."""

    guideline: Guideline
    present: tuple[Item, ...]
    missing: tuple[Item, ...]
    met: bool


def text(policy: Policy, id: str) -> str:
    """Return the page of a standard text."""
    one = policy.texts[id]
    found = tuple(versions(one, policy))
    measured = lix(found[0].wording)
    return page(
        "text.md.j2",
        policy,
        text=one,
        versions=found,
        accounts=accounts_using(one, policy),
        guides=tuple(_guides(one, policy)),
        leaves=tuple(leaf for document in policy.documents_in_force for leaf in document.leaves if leaf.text == id),
        elements=tuple(_elements(one, policy)),
        lix=measured,
        hardness=hardness(measured),
        also=partial(also, policy),
        fill=partial(filled, policy=policy),
    )


def versions(text: Text, policy: Policy) -> Iterator[Version]:
    """Yield the general wording, unless the text belongs in a profile, and then one for each that differs from it."""
    general = filled_text(text, policy)
    by_wording: dict[str, list[Account]] = {}
    for account in accounts_using(text, policy):
        by_wording.setdefault(filled_text(text, policy, account), []).append(account)
    if text.use != "about" or not by_wording:
        label = "Alla konton" if set(by_wording) - {general} else "Texten"
        yield Version(label, "texten", general, (), _limit(text, text.platforms, policy), _open(text, policy, None))
    for wording, accounts in by_wording.items():
        if wording == general and text.use != "about":
            continue
        first = accounts[0]
        platform = policy.platforms.get(first.platform)
        label = f"{first.name} ({platform.name if platform else first.platform})"
        if len(accounts) > 1:
            label = f"{first.name} med flera" if len({one.name for one in accounts}) > 1 else first.name
        limit = _limit(text, tuple(account.platform for account in accounts), policy)
        yield Version(label, first.id, wording, tuple(accounts), limit, _open(text, policy, first))


def _limit(text: Text, platforms: tuple[str, ...], policy: Policy) -> int | None:
    """Return how many characters there is room for on all of the platforms; None if none of them sets a limit."""
    limits = (most_characters(text, platform, policy) for platform in platforms)
    return min((limit for limit in limits if limit is not None), default=None)


def _open(text: Text, policy: Policy, account: Account | None) -> tuple[str, ...]:
    """Return in words what the register can't fill in."""
    return tuple(TEXT_BLANKS.get(name, name) for name in open_blanks(text, policy, account))


def _guides(text: Text, policy: Policy) -> Iterator[tuple[Guide, Outcome]]:
    """Yield the guides that lead to the text, with the first outcome that does."""
    for guide in policy.guides.values():
        outcome = next((one for one in guide.outcomes if text.id in one.texts), None)
        if outcome:
            yield guide, outcome


def _elements(text: Text, policy: Policy) -> Iterator[Element]:
    """Yield what the guidelines want to see: of an about-text all that is demanded for any of its accounts; and of any
    text what its parts say that they fulfil. A closing notice lacks what its own guidelines list besides."""
    demanded: dict[str, Element] = {}
    for account in accounts_using(text, policy) if text.use == "about" else ():
        for want in wanted(text, account, policy):
            demanded[want.guideline.id] = Element(want.guideline, want.present, want.missing, want.met)
    yield from demanded.values()
    names = text.provided
    for id in dict.fromkeys(name.partition("/")[0] for part in text.parts for name in part.provides):
        guideline = policy.guidelines.get(id)
        if guideline is None or id in demanded:
            continue
        items = items_of(guideline, policy.in_force.get(id))
        present = tuple(item for item in items if id in names or f"{id}/{item.id}" in names)
        whole = text.use == "closing" and guideline.items_are == "all"
        missing = tuple(item for item in items if item not in present) if whole else ()
        yield Element(guideline, present, missing, not missing)
