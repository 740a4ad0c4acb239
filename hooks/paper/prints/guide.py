"""A guide on one page: each question says where its answers lead, to another question or to what is to be done."""

from __future__ import annotations

from functools import partial
from itertools import chain, count
from string import ascii_uppercase

from msgspec import Struct

from checks.policy.guides import crossings, filled
from checks.policy.model.catalogue import Text
from checks.policy.model.documents import Leaf
from checks.policy.model.guides import Guide, Outcome, Question
from checks.policy.policy import Policy
from checks.policy.words import day, listing
from hooks.paper.tree import tree
from hooks.paper.typesetting import Print
from hooks.rendering import page


class Way(Struct, frozen=True):
    """An answer and where it leads: the number of a question, or the letter of an outcome with its title."""

    answer: str
    to: str
    title: str | None


class Stop(Struct, frozen=True):
    """A question where it is asked on the way; the same question stands twice if its answers lead on differently."""

    number: str
    question: Question
    ways: tuple[Way, ...]


class Ending(Struct, frozen=True):
    """An outcome with its letter, where the guidelines it rests on stand, the texts to use and guides to go on to."""

    letter: str
    outcome: Outcome
    leaves: tuple[Leaf, ...]
    texts: tuple[Text, ...]
    guides: tuple[Guide, ...]


def guide_sheet(policy: Policy, guide: Guide) -> Print:
    """Return the sheet of a guide."""
    fill = partial(filled, policy=policy)
    html = page(
        "guide_sheet.html.j2",
        policy,
        guide=guide,
        stops=_stops(guide),
        endings=_endings(policy, guide),
        actors=listing(
            [policy.organisation.actors[id].name for id in guide.actors if id in policy.organisation.actors]
        ),
        fill=fill,
    )
    return Print(
        layout="two-columns",
        organisation=policy.organisation.name,
        kind="Så här gör du",
        title=fill(guide.title),
        on=policy.today,
        body=tree(html),
        facts={"dated": day(policy.today)},
    )


def _letters(guide: Guide) -> dict[str, str]:
    """Return the letter of each outcome by its id: A to Z, then A2 and on."""
    letters = (letter + lap for lap in chain([""], map(str, count(2))) for letter in ascii_uppercase)
    return {outcome.id: next(letters) for outcome in guide.outcomes}


def _stops(guide: Guide) -> list[Stop]:
    """Return the questions as a reader comes to them: the first one first, then those it leads to, and so on."""
    found, letters = crossings(guide), _letters(guide)
    questions = {question.id: question for question in guide.questions}
    titles = {outcome.id: outcome.title for outcome in guide.outcomes}
    order = [len(found) - 1]
    for at in order:
        order += [to for to in dict.fromkeys(found[at].leads.values()) if isinstance(to, int) and to not in order]

    def way(answer: str, to: int | str) -> Way:
        return (
            Way(answer, str(order.index(to) + 1), None) if isinstance(to, int) else Way(answer, letters[to], titles[to])
        )

    return [
        Stop(
            str(number),
            questions[found[at].question],
            tuple(way(one.text, found[at].leads[one.id]) for one in questions[found[at].question].answers),
        )
        for number, at in enumerate(order, start=1)
    ]


def _endings(policy: Policy, guide: Guide) -> list[Ending]:
    letters = _letters(guide)
    return [
        Ending(
            letters[outcome.id],
            outcome,
            tuple(policy.in_force[id] for id in outcome.guidelines if id in policy.in_force),
            tuple(policy.texts[id] for id in outcome.texts if id in policy.texts),
            tuple(policy.guides[id] for id in outcome.guides if id in policy.guides),
        )
        for outcome in guide.outcomes
    ]
