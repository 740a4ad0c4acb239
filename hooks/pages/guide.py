"""A guide: its questions, its decision table and what it ends in. The script walks the reader through this page."""

from __future__ import annotations

import json
from functools import partial

from msgspec import Struct

from checks.policy.guides import crossings, filled
from checks.policy.model.catalogue import Guideline, Text
from checks.policy.model.documents import Leaf
from checks.policy.model.guides import Guide, Outcome, Rule
from checks.policy.policy import Policy
from hooks.pages.search_words import also
from hooks.rendering import page


class Condition(Struct, frozen=True):
    """What a rule asks for: the question, and the answers of which one is enough."""

    text: str
    answers: tuple[str, ...]


class Row(Struct, frozen=True):
    """A row of the decision table."""

    conditions: tuple[Condition, ...]
    outcome: Outcome


class Ending(Struct, frozen=True):
    """An outcome with the guidelines it rests on (and where they stand), texts to use, guides to go on to and
    situations it is for."""

    outcome: Outcome
    rests_on: tuple[tuple[Guideline, Leaf | None], ...]
    texts: tuple[Text, ...]
    guides: tuple[Guide, ...]
    situations: tuple[str, ...]


def guide(policy: Policy, id: str) -> str:
    """Return the page of a guide."""
    one = policy.guides[id]
    outcomes = {outcome.id: outcome for outcome in one.outcomes}
    return page(
        "guide.md.j2",
        policy,
        guide=one,
        walk=json.dumps([[one.question, one.leads] for one in crossings(one)], separators=(",", ":")),
        rows=[Row(_conditions(rule, one), outcomes[rule.then]) for rule in one.rules if rule.then in outcomes],
        endings=[_ending(outcome, one, policy) for outcome in one.outcomes],
        actors=[policy.organisation.actors[id].name for id in one.actors if id in policy.organisation.actors],
        topic=policy.topics.get(one.topic),
        also=partial(also, policy),
        fill=partial(filled, policy=policy),
    )


def _conditions(rule: Rule, guide: Guide) -> tuple[Condition, ...]:
    """Return what a rule asks for, in the order in which the guide asks."""
    return tuple(
        Condition(
            question.text,
            tuple(answer.text for answer in question.answers if answer.id in rule.when[question.id]),
        )
        for question in guide.questions
        if question.id in rule.when
    )


def _ending(outcome: Outcome, guide: Guide, policy: Policy) -> Ending:
    return Ending(
        outcome,
        tuple((one, policy.in_force.get(id)) for id in outcome.guidelines if (one := policy.stated(id))),
        tuple(policy.texts[id] for id in outcome.texts if id in policy.texts),
        tuple(policy.guides[id] for id in outcome.guides if id in policy.guides),
        tuple(case.situation for case in guide.cases if case.outcome == outcome.id),
    )
