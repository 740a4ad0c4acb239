"""A topic that is a procedure, such as starting an account, as a list of what to do: its guidelines in force, by who
acts."""

from __future__ import annotations

from msgspec import Struct

from checks.policy.model.catalogue import Guideline, Topic
from checks.policy.model.documents import Leaf
from checks.policy.model.register import Account
from checks.policy.policy import DEMANDING, Policy
from checks.policy.sentences import actors_of
from checks.policy.words import listing

STARTING = "starta-konto"  # the topic that is the procedure of starting an account


class Group(Struct, frozen=True):
    """What the same people do, in the topic's order: what is demanded of them, and what is good to know."""

    actors: str
    demanded: tuple[tuple[Guideline, Leaf], ...]
    other: tuple[tuple[Guideline, Leaf], ...]


def groups(topic: Topic, policy: Policy, account: Account | None = None) -> tuple[Group, ...]:
    """Return the guidelines in force by those whom they bind, whoever comes first in the topic first; for an account
    only those that are about it or its unit."""
    found: dict[str, list[tuple[Guideline, Leaf]]] = {}
    for one in topic.guidelines:
        leaf, guideline = policy.in_force.get(one.id), policy.stated(one.id)
        if leaf and guideline and (account is None or policy.applies(guideline, account)):
            found.setdefault(listing(actors_of(guideline, leaf, policy)), []).append((guideline, leaf))
    return tuple(
        Group(
            actors,
            tuple(row for row in rows if row[1].level in DEMANDING),
            tuple(row for row in rows if row[1].level not in DEMANDING),
        )
        for actors, rows in found.items()
    )
