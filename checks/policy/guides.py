"""Guides: the walk from question to question, every way through, and the words that a guide's blanks become.

A rule fits if every answer it names is given. The next question is the first, in the guide's order, that is still
named by a rule that can fit. When there is none, the rules that are left say how the walk ends: one is an answer, none
is a gap, more than one is an overlap. No question is asked twice, so that no walk goes round in a circle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from checks.policy.model.guides import Answer, Guide, Outcome, Question, Rule
from checks.policy.policy import Policy
from checks.policy.problem import Place
from checks.policy.sentences import setting_in_words

BLANK = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z][a-z_]*)\}")
MISSING = "(värdet saknas)"
MOST_WALKS = 3000  # more than anybody can look through

Answers = Mapping[str, str]  # the id of a question → the id of the answer given


class Step(Struct, frozen=True):
    """One question and the answer given to it."""

    question: Question
    answer: Answer


class Walk(Struct, frozen=True):
    """A way through a guide until nothing more is asked, and the rules that fit there: one, if the guide is whole."""

    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]

    @property
    def answers(self) -> Answers:
        """What was answered on the way."""
        return {step.question.id: step.answer.id for step in self.steps}


class Crossing(Struct, frozen=True):
    """A question that a walk can come to, and where each answer leads: to a crossing, by its number, or to an outcome.

    An answer that no rule or more than one is left for leads to ''."""

    question: str
    leads: Mapping[str, int | str]


def fitting(guide: Guide, answers: Answers) -> tuple[Rule, ...]:
    """Return the rules that can still fit when this has been answered."""
    return tuple(
        rule
        for rule in guide.rules
        if all(answers[id] in allowed for id, allowed in rule.when.items() if id in answers)
    )


def next_question(guide: Guide, answers: Answers) -> Question | None:
    """Return what to ask next, or None when the rules that can still fit name nothing more."""
    named = {id for rule in fitting(guide, answers) for id in rule.when}
    open_questions = (one for one in guide.questions if one.id in named and one.id not in answers)
    return next(open_questions, None)


def walks(guide: Guide) -> Iterator[Walk]:
    """Yield every way through the guide, in the order of its questions and answers. There may be very many."""
    yield from _walks_from((), guide)


def _walks_from(steps: tuple[Step, ...], guide: Guide) -> Iterator[Walk]:
    answers = {step.question.id: step.answer.id for step in steps}
    question = next_question(guide, answers)
    if question is None:
        yield Walk(steps, fitting(guide, answers))
        return
    for answer in question.answers:
        yield from _walks_from((*steps, Step(question, answer)), guide)


def crossings(guide: Guide) -> tuple[Crossing, ...]:
    """Return the whole guide as a script can follow it, without knowing how rules are read: from the last crossing on,
    where the walk begins. Ways that go on alike share their crossings. Empty if the guide has too many ways."""
    if sum(1 for _ in islice(walks(guide), MOST_WALKS + 1)) > MOST_WALKS:
        return ()
    found: dict[tuple[str, tuple[tuple[str, int | str], ...]], int] = {}

    def way_on(given: Answers) -> int | str:
        question = next_question(guide, given)
        if question is None:
            rules = fitting(guide, given)
            return rules[0].then if len(rules) == 1 else ""
        leads = tuple((answer.id, way_on({**given, question.id: answer.id})) for answer in question.answers)
        return found.setdefault((question.id, leads), len(found))

    way_on({})
    return tuple(Crossing(question, dict(leads)) for question, leads in found)


def walk(guide: Guide, answers: Answers) -> tuple[Walk, Question | None]:
    """Walk with the answers given; return how far they lead, and the question that they leave open, if any."""
    steps: tuple[Step, ...] = ()
    given: dict[str, str] = {}
    while question := next_question(guide, given):
        answer = next((one for one in question.answers if one.id == answers.get(question.id)), None)
        if answer is None:
            return Walk(steps, fitting(guide, given)), question
        given[question.id] = answer.id
        steps = (*steps, Step(question, answer))
    return Walk(steps, fitting(guide, given)), None


def outcome_of(guide: Guide, answers: Answers) -> Outcome | None:
    """Return what the answers lead to; None if they leave a question open, or lead to no outcome or to several."""
    ended, still_open = walk(guide, answers)
    if still_open or len(ended.rules) != 1:
        return None
    return next((outcome for outcome in guide.outcomes if outcome.id == ended.rules[0].then), None)


def misnamed(guide: Guide, answers: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield what names a question or an answer that the guide doesn't have: the question's id, a sentence that says so,
    and the ids to choose from. `answers` are one or more answers to each question."""
    known = {question.id: tuple(answer.id for answer in question.answers) for question in reversed(guide.questions)}
    for question, chosen in answers.items():
        if question not in known:
            yield (
                question,
                f"Guiden har ingen fråga `{question}`.",
                tuple(dict.fromkeys(one.id for one in guide.questions)),
            )
            continue
        for answer in chosen:
            if answer not in known[question]:
                yield question, f"Frågan `{question}` har inget svar `{answer}`.", known[question]


def wordings(guide: Guide) -> Iterator[tuple[Place, str]]:
    """Yield every text of a guide that people read, with its place."""
    yield guide.source / "title", guide.title
    yield guide.source / "summary", guide.summary
    for question in guide.questions:
        yield question.source / "text", question.text
        if question.help:
            yield question.source / "help", question.help
        for answer in question.answers:
            yield answer.source / "text", answer.text
    for outcome in guide.outcomes:
        yield outcome.source / "title", outcome.title
        yield outcome.source / "text", outcome.text
        for index, step in enumerate(outcome.steps):
            yield outcome.source / "steps" / index, step
    for case in guide.cases:
        yield case.source / "situation", case.situation


def guide_blanks(text: str) -> list[tuple[str, str]]:
    """Return the blanks of a guide's text in order: the guideline's id and the name of its parameter."""
    return BLANK.findall(text)


def number_in_words(guideline: str, parameter: str, policy: Policy) -> str | None:
    """Return a number in force as the guideline's finished sentence has it, but without its lead word: "15 år".

    None if the guideline is not in force or has no such parameter."""
    leaf, stated = policy.in_force.get(guideline), policy.stated(guideline)
    setting = policy.setting(stated, leaf, parameter) if leaf and stated else None
    if stated is None or setting is None:
        return None
    return setting_in_words(setting, replace(stated.parameters[parameter], lead=None), policy)


def filled(text: str, policy: Policy) -> str:
    """Return a guide's text with its blanks filled by the numbers in force."""
    return BLANK.sub(lambda blank: number_in_words(blank[1], blank[2], policy) or MISSING, text)
