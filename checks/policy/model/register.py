"""The register: platforms, categories, accounts and what is known of each account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct, field

from checks.policy.model.entity import Entity
from checks.policy.model.exemptions import Exemption
from checks.policy.problem import Key, Place
from checks.policy.values import Duration, Frequency


class Category(Entity, frozen=True):
    """A kind of account, and what its accounts have in common."""

    name: str
    description: str
    accounts: Mapping[str, Any] = field(default_factory=dict)


class Handle(Struct, frozen=True):
    """What an account is called on a platform: a pattern for the whole handle, and an example."""

    pattern: str
    example: str


class Limits(Struct, frozen=True):
    """How long texts may be on a platform, in characters; None where there is no limit."""

    about: int | None = None


class OthersPosts(Struct, frozen=True):
    """What an editor can do with other people's posts on a platform; `allowed` is whether others can write there."""

    hide: bool = False
    remove: bool = False
    allowed: bool = True


class Platform(Entity, frozen=True):
    """`addresses` are patterns of an account's address with `{handle}`, and `{domain}` for the organisation's own
    domain or `{server}` where anybody may run a server and a handle is `name@server` (`any_server`).

    `hosts` are names of one and the same site, the first of them the one to use; `also_on` are sites of their own.
    `no_accounts` are beginnings of addresses (a host, or `host/first-step`) that do not tell whose account it is:
    single posts, short links.
    """

    name: str
    addresses: tuple[str, ...]
    handle: Handle
    hosts: tuple[str, ...] = ()
    also_on: tuple[str, ...] = ()
    own_domain: bool = False
    any_server: bool = False
    query: tuple[str, ...] = ()
    no_accounts: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    limits: Limits = Limits()
    others_posts: OthersPosts = OthersPosts()
    formerly: str | None = None
    admin_tool: str | None = None
    notes: str | None = None


class Approval(Struct, frozen=True):
    """Who approved an account and when; `retroactive` if it had opened before."""

    by: str
    on: date
    retroactive: bool = False


class Administrators(Struct, frozen=True):
    """How many administer an account and how they log in, as a role attested on a day. Never who they are."""

    count: int
    two_factor: bool = False
    attested_on: date | None = None
    attested_by: str | None = None


class Credentials(Struct, frozen=True):
    """Where the login is kept and which roles reach it. Never the login itself."""

    kept_in: str
    roles: tuple[str, ...]


class GraphicProfile(Struct, frozen=True):
    """How the sender shows in the account's profile: its name, the variant of the logo, the link to the site."""

    name: bool = False
    logo: str | None = None
    link: str | None = None


class Attested(Struct, frozen=True):
    """Something done on a day that a role answers for, and where its record is kept; never the record itself."""

    on: date
    by: str
    reference: str | None = None


class ConnectedApp(Struct, frozen=True):
    """An app or service that reaches an account, and who approved it."""

    name: str
    approved_by: str
    on: date


class FormerHandle(Struct, frozen=True):
    """A handle that an account had until a day."""

    handle: str
    until: date


class LegalBasis(Struct, frozen=True):
    """What is done with personal data in an account, and on what ground (GDPR, article 6.1)."""

    processing: str
    basis: str


class Snapshot(Struct, frozen=True):
    """Evidence of what an account looked like on a day (arkivuttag): where it is kept and what it covers."""

    on: date
    reference: str
    covers: tuple[str, ...]
    format: str | None = None


class Evidence(Struct, frozen=True):
    """How visitors can see that an account is official, and when somebody last made sure."""

    kind: str
    on: date


class Review(Struct, frozen=True):
    """A day on which a role went through an account, and what came of it."""

    on: date
    by: str
    outcome: str
    note: str | None = None


class Closing(Struct, frozen=True):
    """How far the closing of an account has come."""

    decided_by: str | None = None
    reason: str | None = None
    notice_on: date | None = None
    turn_to: str | None = None
    archived_on: date | None = None
    access_revoked_on: date | None = None
    closed_on: date | None = None
    successor: str | None = None


class Account(Entity, frozen=True):
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
    platform_id: str | None = None
    former_handles: tuple[FormerHandle, ...] = ()
    planned_on: date | None = None
    opened_on: date | None = None
    ends_on: date | None = None
    languages: tuple[str, ...] = ()
    visibility: str = "public"
    minors: bool = False
    editors: tuple[str, ...] = ()
    training: Attested | None = None
    administrators: Administrators | None = None
    registered_email: str | None = None
    credentials: Credentials | None = None
    recovery: str | None = None
    connected_apps: tuple[ConnectedApp, ...] = ()
    admin_tool: bool = False
    plan: str | None = None
    audience: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    approval: Approval | None = None
    terms_reviewed: Attested | None = None
    risk_assessment: Attested | None = None
    exit_strategy: str | None = None
    alternative_channel: str | None = None
    comments: str | None = None
    messages: str | None = None
    monitoring: Frequency | None = None
    response_time: Duration | None = None
    about_text: str | None = None
    info_texts: tuple[str, ...] = ()
    graphic_profile: GraphicProfile | None = None
    ads: bool = False
    controller: str | None = None
    legal_bases: tuple[LegalBasis, ...] = ()
    processing_record: str | None = None
    impact_assessment: Attested | None = None
    archive_creator: str | None = None
    archive_level: str | None = None
    disposal_decision: str | None = None
    records_plan_row: str | None = None
    case: str | None = None
    snapshots: tuple[Snapshot, ...] = ()
    moderation_log: str | None = None
    consents: str | None = None
    last_post: date | None = None
    evidence: tuple[Evidence, ...] = ()
    reviews: tuple[Review, ...] = ()
    complete_by: date | None = None
    exemptions: tuple[Exemption, ...] = ()
    closing: Closing | None = None
    notes: str | None = None
    origins: Mapping[str, Place] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether visitors can meet the account: neither planned nor closed."""
        return self.status in ("active", "dormant", "closing")

    def place(self, name: str, *inside: Key) -> Place:
        """Return where a field's value stands: here, in the unit or in the category; missing, where it should stand."""
        place = self.origins.get(name)
        if place is None:
            return Place(self.source.file, (*self.source.route, name, *inside))
        return Place(place.file, (*place.route, *inside)) if inside else place
