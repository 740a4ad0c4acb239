"""A topic that is a procedure, such as starting an account, as a checklist: its guidelines in force, by who acts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from checks.policy.model.catalogue import Guideline, Topic
from checks.policy.model.documents import Leaf
from checks.policy.policy import DEMANDING, Policy
from checks.policy.sentences import actors_of, finished, items_of
from checks.policy.words import day, listing
from hooks.paper.tree import tree
from hooks.paper.typesetting import Print
from hooks.rendering import page


@dataclass(frozen=True)
class Group:
    """What the same people do, in the topic's order: what is demanded of them, and what is good to know."""

    actors: str
    demanded: tuple[tuple[Guideline, Leaf], ...]
    other: tuple[tuple[Guideline, Leaf], ...]


def checklist(policy: Policy, topic: Topic) -> Print:
    """Return the checklist of a topic."""
    html = page(
        "checklist.html.j2",
        policy,
        topic=topic,
        groups=_groups(policy, topic),
        finished=partial(finished, policy=policy),
        items_of=items_of,
    )
    return Print(
        layout="sheet",
        organisation=policy.organisation.name,
        kind="Checklista",
        title=f"Checklista: {topic.title}",
        on=policy.today,
        body=tree(html),
        facts={"dated": day(policy.today)},
    )


def _groups(policy: Policy, topic: Topic) -> list[Group]:
    """Return the guidelines in force by those whom they bind, whoever comes first in the topic first."""
    found: dict[str, list[tuple[Guideline, Leaf]]] = {}
    for one in topic.guidelines:
        leaf, guideline = policy.in_force.get(one.id), policy.stated(one.id)
        if leaf and guideline:
            found.setdefault(listing(actors_of(guideline, leaf, policy)), []).append((guideline, leaf))
    return [
        Group(
            actors,
            tuple(row for row in rows if row[1].level in DEMANDING),
            tuple(row for row in rows if row[1].level not in DEMANDING),
        )
        for actors, rows in found.items()
    ]
