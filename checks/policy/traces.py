"""Traces of secrets and of people in a text: what they look like and what to write instead. Never what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice

from msgspec import Struct

# fmt: off
PRIVATE_DOMAINS = frozenset({
    "aol.com", "bahnhof.se", "bredband.net", "comhem.se", "fastmail.com", "gmail.com", "gmx.com", "googlemail.com",
    "home.se", "hotmail.com", "hotmail.se", "icloud.com", "live.com", "live.se", "mac.com", "mail.com", "me.com",
    "msn.com", "outlook.com", "outlook.se", "passagen.se", "pm.me", "proton.me", "protonmail.com", "spray.se",
    "swipnet.se", "tele2.se", "telia.com", "tutanota.com", "yahoo.com", "yahoo.se", "ymail.com",
})
# fmt: on

_NAMES_OF_SECRETS = (
    r"l[öo]senord\w*|password|passwd|passphrase|pwd|pin(?:kod|[ _-]?code)?|puk(?:kod)?|token|secret|otp"
    r"|api[ _-]?(?:key|nyckel)|private[ _-]?key|(?:recovery|backup)[ _-]?code|reservkod|engångskod"
)
_KEY = re.compile(
    rf"(?:^|[{{,])[ -]*[\"']?(?:\w+[_-])?(?:{_NAMES_OF_SECRETS})(?:s|er|_\w+)?[\"']?[ ]*:",
    re.IGNORECASE | re.MULTILINE,
)
_SAID = re.compile(rf"\b(?:{_NAMES_OF_SECRETS})(?:s|er)?\s*(?:[:=]|är)\s*[\"”]?(?=\S{{0,40}}\d)\S{{4}}", re.IGNORECASE)
_SHAPED = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|otpauth://|\b(?:gh[opsu]_|glpat-|AKIA|xox[abp]-|EAA[A-Z])\w{12,}")
_MAIL = re.compile(r"@([\w.-]+)")
_MOBILE = re.compile(r"(?:\+46|0046|0)[ -]?(?:\(0\))?[ -]?7[02369](?:[ -]?\d){7}(?![\d-])")
_IDENTITY = re.compile(r"(?:1[89]|20)?(\d\d)[ .-]?(\d\d)[ .-]?(\d\d)[ .+\u2010-\u2015\u2212-]?(\d{4})(?!\d|[.-]\d)")
_DIGITS = re.compile(r"\d(?:[ .+()\u2010-\u2015\u2212-]{0,4}\d){9}")  # as many as a mobile or an identity number has
# Only a line with one of these is worth a closer look (and what follows it); nearly every line is without.
_HINTS = ("senord", "passw", "passphrase", "pwd", "pin", "puk", "token", "secret", "otp", "api", "key", "code", "kod")
_SHAPES = ("-----BEGIN", "otpauth://", "gho_", "ghp_", "ghs_", "ghu_", "glpat-", "AKIA", "xox", "EAA")


class Trace(Struct, frozen=True):
    """A kind of trace: what to call it and what to do about it (Swedish)."""

    what: str
    remedy: str


SECRET = Trace("ett lösenord eller en kod", "Ta bort raden, byt lösenordet och skriv bara var det förvaras.")
IDENTITY = Trace("ett personnummer eller samordningsnummer", "Ta bort numret. En roll räcker.")
MAIL = Trace("en privat e-postadress", "Skriv funktionsbrevlådan i stället.")
MOBILE = Trace("ett mobilnummer", "Ta bort numret eller skriv växelns nummer.")


def traces(text: str) -> Iterator[tuple[int, Trace]]:
    """Yield the line (from 0) and the kind of every trace in a text."""
    for pattern, first, where, trace, counts in _looks(text):
        line, end = first, 0
        for found in pattern.finditer(where):
            line, end = line + where.count("\n", end, found.end()), found.end()
            if counts(found):
                yield line, trace


Look = tuple[re.Pattern[str], int, str, Trace, Callable[[re.Match[str]], bool]]


def _looks(text: str) -> Iterator[Look]:
    """Yield the patterns that can possibly match a text, each with what of the text it is to be looked for in and the
    line that this begins on. What two hints lead to is looked at twice."""
    lowered = text.lower()
    if hints := [hint for hint in _HINTS if hint in lowered]:
        for first, hinted in _lines_with(hints, lowered, text):
            yield _KEY, first, hinted, SECRET, bool
            yield _SAID, first, hinted, SECRET, bool
    if any(shape in text for shape in _SHAPES):
        yield _SHAPED, 0, text, SECRET, bool
    yield _MAIL, 0, text, MAIL, _is_private
    if _DIGITS.search(text):
        yield _IDENTITY, 0, text, IDENTITY, is_identity_number
        yield _MOBILE, 0, text, MOBILE, _stands_alone


def _lines_with(hints: Iterable[str], lowered: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with a hint (its number, from 0) up to the second of those after it with something on it: name,
    "är" and secret can stand on a line each."""
    lines = text.split("\n")
    for number in sorted(set(_numbers_of_lines_with(hints, lowered))):
        following = (at for at in range(number + 1, len(lines)) if lines[at].strip())
        *_, last = number, *islice(following, 2)
        yield number, "\n".join(lines[number : last + 1])


def _numbers_of_lines_with(hints: Iterable[str], lowered: str) -> Iterator[int]:
    for hint in hints:
        line, counted, found = 0, 0, lowered.find(hint)
        while found >= 0:
            line, counted = line + lowered.count("\n", counted, found), found
            yield line
            found = lowered.find(hint, found + len(hint))


def is_identity_number(found: re.Match[str]) -> bool:
    """Whether digits in the shape of a personal identity number are one: a day that exists and the right check digit.

    A coordination number has sixty added to the day.
    """
    if not _stands_alone(found):
        return False
    year, month, day, _ = map(int, found.groups())
    try:
        date(2000 + year, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate("".join(found.groups())))
    return sum(product // 10 + product % 10 for product in doubled) % 10 == 0


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether the digits begin where a word may begin, not in the middle of a longer number."""
    before = found.string[found.start() - 1] if found.start() else " "
    return not (before.isalnum() or before in "_-")


def _is_private(found: re.Match[str]) -> bool:
    before = found.string[found.start() - 1] if found.start() else " "
    return (before.isalnum() or before in "._+-") and found[1].rstrip(".").lower() in PRIVATE_DOMAINS
