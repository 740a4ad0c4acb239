"""LIX, the Swedish measure of how hard a text is to read: words a sentence plus the percentage of long words.

Carl-Hugo Björnsson, Läsbarhet (1968): under 30 very easy, 40–50 as in newspapers, over 60 very hard.
"""

from __future__ import annotations

import re

LONG = 6  # letters; a word with more is long
HARDNESS = {30: "mycket lätt", 40: "lätt", 50: "medelsvår", 60: "svår"}  # below this LIX; above all of them very hard

_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+")
_SENTENCE_END = re.compile(r"[.!?:;](?=\s|$)")


def lix(text: str) -> int:
    """Return the LIX of a text, rounded; 0 for a text without words. Items of a list end with a semicolon or line.

    Addresses of the web and of mail count as no words: nobody reads them."""
    text = _ADDRESS.sub(" ", text)
    words = _WORD.findall(text)
    if not words:
        return 0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    long = sum(len(word.replace("-", "")) > LONG for word in words)
    return round(len(words) / sentences + 100 * long / len(words))


def hardness(measured: int) -> str:
    """Return a LIX in words, "lätt" or "svår", by Björnsson's scale."""
    return next((words for limit, words in HARDNESS.items() if measured < limit), "mycket svår")
