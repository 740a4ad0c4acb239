"""The organisation itself: its units, their roles, and who is who in the guidelines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from checks.policy.model.entity import Entity
from checks.policy.model.exemptions import Exemption
from checks.policy.problem import Place
from checks.policy.values import Week


class Role(Struct, frozen=True, dict=True):
    """A function that answers for something. `holder` is an opaque staff key and is never printed; of the weeks in
    which nobody is there, never who is away or why."""

    id: str
    title: str
    mailbox: str
    unit: str
    source: Place
    holder: str | None = None
    from_: date | None = None
    until: date | None = None
    unmanned: tuple[Week, ...] = ()

    @cached_property
    def weeks_off(self) -> frozenset[Week]:
        """The weeks in which nobody is there."""
        return frozenset(self.unmanned)

    def active_on(self, day: date) -> bool:
        """Whether somebody holds the role on that day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class Unit(Entity, frozen=True):
    """A part of the organisation (or a company of it) with its roles, and what its accounts have in common."""

    name: str
    kind: str
    board: str
    head: str | None = None
    website: str | None = None
    own_profile: bool = False
    much_secrecy: bool = False
    reviewers: str | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    accounts: Mapping[str, Any] = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()


class Body(Entity, frozen=True):
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


class Actor(Struct, frozen=True):
    """Who a guideline binds: roles, a field of each account or unit, or everyone."""

    name: str
    roles: tuple[str, ...] = ()
    per_account: str | None = None
    per_unit: str | None = None
    everyone: bool = False


class Reading(Struct, frozen=True):
    """What the organisation calls easy to read: the LIX above which a text is warned about."""

    lix_warning: int = 50


class Shortcoming(Struct, frozen=True):
    """A part of the handbook that not everyone can use, why, and what there is instead. `ground` is what the law calls
    it: a lack to mend, too burdensome to mend (12 §), or outside the law (9 §)."""

    part: str
    reason: str
    ground: str = "lack"
    instead: str | None = None


class Accessibility(Struct, frozen=True):
    """What the statement of accessibility that the law demands (2018:1937, 13 §) can't say by itself: who answers,
    how and when the handbook was assessed, what is known to be lacking, and where to report it."""

    contact: str
    assessed_on: date
    updated_on: date
    method: str
    supervisor: str
    report: str
    shortcomings: tuple[Shortcoming, ...] = ()

    @property
    def complies_fully(self) -> bool:
        """Whether nothing is lacking that the law demands."""
        return all(one.ground == "exempt" for one in self.shortcomings)


class Reviewers(Struct, frozen=True):
    """The teams, as the place where the repository lies calls them, that approve changes to it all and to the code."""

    everything: str
    code: str


class Public(Struct, frozen=True):
    """What is published on the open web: where (`address`), which pages and whose mailboxes, and the licence on which
    others may use the list of accounts. `pages` are paths below `docs/`; a folder ends with a slash."""

    address: str
    pages: tuple[str, ...]
    mailboxes: tuple[str, ...] = ()
    licence: str | None = None

    def shows(self, page: str) -> bool:
        """Whether a page, by its path below `docs/`, is published."""
        return any(page == one or (one.endswith("/") and page.startswith(one)) for one in self.pages)


class Organisation(Struct, frozen=True):
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
    reviewers: Reviewers | None = None
    as_of: date | None = None
    reading: Reading = Reading()
    accessibility: Accessibility | None = None
    frame_ancestors: tuple[str, ...] = ()
    public: Public | None = None
