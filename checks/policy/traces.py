"""Traces of secrets and of people in a text: what they look like and what to write instead. Never what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

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
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@((?:[\w-]+\.)+[a-z]+)", re.IGNORECASE)
_MOBILE = re.compile(r"(?<![\w.-])(?:\+46|0046|0)[ -]?(?:\(0\))?[ -]?7[02369](?:[ -]?\d){7}(?![\d-])")
_IDENTITY = re.compile(
    r"(?<![\d.-])(?:1[89]|20)?(\d\d)[ .-]?(\d\d)[ .-]?(\d\d)[ .+\u2010-\u2015\u2212-]?(\d{4})(?![\d]|[.-]\d)"
)


@dataclass(frozen=True)
class Trace:
    """A kind of trace: what to call it and what to do about it (Swedish)."""

    what: str
    remedy: str


SECRET = Trace("ett lösenord eller en kod", "Ta bort raden, byt lösenordet och skriv bara var det förvaras.")
IDENTITY = Trace("ett personnummer eller samordningsnummer", "Ta bort numret. En roll räcker.")
MAIL = Trace("en privat e-postadress", "Skriv funktionsbrevlådan i stället.")
MOBILE = Trace("ett mobilnummer", "Ta bort numret eller skriv växelns nummer.")


def traces(text: str) -> Iterator[tuple[int, Trace]]:
    """Yield the line (from 0) and the kind of every trace in a text."""
    for pattern, trace, counts in _LOOKS:
        for found in pattern.finditer(text):
            if counts(found):
                yield text.count("\n", 0, found.end()), trace


def is_identity_number(found: re.Match[str]) -> bool:
    """Whether digits in the shape of a personal identity number are one: a day that exists and the right check digit.

    A coordination number has sixty added to the day.
    """
    year, month, day_, _ = map(int, found.groups())
    try:
        date(2000 + year, month, day_ - 60 if day_ > 60 else day_)
    except ValueError:
        return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate("".join(found.groups())))
    return sum(divmod(product, 10)[0] + product % 10 for product in doubled) % 10 == 0


def _is_private(found: re.Match[str]) -> bool:
    return found[1].lower() in PRIVATE_DOMAINS


def _always(_: re.Match[str]) -> bool:
    return True


_LOOKS: tuple[tuple[re.Pattern[str], Trace, Callable[[re.Match[str]], bool]], ...] = (
    (_KEY, SECRET, _always),
    (_SAID, SECRET, _always),
    (_SHAPED, SECRET, _always),
    (_IDENTITY, IDENTITY, is_identity_number),
    (_MAIL, MAIL, _is_private),
    (_MOBILE, MOBILE, _always),
)
