"""Guides: decision tables that people walk through and tests execute."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from checks.policy.model.entity import Entity
from checks.policy.problem import Place


class Answer(Struct, frozen=True):
    """One answer that a question of a guide may have."""

    id: str
    text: str
    source: Place


class Question(Struct, frozen=True):
    """What a guide asks its reader."""

    id: str
    text: str
    answers: tuple[Answer, ...]
    source: Place
    help: str | None = None


class Rule(Struct, frozen=True):
    """A row of a guide's decision table: it fits when every question it names has one of the answers it names."""

    when: Mapping[str, tuple[str, ...]]
    then: str
    source: Place


class Outcome(Struct, frozen=True):
    """What a guide ends in: the answer, what to do, the guidelines it rests on, texts to use and guides to go on to."""

    id: str
    title: str
    text: str
    guidelines: tuple[str, ...]
    source: Place
    steps: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()


class GuideCase(Struct, frozen=True):
    """A situation in words, what is answered in it and the outcome that must come of it."""

    situation: str
    answers: Mapping[str, str]
    outcome: str
    source: Place


class Guide(Entity, frozen=True):
    """A decision table that people walk through question by question; `checks.policy.guides` has the walk.

    Its texts may hold blanks for numbers in force, `{guideline-id.parameter}`.
    """

    title: str
    summary: str
    actors: tuple[str, ...]
    topic: str
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    outcomes: tuple[Outcome, ...]
    cases: tuple[GuideCase, ...]

    @property
    def guidelines(self) -> frozenset[str]:
        """The ids of all guidelines that its outcomes rest on."""
        return frozenset(id for outcome in self.outcomes for id in outcome.guidelines)
