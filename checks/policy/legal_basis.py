"""The law that documents rest on, and what of it no longer holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.policy.model import Body, Document, Leaf, Provision, Statute
from checks.policy.policy import Policy
from checks.policy.problem import Place


@dataclass(frozen=True)
class Rest:
    """A leaf that rests on a provision: as its document cites it, or as today's catalogue does (`place`)."""

    document: Document
    leaf: Leaf
    provision: Provision
    place: Place


@dataclass(frozen=True)
class Gone:
    """A statute or body that no longer is, the leaves of one document that name it, and what came after."""

    document: Document
    what: Statute | Body
    leaves: tuple[Leaf, ...]
    instead: tuple[str, ...]


def rests(document: Document, policy: Policy) -> Iterator[Rest]:
    """Yield everything a document rests on: what it cites itself and, if it is the organisation's own, what the
    guidelines it adopts rest on today."""
    for leaf in document.leaves:
        for index, provision in enumerate(leaf.cites):
            yield Rest(document, leaf, provision, leaf.source / "cites" / index / "statute")
        guideline = policy.guidelines.get(leaf.id or "")
        if guideline and not document.retold:
            for index, provision in enumerate(guideline.provisions):
                yield Rest(document, leaf, provision, guideline.source / "provisions" / index / "statute")


def gone(policy: Policy) -> tuple[Gone, ...]:
    """Return, document by document, the statutes and bodies that it names and that no longer are."""
    return tuple(
        one
        for document in policy.documents.values()
        for one in (*_repealed(document, policy), *_closed(document, policy))
    )


def _repealed(document: Document, policy: Policy) -> Iterator[Gone]:
    leaves: dict[str, list[Leaf]] = {}
    for rest in rests(document, policy):
        leaves.setdefault(rest.provision.statute, []).append(rest.leaf)
    for id, named in leaves.items():
        statute = policy.statutes.get(id)
        if statute and statute.repealed_on(policy.today):
            instead = tuple(policy.statutes[after].name for after in statute.replaced_by if after in policy.statutes)
            yield Gone(document, statute, tuple(named), instead)


def _closed(document: Document, policy: Policy) -> Iterator[Gone]:
    leaves: dict[str, list[Leaf]] = {}
    for leaf in document.leaves:
        for id in leaf.mentions:
            leaves.setdefault(id, []).append(leaf)
    for id, named in leaves.items():
        body = policy.bodies.get(id)
        if body and body.closed_on(policy.today):
            after = policy.bodies.get(body.successor or "")
            yield Gone(document, body, tuple(named), (after.name,) if after else ())
