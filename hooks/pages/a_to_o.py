"""From A to Ö: every search word with what else it is called, and every title, with where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from checks.policy.guides import filled
from checks.policy.model.law import Statute
from checks.policy.model.register import Account, Category, Platform
from checks.policy.pages import page_address
from checks.policy.policy import Policy
from hooks.rendering import page

ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"
ANCHORS = {"å": "aa", "ä": "ae", "ö": "oe"}
PLACES = {letter: place for place, letter in enumerate(ALPHABET, 2)}
FOLDED = str.maketrans("éèüáà", "eeuaa")


class Target(Struct, frozen=True):
    """Where a word leads: what is there and its title."""

    kind: str
    id: str
    title: str


class Letter(Struct, frozen=True):
    """The words that begin with a letter. Those that lead to the same place stand together, where the first belongs."""

    letter: str
    anchor: str
    rows: tuple[tuple[tuple[str, ...], Target], ...]


def a_to_o(policy: Policy) -> str:
    """Return the page of all words by letter, in Swedish order."""
    return page("a_to_o.md.j2", policy, up="", letters=list(letters(policy)))


def letters(policy: Policy) -> Iterator[Letter]:
    """Yield the letters that any word begins with; what begins with a figure comes first."""
    found: dict[str, dict[tuple[Target, bool], dict[str, str]]] = {}
    for word, target in sorted(_entries(policy), key=lambda entry: swedish_order(entry[0])):
        row = (target, word == target.title)  # a title stands by itself
        found.setdefault(_initial(word), {}).setdefault(row, {}).setdefault(word.casefold(), word)
    for letter, words_of in found.items():
        anchor = ANCHORS.get(letter, letter) if letter in ALPHABET else "siffra"
        rows = tuple((tuple(words.values()), target) for (target, _), words in words_of.items())
        yield Letter(letter, f"bokstav-{anchor}", rows)


def swedish_order(word: str) -> tuple[int, ...]:
    """Return what words are sorted by: å, ä and ö are letters of their own, after z; spaces come before letters."""
    return tuple(PLACES.get(letter) or int(letter.isdigit()) for letter in _plain(word))


def _plain(word: str) -> str:
    return word.casefold().translate(FOLDED).lstrip("”\"'#@ ")


def _initial(word: str) -> str:
    first = _plain(word)[:1]
    return first if first in ALPHABET else "0–9"


def _entries(policy: Policy) -> Iterator[tuple[str, Target]]:
    titles = dict(_titles(policy))
    for (kind, id), title in titles.items():
        yield title, Target(kind, id, title)
    for row in policy.search_words:
        kind, _, id = row.at.partition(":")
        called = titles.get((kind, id)) or _name(policy, kind, id)
        if called and page_address(policy, kind, id):
            for word in (row.word, *row.also):
                yield word, Target(kind, id, called)


def _titles(policy: Policy) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what has a page of its own, by kind and id, with its title."""
    for need in policy.needs.values():
        yield ("need", need.id), need.title
    for guide in policy.guides.values():
        yield ("guide", guide.id), filled(guide.title, policy)
    for topic in policy.topics.values():
        yield ("topic", topic.id), topic.title
    for text in policy.texts.values():
        yield ("text", text.id), text.title
    for unit in policy.units.values():
        yield ("unit", unit.id), unit.name


def _name(policy: Policy, kind: str, id: str) -> str | None:
    """Return what else a search word may lead to is called, or None if that can't be read."""
    if kind == "guideline":
        return policy.guidelines[id].title if id in policy.guidelines else None
    named: Mapping[str, Mapping[str, Account | Statute | Category | Platform]] = {
        "account": policy.accounts,
        "statute": policy.statutes,
        "category": policy.categories,
        "platform": policy.platforms,
    }
    return named[kind][id].name if id in named.get(kind, {}) else None
