"""Data innehåller ingen kod.

Allt som står i policy_data ska bara vara text. Mallkod, HTML-taggar och adresser som kör skript avvisas, så att inget
i ett ändringsförslag kan köras när handboken byggs eller öppnas.
"""

import re
from collections.abc import Iterator

from checks.policy.policy import Policy
from checks.policy.problem import Place, Problem
from checks.policy.reading import Value
from checks.policy.tree import SourceFile

CODE = re.compile(r"\{\{|\{%|\{#|<[a-zA-Z/!?]|(?:javascript|vbscript|data):(?=\S)", re.IGNORECASE)

# Only a file with one of these is worth a closer look; nearly every file is without. A backslash may write a character,
# unless it writes a line break or a quotation mark. Each begins with what Python finds fast, and is looked for in small
# letters.
SIGNS = [re.compile(sign) for sign in (r"\{[{%#]", r"<[a-z/!?]", r"script:\S", r"data:\S", r'\\[^n"]')]


def concerns(policy: Policy) -> Iterator[SourceFile]:
    return (file for file in policy.files.values() if file.kind != "page" and file.unreadable is None)


def check(file: SourceFile, policy: Policy) -> Iterator[Problem]:
    lowered = file.text.lower()
    if any(sign.search(lowered) for sign in SIGNS):
        yield from _search(file.value, file.place)


def _search(value: Value, place: Place) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if CODE.search(key):
                yield _problem(place / key, key)
            yield from _search(inner, place / key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _search(inner, place / index)
    elif isinstance(value, str) and CODE.search(value):
        yield _problem(place, value)


def _problem(place: Place, text: str) -> Problem:
    found = CODE.search(text)
    assert found is not None
    return Problem(place, f"Texten innehåller kod: ”{found.group()}”.", "Skriv om den som vanlig text.")
