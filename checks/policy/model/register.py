"""The register: platforms, categories, accounts and what is known of each account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checks.policy.model.entity import Entity
from checks.policy.problem import Key, Place
from checks.policy.values import Duration, Frequency


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
    """What an editor can do with other people's posts on a platform; `allowed` is whether others can write there."""

    hide: bool = False
    remove: bool = False
    allowed: bool = True


@dataclass(frozen=True)
class Platform(Entity):
    """`addresses` are patterns of an account's address with `{handle}`, and `{domain}` for the organisation's own
    domain or `{server}` where anybody may run a server and a handle is `name@server` (`any_server`).

    `hosts` are names of one and the same site, the first of them the one to use; `also_on` are sites of their own.
    """

    name: str
    addresses: tuple[str, ...]
    handle: Handle
    hosts: tuple[str, ...] = ()
    also_on: tuple[str, ...] = ()
    own_domain: bool = False
    any_server: bool = False
    query: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    limits: Limits = Limits()
    others_posts: OthersPosts = OthersPosts()
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
        """Return where a field's value stands: here, in the unit or in the category; missing, where it should stand."""
        place = self.origins.get(name, self.source / name)
        return Place(place.file, (*place.route, *inside))
