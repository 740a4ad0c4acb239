"""Choosing among things with an id and a name: which one somebody means, or a sentence about those it resembles."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from checks.command_line import Refused
from checks.policy.words import listing

MOST = 30  # so many choices are listed; of more, only those that resemble what was written


def chosen(written: str, choices: Mapping[str, str], what: str) -> str:
    """Return the id that somebody means, who may have written its name. Raises Refused with the nearest names.

    `choices` are names by id; `what` is what is chosen, as it begins a sentence ("Plattformen").
    """
    word = written.strip()
    if word in choices:
        return word
    same = [id for id, name in choices.items() if word.casefold() in (id, name.casefold())]
    if len(same) == 1:
        return same[0]
    if close := near(word, choices):
        raise Refused(f"{what} ”{word}” finns inte. Menar du {listing([f'`{id}`' for id in close], 'eller')}?")
    if 0 < len(choices) <= MOST:
        raise Refused(f"{what} ”{word}” finns inte. Välj bland {', '.join(choices)}.")
    raise Refused(f"{what} ”{word}” finns inte. Kontrollera stavningen.")


def near(word: str, choices: Mapping[str, str]) -> list[str]:
    """Return the ids that resemble a word, by themselves or by their names; the most alike first."""
    spelled = {text.casefold(): id for id, name in choices.items() for text in (name, id)}
    return list(dict.fromkeys(spelled[one] for one in get_close_matches(word.casefold(), spelled, 3, 0.6)))
