"""Finished sentences: a guideline as one document decides it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from checks.policy.model.catalogue import Guideline, Item
from checks.policy.model.documents import Leaf
from checks.policy.policy import Policy
from checks.policy.values import Parameter, Setting
from checks.policy.words import LEVELS, listing, value_in_words

BLANK = re.compile(r"\{([a-z][a-z_]*)\}")


class Piece(Struct, frozen=True):
    """A part of a finished sentence; kind is `text`, `level` or `value`, so that a page can set it off."""

    text: str
    kind: str = "text"


def setting_in_words(setting: Setting, parameter: Parameter, policy: Policy) -> str:
    """Return what a document sets a parameter to: its own words if it gives no number, and what differs by platform."""
    actors = {id: actor.name for id, actor in policy.organisation.actors.items()}
    if setting.said:
        return f"{parameter.lead} {setting.said}" if parameter.lead else setting.said
    words = value_in_words(setting.default, parameter, actors)
    exceptions = [
        f"på {_platform_name(policy, platform)} {value_in_words(value, parameter, actors)}"
        for platform, value in setting.by_platform.items()
    ]
    return f"{words} ({listing(exceptions)})" if exceptions else words


def _platform_name(policy: Policy, id: str) -> str:
    platform = policy.platforms.get(id)
    return platform.name if platform else id


def finished(guideline: Guideline, leaf: Leaf, policy: Policy) -> tuple[Piece, ...]:
    """Return the guideline's sentence as the leaf's document decides it, in pieces. A leaf of a decided version keeps
    the words of its day, whatever has become of the guideline since."""
    if leaf.wording:
        guideline = leaf.wording.guideline
    pieces: list[Piece] = []
    end = 0
    for blank in BLANK.finditer(guideline.text):
        pieces.append(Piece(guideline.text[end : blank.start()]))
        pieces.append(_filled(blank[1], guideline, leaf, policy))
        end = blank.end()
    pieces.append(Piece(guideline.text[end:]))
    return tuple(piece for piece in pieces if piece.text)


def _filled(blank: str, guideline: Guideline, leaf: Leaf, policy: Policy) -> Piece:
    if leaf.wording and blank in leaf.wording.values:
        return Piece(leaf.wording.values[blank], "level" if blank == "level" else "value")
    if blank == "level":
        return Piece(LEVELS[leaf.level], "level")
    setting = policy.setting(guideline, leaf, blank)
    if setting is None:
        return Piece("(värdet saknas)", "value")
    return Piece(setting_in_words(setting, guideline.parameters[blank], policy), "value")


def values_in_words(guideline: Guideline, leaf: Leaf, policy: Policy) -> dict[str, str]:
    """Return the numbers that a leaf gives its guideline, as they stand in the sentence, by parameter."""
    names = leaf.wording.guideline.parameters if leaf.wording else guideline.parameters
    return {name: _filled(name, guideline, leaf, policy).text for name in names}


def items_of(guideline: Guideline, leaf: Leaf | None) -> tuple[Item, ...]:
    """Return the items of a guideline's list that the leaf's document has picked; all of them if it picked none."""
    if leaf and leaf.wording:
        guideline = leaf.wording.guideline
    if leaf is None or not leaf.items:
        return guideline.items
    return tuple(item for item in guideline.items if item.id in leaf.items)


def actors_of(guideline: Guideline, leaf: Leaf | None, policy: Policy) -> tuple[str, ...]:
    """Return the Swedish names of those whom a guideline binds in a document."""
    if leaf and leaf.wording:
        return leaf.wording.actors
    ids = (leaf.actors if leaf else ()) or guideline.actors
    actors = policy.organisation.actors
    return tuple(actors[id].name if id in actors else id for id in ids)


def with_items(guideline: Guideline, leaf: Leaf, policy: Policy) -> str:
    """Return a guideline's finished sentence with the items of its list, on one line."""
    items = "; ".join(item.text for item in items_of(guideline, leaf))
    sentence = plain(finished(guideline, leaf, policy))
    return f"{sentence} {items}." if items else sentence


def whole_text(guideline: Guideline, leaf: Leaf, policy: Policy) -> str:
    """Return a guideline as its reader meets it: the finished sentence, the items of its list and the reason why."""
    if leaf.wording:
        guideline = leaf.wording.guideline
    return " ".join(filter(None, (with_items(guideline, leaf, policy), guideline.why)))


def plain(pieces: Iterable[Piece]) -> str:
    """Return a finished sentence as one string."""
    return "".join(piece.text for piece in pieces)


@lru_cache(maxsize=1 << 12)  # one standard text is filled in for many accounts
def blanks(text: str) -> tuple[str, ...]:
    """Return the names of a text's blanks in order."""
    return tuple(BLANK.findall(text))
