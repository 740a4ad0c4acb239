"""Where a line may break inside a word: settled here, so that the template need not look at every letter.

Only long words are hyphenated, in a table from twelve letters on and elsewhere from eighteen: a short one split is
harder to read than a short line. An address, or what nobody can hyphenate, breaks wherever it must, without a hyphen
that would become a part of it. And it is e-post, never e- post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hooks.paper.tree import Node

SYLLABLES, LONG = 12, 18
"""Letters that may stand before a hyphen, and those of a word that is hyphenated where lines are long."""


def _special(letters: int) -> re.Pattern[str]:
    return re.compile(
        r"(?P<pieces>\S+@\S+|https?://\S+|\S{80,}|(?=\S{36})\S*[/.?&=_]\S*)"
        rf"|(?P<hyphenated>[^\W\d_]{{{letters},}})"
        r"|(?P<whole>(?<!\w)[^\W\d_]{1,2}-[^\W\d_]{2,})"
    )


SPECIAL, SPECIAL_IN_TABLES = _special(LONG), _special(SYLLABLES)
PIECE = re.compile(r"[^@/.?&=_-]{1,20}[@/.?&=_-]*|[@/.?&=_-]+")


def broken(nodes: list[Node], special: re.Pattern[str] = SPECIAL) -> list[Node]:
    """Return the nodes with each word that has rules of its own as an element: `hyphenated` or `whole`; what
    breaks anywhere is a `whole` for each piece."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            found.extend(_words(node, special))
        elif node["tag"] == "pre":
            found.append(node)
        else:
            inside = SPECIAL_IN_TABLES if node["tag"] == "table" else special
            found.append({**node, "children": broken(node["children"], inside)})
    return found


def unbroken(word: str) -> int:
    """Return how many characters of a word in a table stand on one line whatever happens."""
    special = SPECIAL_IN_TABLES.search(word)
    match special.lastgroup if special else None:
        case "pieces":
            return max(map(len, PIECE.findall(word)))
        case "hyphenated":
            return min(len(word), SYLLABLES)
    return len(word)


def _words(text: str, special: re.Pattern[str]) -> Iterator[Node]:
    end = 0
    for match in special.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        kind = str(match.lastgroup)
        if kind == "pieces":
            yield from (_element("whole", piece) for piece in PIECE.findall(match[0]))
        else:
            yield _element(kind, match[0])
        end = match.end()
    if end < len(text):
        yield text[end:]


def _element(tag: str, word: str) -> dict[str, Any]:
    return {"tag": tag, "classes": [], "children": [word]}
