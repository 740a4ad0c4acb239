"""A topic: its guidelines as our own documents decide them, and last those of the catalogue that are not adopted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from msgspec import Struct

from checks.policy.comparison import Standing, differ, standings
from checks.policy.guides import filled
from checks.policy.model.catalogue import Guideline, Text, Topic
from checks.policy.model.documents import Leaf
from checks.policy.model.guides import Guide
from checks.policy.policy import Policy
from checks.policy.sentences import actors_of, finished, items_of
from checks.policy.words import UNIT_KINDS
from hooks.pages.search_words import also
from hooks.rendering import page


class Entry(Struct, frozen=True):
    """A guideline with where it stands: the leaf in force or None, the first source, and everything else about it."""

    guideline: Guideline
    leaf: Leaf | None
    source: Leaf | None
    standings: tuple[Standing, ...]
    differs: bool
    texts: tuple[Text, ...]
    guides: tuple[Guide, ...]
    limits: tuple[str, ...]
    reasons: tuple[str, ...]


def guidelines(policy: Policy, topic: str) -> str:
    """Return the page of a topic."""
    texts = [(text, text.fulfilled) for text in policy.texts.values()]
    guides = [(guide, guide.guidelines) for guide in policy.guides.values()]
    entries = [_entry(policy.stated(one.id) or one, texts, guides, policy) for one in policy.topics[topic].guidelines]
    return page(
        "guidelines.md.j2",
        policy,
        topic=policy.topics[topic],
        checklist=has_checklist(policy.topics[topic], policy),
        adopted=[entry for entry in entries if entry.leaf],
        waiting=[entry for entry in entries if not entry.leaf],
        documents=[
            one
            for one in policy.documents_in_force
            if one.id in {entry.leaf.document for entry in entries if entry.leaf}
        ],
        guides=sorted((guide for guide in policy.guides.values() if guide.topic == topic), key=lambda one: one.title),
        fill=partial(filled, policy=policy),
        also=partial(also, policy),
        finished=partial(finished, policy=policy),
        items_of=items_of,
        actors_of=partial(actors_of, policy=policy),
    )


def has_checklist(topic: Topic, policy: Policy) -> bool:
    """Whether a topic is also printed as a checklist: it is made for one, and own documents hold something of it."""
    leaves = (policy.in_force.get(guideline.id) for guideline in topic.guidelines)
    return topic.checklist and any(leaf and not policy.documents[leaf.document].retold for leaf in leaves)


def _entry(
    guideline: Guideline,
    texts: Iterable[tuple[Text, frozenset[str]]],
    guides: Iterable[tuple[Guide, frozenset[str]]],
    policy: Policy,
) -> Entry:
    """Return what the page tells of a guideline; texts and guides come with the ids of the guidelines they serve."""
    leaves, found = policy.leaves_of(guideline.id), standings(guideline, policy)
    return Entry(
        guideline=guideline,
        leaf=policy.in_force.get(guideline.id),
        source=next((leaf for leaf in leaves if policy.documents[leaf.document].retold), None),
        standings=found,
        differs=differ(found),
        texts=tuple(text for text, ids in texts if guideline.id in ids),
        guides=tuple(guide for guide, ids in guides if guideline.id in ids),
        limits=_limits(guideline, policy),
        reasons=tuple(
            left.reason
            for document in policy.documents_in_force
            for left in document.left_out
            if left.id == guideline.id
        ),
    )


def _limits(guideline: Guideline, policy: Policy) -> tuple[str, ...]:
    """Return the Swedish names of what a guideline is limited to: platforms, categories, kinds of unit."""
    limits = guideline.applies_to
    platforms = (policy.platforms[id].name for id in limits.platform if id in policy.platforms)
    categories = (policy.categories[id].name.lower() for id in limits.category if id in policy.categories)
    return (*platforms, *categories, *(UNIT_KINDS[kind] for kind in limits.unit_kind))
