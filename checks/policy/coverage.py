"""How much of each document the catalogue holds, by topic, and how its statements are verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Document, Section
from checks.policy.policy import Policy

KINDS = ("check", "attested", "reader")


class Share(Struct, frozen=True):
    """The statements of one document in one topic, by how they are verified: check, attested, reader."""

    document: str
    topic: str
    counts: tuple[int, int, int]

    @property
    def total(self) -> int:
        """How many statements there are."""
        return sum(self.counts)


def verified_how(guideline: Guideline) -> str:
    """Return how a guideline is verified: by a `check`, `attested` by a person, or known to the `reader`."""
    return "check" if guideline.checks else guideline.verified_by[0]


def shares(policy: Policy) -> tuple[Share, ...]:
    """Return a share for each document and topic that have statements in common, in the order of their ids.

    A statement that stands in several sections of a document is counted once.
    """
    counted: Counter[tuple[str, str, str]] = Counter()
    for document in policy.documents.values():
        held = {leaf.id for leaf in document.leaves if leaf.id in policy.guidelines}
        for guideline in (policy.guidelines[id] for id in held if id):
            counted[document.id, guideline.topic, verified_how(guideline)] += 1
    cells = sorted({(document, topic) for document, topic, _ in counted})
    return tuple(
        Share(document, topic, (counted[document, topic, "check"], counted[document, topic, "attested"],
                                counted[document, topic, "reader"]))
        for document, topic in cells
    )  # fmt: skip


def empty_sections(policy: Policy) -> Iterator[tuple[Document, Section]]:
    """Yield every section that holds nothing: no guideline, no section below it, and no note that says why."""
    for document in policy.documents.values():
        for section in document.all_sections:
            if not section.guidelines and not section.sections and not section.notes:
                yield document, section


def homeless(policy: Policy) -> Iterator[Guideline]:
    """Yield every guideline of the catalogue that stands in no document and that none has left out with a reason."""
    placed = policy.drafted | policy.left_out
    return (one for one in policy.guidelines.values() if one.id not in placed and not policy.leaves_of(one.id))
