"""Asking at a terminal, in Swedish, until the answer can be understood. Where nobody can be asked, options are
demanded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import NoReturn, TypeVar

from checks.choosing import chosen
from checks.command_line import Refused, a_day
from checks.policy.words import day, listing

T = TypeVar("T")
Names = Mapping[str, str]
LATER = "-"  # the answer of somebody who does not know yet


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def demand(options: Mapping[str, object]) -> None:
    """Raise Refused with the names of the options that are missing (None) if nobody can be asked about them."""
    missing = [name for name, value in options.items() if value is None]
    if missing and not can_ask():
        raise Refused(f"Här går det inte att fråga. Ange {listing(missing)}. Inget är skrivet.")


def answer(question: str, understood: Callable[[str], T], default: str = "") -> T:
    """Return the answer to a question. What can't be understood (Refused) is told, and the question asked again."""
    while True:
        try:
            written = input(f"{question}{f' [{default}]' if default else ''}: ").strip()
        except EOFError:
            raise Refused("Inget är skrivet.") from None
        try:
            refuse_unreadable(written)
            return understood(written or default)
        except Refused as refusal:
            print(refusal)


def choice(question: str, listed: Names, what: str, default: str = "", besides: Names | None = None) -> str:
    """Return the id of the one that is chosen, by its number in the list, its id or its name.

    `listed` are names by id; `what` is what is chosen, as it begins a sentence; `besides` may be chosen too.
    """
    ids, widest = list(listed), max(map(len, listed), default=0)
    print(f"\n{question}")
    for number, (id, name) in enumerate(listed.items(), start=1):
        print(f"  {number:>2}  {id:<{widest}}  {name}")

    def understood(written: str) -> str:
        if written.isascii() and written.isdigit() and 0 < int(written[:9]) <= len(ids):
            return ids[int(written) - 1]
        if not written:
            raise Refused("Svara med ett nummer, ett id eller ett namn ur listan.")
        return chosen(written, {**(besides or {}), **listed}, what)

    return answer("Nummer, id eller namn", understood, default)


def yes(question: str) -> bool:
    """Return whether the answer is yes."""
    return answer(f"{question} Svara ja eller nej", lambda written: written.lower() in ("ja", "j"))


def words(written: str) -> str:
    """Read an answer that must say something. Raises Refused."""
    return written or nothing_said()


def nothing_said() -> NoReturn:
    """Raise Refused because the answer is empty."""
    raise Refused("Skriv ett svar.")


def optional(question: str, default: str = "") -> str | None:
    """Return an answer in words; None if there is none yet."""
    return answer(question, lambda written: None if written in ("", LATER) else written, default)


def a_past_day(written: str, today: date) -> date:
    """Read a day that has been. Raises Refused."""
    found = a_day(written)
    if found > today:
        raise Refused(f"Den {day(found)} har inte varit än. Skriv en dag till och med den {day(today)}.")
    return found


def past_day_or_not(question: str, today: date) -> date | None:
    """Return a day that has been, or None if the answer is none."""
    return answer(question, lambda written: None if written in ("", LATER) else a_past_day(written, today))


def past_day_of(given: date | None, today: date) -> date:
    """Return the day that something was done: the one given, else the one answered, else today. Raises Refused for one
    that has not been."""
    if given:
        return a_past_day(given.isoformat(), today)
    if not can_ask():
        return today
    return answer("Vilken dag?", lambda written: a_past_day(written, today), today.isoformat())


def refuse_unreadable(text: str) -> None:
    """Raise Refused for text that came in another encoding than the terminal says."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("Det du skrev är inte UTF-8, så å, ä och ö kan inte läsas. Ändra det i terminalen.") from None
