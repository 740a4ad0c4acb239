"""The catalogue: topics and their guidelines, standard texts and the words that readers search for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from checks.policy.model.entity import Entity
from checks.policy.model.law import Provision
from checks.policy.problem import Place
from checks.policy.values import Parameter


class AppliesTo(Struct, frozen=True):
    """Which accounts a guideline is about; an empty field means all."""

    platform: tuple[str, ...] = ()
    unit_kind: tuple[str, ...] = ()
    category: tuple[str, ...] = ()


class Item(Struct, frozen=True):
    """One point of a guideline's list."""

    id: str
    text: str


class Guideline(Struct, frozen=True):
    """One statement of the policy; its level and numbers are blanks that each document fills."""

    id: str
    topic: str
    source: Place
    title: str
    text: str
    actors: tuple[str, ...]
    concerns: str
    support: str
    verified_by: tuple[str, ...]
    why: str | None = None
    applies_to: AppliesTo = AppliesTo()
    exception_to: str | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    items_are: str = "all"
    provisions: tuple[Provision, ...] = ()

    @property
    def checks(self) -> tuple[str, ...]:
        """The numbers of the checks that guard it; empty if a person must attest or the reader must know."""
        return tuple(name for name in self.verified_by if name.startswith("KO"))


class Topic(Entity, frozen=True):
    """Guidelines that people read together. Those of a `checklist` are also printed as one."""

    title: str
    summary: str
    guidelines: tuple[Guideline, ...]
    checklist: bool = False


class TextPart(Struct, frozen=True):
    """A part of a standard text; `break_` begins a new line."""

    text: str
    provides: tuple[str, ...] = ()
    break_: bool = False


class Text(Entity, frozen=True, dict=True):
    """A standard text with blanks, part by part; `provides` names the guidelines (or items) that a part fulfils.

    A `poster` is also printed in large type for each account that it is filled in for.
    """

    title: str
    use: str
    when: str
    parts: tuple[TextPart, ...]
    platforms: tuple[str, ...] = ()
    poster: bool = False

    @cached_property
    def wording(self) -> str:
        """The whole text with its blanks unfilled."""
        lines = "".join(("\n" if part.break_ else " ") + part.text.strip() for part in self.parts)
        return lines.strip()

    @cached_property
    def provided(self) -> frozenset[str]:
        """What the parts say that they fulfil: guidelines and items of guidelines."""
        return frozenset(name for part in self.parts for name in part.provides)

    @cached_property
    def fulfilled(self) -> frozenset[str]:
        """The ids of the guidelines that the text fulfils, wholly or in part."""
        return frozenset(name.partition("/")[0] for name in self.provided)


class SearchWord(Struct, frozen=True):
    """A word that staff search for, what else they call it, and where it leads (`guideline:response-time`)."""

    source: Place
    word: str
    at: str
    also: tuple[str, ...] = ()
