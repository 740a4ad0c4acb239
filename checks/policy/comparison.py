"""What the documents say about the same question: who has a guideline, at what level and with which numbers."""

from __future__ import annotations

from msgspec import Struct

from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Document, Leaf
from checks.policy.policy import Policy
from checks.policy.sentences import items_of, values_in_words
from checks.policy.words import LEVELS


class Standing(Struct, frozen=True):
    """How one document decides a guideline: level and numbers in words, and how many of its list's items it has."""

    document: Document
    leaf: Leaf
    level: str
    values: tuple[str, ...]
    items: int

    @property
    def verdict(self) -> tuple[str, tuple[str, ...], int]:
        """What two documents must share to say the same."""
        return self.level, self.values, self.items


def standings(guideline: Guideline, policy: Policy) -> tuple[Standing, ...]:
    """Return how each document that has the guideline decides it; twice if it decides it in two ways."""
    found: dict[tuple[str, object], Standing] = {}
    for leaf in policy.leaves_of(guideline.id):
        one = _standing(guideline, leaf, policy)
        found.setdefault((leaf.document, one.verdict), one)
    return tuple(found.values())


def differ(rows: tuple[Standing, ...]) -> bool:
    """Whether several documents have the same guideline and decide it differently."""
    return len({row.document.id for row in rows}) > 1 and len({row.verdict for row in rows}) > 1


def _standing(guideline: Guideline, leaf: Leaf, policy: Policy) -> Standing:
    stated = policy.guideline_of(leaf) or guideline
    return Standing(
        document=policy.documents[leaf.document],
        leaf=leaf,
        level=LEVELS[leaf.level],
        values=tuple(words for name, words in values_in_words(stated, leaf, policy).items() if name in leaf.set),
        items=len(items_of(stated, leaf)),
    )
