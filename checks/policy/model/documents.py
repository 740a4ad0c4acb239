"""Governing documents: an outline of sections whose leaves are guidelines, and who decided it when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from checks.policy.model.catalogue import Guideline
from checks.policy.model.entity import Entity
from checks.policy.model.law import Provision
from checks.policy.problem import Place


class Note(Struct, frozen=True):
    """What a reader of a source must know: that it is outdated, contradicts itself, misnames something …"""

    kind: str
    text: str
    instead: str | None = None


class Heading(Struct, frozen=True):
    """What a section of a document is called there: title, number and page as far as the source has them."""

    title: str
    number: str | None = None
    page: int | None = None


class Reworded(Struct, frozen=True):
    """How a decided guideline reads after an editorial correction; what is None reads as it was decided. `items` are
    texts by the id of the list's item."""

    title: str | None = None
    text: str | None = None
    why: str | None = None
    reason: str | None = None
    items: Mapping[str, str] = field(default_factory=dict)
    provisions: tuple[Provision, ...] = ()


class Correction(Struct, frozen=True):
    """An editorial correction of a decided guideline: who made it (a role), when and why. It never touches level,
    numbers or which items the list has."""

    source: Place
    guideline: str
    on: date
    by: str
    reason: str
    now: Reworded


class Wording(Struct, frozen=True):
    """What a leaf said when it was decided: the catalogue's guideline as it was then, its blanks (`level` is one of
    them) and whom it binds in words. `corrections` are those that are laid over it."""

    guideline: Guideline
    values: Mapping[str, str]
    actors: tuple[str, ...]
    corrections: tuple[Correction, ...] = ()


class WholeText(Struct, frozen=True):
    """A standard text as it stood in a document when that was decided."""

    title: str
    text: str


class Leaf(Struct, frozen=True):
    """A guideline (or a whole standard text) in a document, with the level and values this document gives it.

    `number` is its printed number: `R 3.4` in the organisation's own documents, a running number in a source.
    In a decided version `wording` (or `whole_text`) is what it said then; in a working document it is None, and the
    catalogue says it.
    """

    source: Place
    document: str
    number: str
    heading: Heading
    id: str | None = None
    text: str | None = None
    level: str = "info"
    set: Mapping[str, Any] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    cites: tuple[Provision, ...] = ()
    mentions: tuple[str, ...] = ()
    note: Note | None = None
    reason: str | None = None
    wording: Wording | None = None
    whole_text: WholeText | None = None


class Section(Struct, frozen=True):
    """A part of a document's outline; `depth` counts from 1."""

    source: Place
    heading: Heading
    depth: int
    notes: tuple[Note, ...] = ()
    guidelines: tuple[Leaf, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield the section and all sections below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


class Decision(Struct, frozen=True):
    """Who decided a version of a document, when, in which case, and when it is to be reviewed."""

    body: str
    on: date | None = None
    paragraph: str | None = None
    case: str | None = None
    version: str | None = None
    valid_from: date | None = None
    review_by: date | None = None


class Proposal(Struct, frozen=True):
    """What a body is asked to decide: the version that the working document is to become, from when it is to hold, and
    who asks (a role)."""

    source: Place
    version: str
    case: str
    body: str
    meeting_on: date
    proposer: str
    valid_from: date | None = None
    reason: str | None = None


class Adoption(Struct, frozen=True):
    """A company's own decision that a document of the municipality holds for it too."""

    unit: str
    body: str
    on: date
    paragraph: str | None = None


class Version(Struct, frozen=True):
    """A version of a document as its own version table tells it."""

    version: str
    on: date | None = None
    status: str | None = None


class LeftOut(Struct, frozen=True):
    """A guideline of the catalogue that a document does not adopt, and why."""

    id: str
    reason: str


class Document(Entity, frozen=True, dict=True):
    """A governing document: an outline whose leaves are guidelines. `retold` ones (source: true) are somebody
    else's; the organisation's own have a `prefix` for their printed numbers.

    `layout` is how it is printed: `cover` or `statute-book`; `tab` and `office` are what a statute book tells of it.
    """

    title: str
    kind: str
    issuer: str
    retold: bool
    sections: tuple[Section, ...]
    short: str = ""
    prefix: str | None = None
    layout: str = "cover"
    tab: str | None = None
    office: str | None = None
    dated: str | None = None
    decisions: tuple[Decision, ...] = ()
    adopted_by: tuple[Adoption, ...] = ()
    versions: tuple[Version, ...] = ()
    notes: tuple[Note, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    proposal: Proposal | None = None
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def all_sections(self) -> tuple[Section, ...]:
        """Every section at every depth, in reading order."""
        return tuple(section for top in self.sections for section in top.walk())

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf of the outline, in reading order."""
        return tuple(leaf for section in self.all_sections for leaf in section.guidelines)

    @property
    def decision(self) -> Decision | None:
        """The latest decision, or None where the source tells of none."""
        return self.decisions[-1] if self.decisions else None


class Surrounding(Struct, frozen=True):
    """Something outside a document that its readers depend on, as it was when the document was decided: a statute, a
    platform, a text or a guide (`kind`). `said` is what it says, in words by part."""

    kind: str
    id: str
    title: str
    said: Mapping[str, str]


class DecidedVersion(Struct, frozen=True):
    """A version of one of the organisation's own documents as it was decided, out of `policy_data/decided`.

    `document` is the document of that version and `decision` its only decision. `content` and `pdf` are the SHA-256 of
    what the file and the PDF beside it held when they were recorded.
    """

    source: Place
    document: Document
    version: str
    decision: Decision
    content: str
    pdf: str
    proposal: Proposal | None = None
    surroundings: tuple[Surrounding, ...] = ()

    @property
    def pdf_file(self) -> str:
        """The path of the PDF beside it, from the data root."""
        return self.source.file.removesuffix(".yaml") + ".pdf"

    @property
    def valid_from(self) -> date | None:
        """The first day on which it is in force, if nothing later is."""
        return self.decision.valid_from or self.decision.on
