"""What differs between two wordings of the same text, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from msgspec import Struct
from msgspec.structs import replace

PIECE = re.compile(r"(\s*)(\w+(?:[-:/.’']\w+)*|[^\w\s])")
SAME, REMOVED, ADDED = "same", "removed", "added"
CRUMB = 3
"""Letters. So little that stands alike between two changes ("och", a comma) is told as changed too: a reader follows
phrases."""

Words = Sequence[tuple[bool, str]]


class Stretch(Struct, frozen=True):
    """A run of words that only the earlier wording has (`removed`), only the later one (`added`), or both (`same`).

    `spaced` says whether a space comes before it.
    """

    kind: str
    text: str
    spaced: bool = False


def word_differences(before: str, after: str) -> tuple[Stretch, ...]:
    """Return how one wording became another, in reading order; what is removed comes before what replaces it.

    How many spaces stand between two words, and how lines are broken, is no difference.
    """
    if before == after:
        return (Stretch(SAME, text),) if (text := " ".join(after.split())) else ()
    old, new = _words(before), _words(after)
    found: list[Stretch | None] = []
    for alike, first, last, begin, end in _phrases(old, new):
        if alike:
            spaced = any(words[at][0] for words, at in ((old, first), (new, begin)))
            found.append(_stretch(SAME, [(spaced, new[begin][1]), *new[begin + 1 : end]]))
        else:
            found += [_stretch(REMOVED, old[first:last]), _stretch(ADDED, new[begin:end])]
    return tuple(stretch for stretch in found if stretch)


def shortened(stretches: Sequence[Stretch], words: int = 8) -> tuple[Stretch, ...]:
    """Return the stretches with what stands alike cut down to so many words beside each change."""
    last = len(stretches) - 1
    return tuple(
        replace(one, text=_cut(one.text.split(), words * (at > 0), words * (at < last))) if one.kind == SAME else one
        for at, one in enumerate(stretches)
    )


def _cut(words: list[str], first: int, last: int) -> str:
    if len(words) <= first + last:
        return " ".join(words)
    return " ".join([*words[:first], "…", *words[len(words) - last :]])


def _phrases(old: Words, new: Words) -> list[tuple[bool, int, int, int, int]]:
    """Return the ranges of words that stand alike and those that don't, in turns: alike or not, and where the range
    begins and ends in the old and in the new words."""
    matcher = SequenceMatcher(None, [word for _, word in old], [word for _, word in new], autojunk=False)
    codes = matcher.get_opcodes()
    phrases: list[tuple[bool, int, int, int, int]] = []
    for at, (tag, first, last, begin, end) in enumerate(codes):
        crumb = 0 < at < len(codes) - 1 and _letters(old[first:last]) <= CRUMB
        alike = tag == "equal" and not crumb
        if phrases and not alike and not phrases[-1][0]:
            _, start, _, origin, _ = phrases.pop()
            phrases.append((False, start, last, origin, end))
        else:
            phrases.append((alike, first, last, begin, end))
    return phrases


def _letters(words: Words) -> int:
    return sum(letter.isalnum() for _, word in words for letter in word)


def _stretch(kind: str, words: Words) -> Stretch | None:
    if not words:
        return None
    spaced = words[0][0]
    return Stretch(kind, "".join(f"{' ' if space else ''}{word}" for space, word in words).removeprefix(" "), spaced)


def _words(text: str) -> Words:
    return [(bool(space), word) for space, word in PIECE.findall(text.strip())]
