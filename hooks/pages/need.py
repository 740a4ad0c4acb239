"""A need: what the handbook has for somebody who comes with it, picked from the catalogue by actor and topic."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from checks.policy.guides import filled
from checks.policy.model.catalogue import Topic
from checks.policy.model.needs import Need
from checks.policy.needs import Rule, rules_for
from checks.policy.policy import Policy
from checks.policy.sentences import finished, items_of
from hooks.pages.official_accounts import asked
from hooks.pages.search_words import also
from hooks.rendering import page

SHOWN = 3  # of a topic: the rest is one click away


class Part(Struct, frozen=True):
    """A topic with the most important guidelines for this reader, and how many there are in all."""

    topic: Topic
    rules: tuple[Rule, ...]
    count: int


def need(policy: Policy, id: str) -> str:
    """Return the page of a need."""
    one = policy.needs[id]
    return page(
        "need.md.j2",
        policy,
        need=one,
        guides=[policy.guides[id] for id in one.guides if id in policy.guides],
        texts=[policy.texts[id] for id in one.texts if id in policy.texts],
        topic_parts=list(_parts(one, policy)),
        asked=asked(policy) if one.asks == "account" else None,
        also=partial(also, policy),
        fill=partial(filled, policy=policy),
        finished=partial(finished, policy=policy),
        items_of=items_of,
    )


def _parts(need: Need, policy: Policy) -> Iterator[Part]:
    """Yield the topics that have anything for the reader."""
    for topic in (policy.topics[id] for id in need.topics if id in policy.topics):
        rules = rules_for(need, topic.id, policy)
        if rules:
            yield Part(topic, rules[:SHOWN], len(rules))
