"""The typed model: what a policy, its documents and its register of accounts consist of. All of it is frozen.

Field names are the keys of the YAML files (a trailing underscore hides a Python keyword). What a field means to an
editor stands in `checks/schemas/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from checks.policy.problem import Key, Place
from checks.policy.values import Duration, Frequency, Parameter


@dataclass(frozen=True)
class Entity:
    """Something with a file of its own in `policy_data`; the id is the file's name."""

    id: str
    source: Place


@dataclass(frozen=True)
class Role:
    """A function that answers for something. `holder` is an opaque staff key and is never printed."""

    id: str
    title: str
    mailbox: str
    unit: str
    source: Place
    holder: str | None = None
    from_: date | None = None
    until: date | None = None

    def active_on(self, day: date) -> bool:
        """Whether somebody holds the role on that day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Unit(Entity):
    """A part of the organisation (or a company of it) with its roles, and what its accounts have in common."""

    name: str
    kind: str
    board: str
    head: str | None = None
    website: str | None = None
    own_profile: bool = False
    roles: Mapping[str, Role] = field(default_factory=dict)
    accounts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Category(Entity):
    """A kind of account, and what its accounts have in common."""

    name: str
    description: str
    accounts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Handle:
    """What an account is called on a platform: a pattern for the whole handle, and an example."""

    pattern: str
    example: str


@dataclass(frozen=True)
class Limits:
    """How long texts may be on a platform, in characters; None where there is no limit."""

    about: int | None = None


@dataclass(frozen=True)
class OthersPosts:
    """What an editor can do with other people's posts on a platform."""

    hide: bool
    remove: bool


@dataclass(frozen=True)
class Platform(Entity):
    """`addresses` are patterns of an account's address with `{handle}` (and `{domain}` for the organisation's own);
    `hosts` are names of one and the same site, the first of them the one to use."""

    name: str
    addresses: tuple[str, ...]
    handle: Handle
    hosts: tuple[str, ...] = ()
    own_domain: bool = False
    query: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    limits: Limits = Limits()
    others_posts: OthersPosts = OthersPosts(hide=False, remove=False)
    formerly: str | None = None
    admin_tool: str | None = None
    notes: str | None = None


@dataclass(frozen=True)
class Approval:
    """Who approved an account and when; `retroactive` if it had opened before."""

    by: str
    on: date
    retroactive: bool = False


@dataclass(frozen=True)
class Administrators:
    """How many administer an account and how they log in, as a role attested on a day. Never who they are."""

    count: int
    two_factor: bool = False
    attested_on: date | None = None
    attested_by: str | None = None


@dataclass(frozen=True)
class Credentials:
    """Where the login is kept and which roles reach it. Never the login itself."""

    kept_in: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class GraphicProfile:
    """How the sender shows in the account's profile: its name, the variant of the logo, the link to the site."""

    name: bool = False
    logo: str | None = None
    link: str | None = None


@dataclass(frozen=True)
class Closing:
    """How far the closing of an account has come."""

    decided_by: str | None = None
    reason: str | None = None
    notice_on: date | None = None
    archived_on: date | None = None
    closed_on: date | None = None
    successor: str | None = None


@dataclass(frozen=True)
class Exemption:
    """A guideline that an account need not follow until a day, who granted it and why."""

    guideline: str
    by: str
    until: date
    reason: str


@dataclass(frozen=True)
class Account(Entity):
    """One official account. Values not given in its own file are its unit's or its category's (`origins`)."""

    platform: str
    handle: str
    url: str
    unit: str
    category: str
    owner: str | None = None
    stand_in: str | None = None
    purpose: str | None = None
    status: str = "active"
    name: str = ""
    opened_on: date | None = None
    ends_on: date | None = None
    editors: tuple[str, ...] = ()
    administrators: Administrators | None = None
    registered_email: str | None = None
    credentials: Credentials | None = None
    admin_tool: bool = False
    plan: str | None = None
    audience: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    approval: Approval | None = None
    monitoring: Frequency | None = None
    response_time: Duration | None = None
    about_text: str | None = None
    graphic_profile: GraphicProfile | None = None
    closing: Closing | None = None
    complete_by: date | None = None
    exemptions: tuple[Exemption, ...] = ()
    notes: str | None = None
    origins: Mapping[str, Place] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether visitors can meet the account: neither planned nor closed."""
        return self.status in ("active", "dormant", "closing")

    def place(self, name: str, *inside: Key) -> Place:
        """Return where a field's value stands: here, in the unit or in the category; missing, the file itself."""
        place = self.origins.get(name, self.source)
        return Place(place.file, (*place.route, *inside))


@dataclass(frozen=True)
class TextPart:
    """A part of a standard text; `break_` begins a new line."""

    text: str
    provides: tuple[str, ...] = ()
    break_: bool = False


@dataclass(frozen=True)
class Text(Entity):
    """A standard text with blanks, part by part; `provides` names the guidelines (or items) that a part fulfils."""

    title: str
    use: str
    when: str
    parts: tuple[TextPart, ...]
    platforms: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The whole text with its blanks unfilled."""
        lines = "".join(("\n" if part.break_ else " ") + part.text.strip() for part in self.parts)
        return lines.strip()


@dataclass(frozen=True)
class Statute(Entity):
    """A legal instrument and the dates it was in force; `until` is the day it was repealed."""

    name: str
    kind: str
    number: str | None = None
    short: str | None = None
    from_: date | None = None
    until: date | None = None
    replaced_by: tuple[str, ...] = ()
    demands: str | None = None
    checked: date | None = None
    url: str | None = None
    notes: str | None = None

    def repealed_on(self, day: date) -> bool:
        """Whether it no longer holds on that day."""
        return self.until is not None and self.until <= day


@dataclass(frozen=True)
class Body(Entity):
    """An agency or organisation that documents name."""

    name: str
    kind: str
    from_: date | None = None
    until: date | None = None
    successor: str | None = None
    checked: date | None = None
    notes: str | None = None

    def closed_on(self, day: date) -> bool:
        """Whether it no longer exists on that day."""
        return self.until is not None and self.until <= day


@dataclass(frozen=True)
class Provision:
    """A place in a statute, such as 5 § in anslagstavlelagen."""

    statute: str
    at: str | None = None


@dataclass(frozen=True)
class AppliesTo:
    """Which accounts a guideline is about; an empty field means all."""

    platform: tuple[str, ...] = ()
    unit_kind: tuple[str, ...] = ()
    category: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One point of a guideline's list."""

    id: str
    text: str


@dataclass(frozen=True)
class Guideline:
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


@dataclass(frozen=True)
class Topic(Entity):
    """Guidelines that people read together."""

    title: str
    summary: str
    guidelines: tuple[Guideline, ...]


@dataclass(frozen=True)
class Answer:
    """One answer that a question of a guide may have."""

    id: str
    text: str
    source: Place


@dataclass(frozen=True)
class Question:
    """What a guide asks its reader."""

    id: str
    text: str
    answers: tuple[Answer, ...]
    source: Place
    help: str | None = None


@dataclass(frozen=True)
class Rule:
    """A row of a guide's decision table: it fits when every question it names has one of the answers it names."""

    when: Mapping[str, tuple[str, ...]]
    then: str
    source: Place


@dataclass(frozen=True)
class Outcome:
    """What a guide ends in: the answer, what to do, the guidelines it rests on and the texts to use."""

    id: str
    title: str
    text: str
    guidelines: tuple[str, ...]
    source: Place
    steps: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class GuideCase:
    """A situation in words, what is answered in it and the outcome that must come of it."""

    situation: str
    answers: Mapping[str, str]
    outcome: str
    source: Place


@dataclass(frozen=True)
class Guide(Entity):
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


@dataclass(frozen=True)
class Note:
    """What a reader of a source must know: that it is outdated, contradicts itself, misnames something …"""

    kind: str
    text: str
    instead: str | None = None


@dataclass(frozen=True)
class Heading:
    """What a section of a document is called there: title, number and page as far as the source has them."""

    title: str
    number: str | None = None
    page: int | None = None


@dataclass(frozen=True)
class Leaf:
    """A guideline (or a whole standard text) in a document, with the level and values this document gives it.

    `number` is its printed number: `R 3.4` in the organisation's own documents, a running number in a source.
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


@dataclass(frozen=True)
class Section:
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


@dataclass(frozen=True)
class Decision:
    """Who decided a version of a document, when, in which case, and when it is to be reviewed."""

    body: str
    on: date | None = None
    paragraph: str | None = None
    case: str | None = None
    version: str | None = None
    valid_from: date | None = None
    review_by: date | None = None


@dataclass(frozen=True)
class Adoption:
    """A company's own decision that a document of the municipality holds for it too."""

    unit: str
    body: str
    on: date
    paragraph: str | None = None


@dataclass(frozen=True)
class Version:
    """A version of a document as its own version table tells it."""

    version: str
    on: date | None = None
    status: str | None = None


@dataclass(frozen=True)
class LeftOut:
    """A guideline of the catalogue that a document does not adopt, and why."""

    id: str
    reason: str


@dataclass(frozen=True)
class Document(Entity):
    """A governing document: an outline whose leaves are guidelines. `retold` ones (source: true) are somebody
    else's; the organisation's own have a `prefix` for their printed numbers."""

    title: str
    kind: str
    issuer: str
    retold: bool
    sections: tuple[Section, ...]
    short: str = ""
    prefix: str | None = None
    dated: str | None = None
    decisions: tuple[Decision, ...] = ()
    adopted_by: tuple[Adoption, ...] = ()
    versions: tuple[Version, ...] = ()
    notes: tuple[Note, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

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


@dataclass(frozen=True)
class Actor:
    """Who a guideline binds: roles, a field of each account or unit, or everyone."""

    name: str
    roles: tuple[str, ...] = ()
    per_account: str | None = None
    per_unit: str | None = None
    everyone: bool = False


@dataclass(frozen=True)
class Reading:
    """What the organisation calls easy to read: the LIX above which a text is warned about."""

    lix_warning: int = 50


@dataclass(frozen=True)
class Organisation:
    """The municipality itself: what is set once for everything. All empty if its file can't be read."""

    source: Place
    name: str = ""
    genitive: str = ""
    website: str = ""
    account_list: str = ""
    domains: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    actors: Mapping[str, Actor] = field(default_factory=dict)
    logo_variants: tuple[str, ...] = ()
    repository: str | None = None
    as_of: date | None = None
    reading: Reading = Reading()


@dataclass(frozen=True)
class SearchWord:
    """A word that staff search for, what else they call it, and where it leads (`guideline:response-time`)."""

    source: Place
    word: str
    at: str
    also: tuple[str, ...] = ()
