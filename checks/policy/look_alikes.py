"""Names and hosts that look like ours: other letters of the same shape, slips of the finger, words added.

`docs/assets/official.js` compares by the same rules and is handed the tables of this module.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct

# Letter of a skeleton → what looks like it: Cyrillic, Greek, Armenian and other Latin letters, small capitals, digits
# and signs (a choice from Unicode's confusables.txt, UTS 39). Upper case and accents are gone before that.
LOOKS_LIKE = {
    "a": "\u0430\u03b1\u0251\u1d00\u04d9" + "4",
    "b": "\u0432\u044c\u03b2\u0299" + "8",
    "c": "\u0441\u03f2\u1d04",
    "d": "\u0501\u0111\u1d05",
    "e": "\u0435\u03b5\u0454\u1d07" + "3",
    "f": "\u0192\ua730",
    "g": "\u0261\u0581\u0262",
    "h": "\u043d\u04bb\u0570\u0127\u029c",
    "j": "\u0458\u03f3\u1d0a",
    "k": "\u043a\u03ba\u1d0b",
    "l": "i1|!\u0456\u04cf\u03b9\u0131\u0142\u026a\u029f\u01c0",
    "m": "\u043c\u1d0d",
    "n": "\u043f\u03b7\u0578\u0274\u014b",
    "o": "\u043e\u03bf\u0585\u00f8\u1d0f\u03c3" + "0",
    "p": "\u0440\u03c1\u1d18",
    "q": "\u051b\u0566",
    "r": "\u0433\u0280",
    "s": "\u0455\ua731" + "5$",
    "t": "\u0442\u03c4\u1d1b" + "7",
    "u": "\u03c5\u057d\u1d1c\u03bc",
    "v": "\u03bd\u0475\u1d20",
    "w": "\u051d\u03c9\u1d21",
    "x": "\u0445\u03c7",
    "y": "\u0443\u03b3\u028f",
    "z": "\u1d22\u03b6",
    "ae": "\u00e6",
    "oe": "\u0153",
    "ss": "\u00df",
}
PAIRS = (("rn", "m"), ("vv", "w"))
BETWEEN = "._- "

# What is added to a name so that it seems to be the real one, in front or at the end. Longest first.
ADDED = (
    "officiella",
    "officiell",
    "kundtjanst",
    "official",
    "kommunen",
    "kontakt",
    "service",
    "support",
    "sverige",
    "tavling",
    "kommun",
    "sweden",
    "hjalp",
    "konto",
    "nytt",
    "info",
    "real",
    "sida",
    "nu",
    "se",
    "vi",
)
LEFT = 4  # letters that must be left of a name without what is added
WHOLE = 12  # letters of a name that is ours even inside a longer one
OF_A_HOST = 7  # the same of a host, without its dots
SLIPS = ((10, 2), (5, 1))  # letters of a name → how many may differ
MOST = 3


class Likeness(StrEnum):
    """How something looks like something of ours, the most deceptive first."""

    HOST = "host"
    ELSEWHERE = "elsewhere"
    LETTERS = "letters"
    WORDS = "words"
    SLIPS = "slips"


class Name(Struct, frozen=True):
    """A name of ours with what it is compared by."""

    name: str
    skeleton: str
    core: str


class Alike(Struct, frozen=True):
    """What something looks like, and how."""

    likeness: Likeness
    name: str


_MAP = {ord(one): letter for letter, shapes in LOOKS_LIKE.items() for one in shapes}
_DROPPED = re.compile(f"[{re.escape(BETWEEN)}]")


def skeleton(text: str) -> str:
    """Return what the eye sees of a text: two that look the same have the same skeleton."""
    plain = unicodedata.normalize("NFKD", text).lower()
    seen = "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Mc", "Me", "Cf"))
    seen = _DROPPED.sub("", seen.translate(_MAP))
    for pair, one in PAIRS:
        seen = seen.replace(pair, one)
    return seen


def core(seen: str) -> str:
    """Return a skeleton without the words that are added to names."""
    for word in _WORDS:
        if seen.startswith(word) and len(seen) - len(word) >= LEFT:
            return core(seen.removeprefix(word))
        if seen.endswith(word) and len(seen) - len(word) >= LEFT:
            return core(seen.removesuffix(word))
    return seen


_WORDS = tuple(skeleton(word) for word in ADDED)


def tables() -> dict[str, Any]:
    """Return the tables and numbers by which names are compared, as plain data for the page's script."""
    return {
        "shapes": LOOKS_LIKE,
        "pairs": PAIRS,
        "between": BETWEEN,
        "words": _WORDS,
        "left": LEFT,
        "whole": WHOLE,
        "ofAHost": OF_A_HOST,
        "slips": SLIPS,
        "most": MOST,
        "order": list(Likeness),
    }


def named(name: str) -> Name:
    """Return a name of ours, ready to compare with."""
    return Name(name, skeleton(name), core(skeleton(name)))


def distance(one: str, other: str) -> int:
    """Return how many letters are wrong, missing, too many or have changed places with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        this = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        before, last = last, this
    return last[-1]


def alikes(candidates: Iterable[str], names: Sequence[Name]) -> tuple[Alike, ...]:
    """Return which names of ours the candidates look like and how, the most deceptive first; of names that only added
    words tell apart, one."""
    found: dict[str, Alike] = {}
    for candidate in candidates:
        for core_of_it, one in _compared(candidate, names):
            if core_of_it not in found or _rank(one) < _rank(found[core_of_it]):
                found[core_of_it] = one
    return tuple(sorted(found.values(), key=_rank)[:MOST])


def _rank(alike: Alike) -> int:
    return list(Likeness).index(alike.likeness)


def _compared(candidate: str, names: Sequence[Name]) -> Iterator[tuple[str, Alike]]:
    seen = skeleton(candidate)
    bare = core(seen)
    for one in names:
        if likeness := _likeness(candidate, seen, bare, one):
            yield one.core, Alike(likeness, one.name)


def _likeness(candidate: str, seen: str, bare: str, one: Name) -> Likeness | None:
    if candidate.lower() == one.name.lower():
        return Likeness.ELSEWHERE
    if seen == one.skeleton:
        return Likeness.LETTERS
    if bare == one.core:
        return Likeness.WORDS
    allowed = next((slips for length, slips in SLIPS if len(one.skeleton) >= length), 0)
    near = abs(len(seen) - len(one.skeleton)) <= allowed
    if allowed and near and distance(seen, one.skeleton) <= allowed:
        return Likeness.SLIPS
    return Likeness.WORDS if len(one.skeleton) >= WHOLE and one.skeleton in seen else None


def alike_host(host: str, trusted: Iterable[Name]) -> Alike | None:
    """Return which trusted host another host looks like: it contains its letters, or nearly is it."""
    seen = skeleton(host)
    for one in trusted:
        if len(one.skeleton) < OF_A_HOST:
            continue
        near = abs(len(seen) - len(one.skeleton)) <= 1
        if one.skeleton in seen or (near and distance(seen, one.skeleton) <= 1):
            return Alike(Likeness.HOST, one.name)
    return None
