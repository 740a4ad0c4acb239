"""The statutes that documents rest on and the bodies they name, and what of it is no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from checks.policy.model.documents import Document, Leaf
from checks.policy.model.law import Provision, Statute
from checks.policy.model.organisation import Body
from checks.policy.policy import Policy
from checks.policy.problem import Place


class Rest(Struct, frozen=True):
    """A leaf that rests on a statute or names a body, and where that is said."""

    document: Document
    leaf: Leaf
    place: Place
    on: Statute | Body

    def ended_on(self, day: date) -> bool:
        """Whether what it rests on is repealed or closed on that day."""
        return self.on.until is not None and self.on.until <= day


class Gone(Struct, frozen=True):
    """A statute or body that is no more, the leaves of one document that rest on it, and what there is instead."""

    document: Document
    what: Statute | Body
    leaves: tuple[Leaf, ...]
    instead: tuple[str, ...]


def rests(document: Document, policy: Policy) -> Iterator[Rest]:
    """Yield everything a document rests on: what it cites and names itself and, if it is the organisation's own, what
    the guidelines that it adopts rest on today. References that lead nowhere are left out (KO004 tells of them)."""
    for leaf in document.leaves:
        yield from _cited(document, leaf, leaf.cites, leaf.source / "cites", policy)
        for index, id in enumerate(leaf.mentions):
            if body := policy.bodies.get(id):
                yield Rest(document, leaf, leaf.source / "mentions" / index, body)
        guideline = policy.guideline_of(leaf)
        if guideline and not document.retold:
            yield from _cited(document, leaf, guideline.provisions, guideline.source / "provisions", policy)


def _cited(
    document: Document, leaf: Leaf, provisions: tuple[Provision, ...], place: Place, policy: Policy
) -> Iterator[Rest]:
    for index, provision in enumerate(provisions):
        if statute := policy.statutes.get(provision.statute):
            yield Rest(document, leaf, place / index / "statute", statute)


def gone(policy: Policy) -> tuple[Gone, ...]:
    """Return, document by document, what it rests on that is no more."""
    found = []
    for document in policy.documents.values():
        ended = [rest for rest in rests(document, policy) if rest.ended_on(policy.today)]
        for what in {rest.on.id: rest.on for rest in ended}.values():
            leaves = tuple(rest.leaf for rest in ended if rest.on is what)
            found.append(Gone(document, what, leaves, successors(what, policy)))
    return tuple(found)


def successors(what: Statute | Body, policy: Policy) -> tuple[str, ...]:
    """Return the names of what came after a statute or body."""
    if isinstance(what, Statute):
        return tuple(policy.statutes[id].name for id in what.replaced_by if id in policy.statutes)
    after = policy.bodies.get(what.successor or "")
    return (after.name,) if after else ()


def with_successors(ids: Iterable[str], successors: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the ids and, link by link, those of what came after."""
    waiting, reached = list(ids), set[str]()
    while waiting:
        id = waiting.pop()
        if id not in reached:
            reached.add(id)
            waiting += successors.get(id, ())
    return reached
