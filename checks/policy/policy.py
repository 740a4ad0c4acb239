"""The whole world that a check sees: the policy, the register and what day it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from checks.policy.addresses import normal_form
from checks.policy.decisions.decided import as_it_reads, in_order
from checks.policy.model.attestations import Attestation, Given
from checks.policy.model.catalogue import AppliesTo, Guideline, SearchWord, Text, Topic
from checks.policy.model.documents import DecidedVersion, Document, Leaf
from checks.policy.model.entity import Entity
from checks.policy.model.false_accounts import FalseAccount
from checks.policy.model.guides import Guide
from checks.policy.model.law import Statute
from checks.policy.model.needs import Need
from checks.policy.model.organisation import Body, Organisation, Role, Unit
from checks.policy.model.register import Account, Category, Platform
from checks.policy.problem import Place
from checks.policy.tree import SourceFile
from checks.policy.values import Duration, Frequency, Setting, Value, read_setting

DEMANDING = frozenset({"must", "must-not", "should", "should-not"})
V = TypeVar("V", Duration, Frequency, int, tuple[str, ...])


class Policy(Struct, frozen=True, dict=True):
    """All data, typed. An entity that could not be read or is malformed is missing here, but its id is `known`.

    `drafts` are the governing documents as their files have them; `documents` are they as they hold today.
    """

    today: date
    organisation: Organisation
    files: Mapping[str, SourceFile]
    known: Mapping[str, frozenset[str]]
    units: Mapping[str, Unit]
    categories: Mapping[str, Category]
    platforms: Mapping[str, Platform]
    accounts: Mapping[str, Account]
    false_accounts: Mapping[str, FalseAccount]
    texts: Mapping[str, Text]
    statutes: Mapping[str, Statute]
    bodies: Mapping[str, Body]
    topics: Mapping[str, Topic]
    drafts: Mapping[str, Document]
    guides: Mapping[str, Guide]
    needs: Mapping[str, Need]
    attestations: Mapping[str, Attestation]
    search_words: tuple[SearchWord, ...]
    decided: tuple[DecidedVersion, ...] = ()
    uncertain: frozenset[str] = frozenset()  # kinds whose ids stand inside a file that could not be read

    def exists(self, kind: str, id: str) -> bool:
        """Whether there is such a thing, malformed or not; also true when a file that can't be read may hold it."""
        return id in self.known.get(kind, ()) or kind in self.uncertain

    def position(self, place: Place) -> tuple[int, int]:
        """Return the line and column of a place; the first of the file if the file is not there."""
        file = self.files.get(place.file)
        return file.position(place) if file else (1, 1)

    def files_of(self, kind: str) -> Iterator[SourceFile]:
        """Return the files of one kind, readable or not."""
        return (file for file in self.files.values() if file.kind == kind)

    @property
    def entities(self) -> Iterator[Entity]:
        """Everything that has a file of its own."""
        for kind in (self.units, self.categories, self.platforms, self.accounts, self.texts, self.statutes):
            yield from kind.values()
        yield from self.false_accounts.values()
        yield from self.bodies.values()
        yield from self.topics.values()
        yield from self.drafts.values()
        yield from self.guides.values()
        yield from self.needs.values()
        yield from self.attestations.values()

    @cached_property
    def guidelines(self) -> Mapping[str, Guideline]:
        """The whole catalogue by id."""
        return {guideline.id: guideline for topic in self.topics.values() for guideline in topic.guidelines}

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """The roles of all units by id."""
        return {role.id: role for unit in self.units.values() for role in unit.roles.values()}

    @cached_property
    def accounts_by_address(self) -> Mapping[str, tuple[Account, ...]]:
        """Live accounts by the normal form of their address; an address that has none is left out."""
        found: dict[str, tuple[Account, ...]] = {}
        for account in self.live_accounts():
            try:
                address = normal_form(account.url, self.platforms.get(account.platform))
            except ValueError:
                continue
            found[address] = (*found.get(address, ()), account)
        return found

    @cached_property
    def attested(self) -> Mapping[tuple[str, str], tuple[Given, ...]]:
        """What has been answered until today by guideline and subject ("" for the whole organisation), in order."""
        found: dict[tuple[str, str], list[Given]] = {}
        for attestation in sorted(self.attestations.values(), key=lambda one: (one.on, one.id)):
            for statement in attestation.answers if attestation.on <= self.today else ():
                for subject in statement.subjects or ("",):
                    found.setdefault((statement.guideline, subject), []).append(Given(statement, attestation))
        return {key: tuple(given) for key, given in found.items()}

    def live_accounts(self) -> Iterator[Account]:
        """Return the accounts that visitors can meet: neither planned nor closed."""
        return iter(self._live)

    @cached_property
    def _live(self) -> tuple[Account, ...]:
        return tuple(account for account in self.accounts.values() if account.live)

    @cached_property
    def _versions(self) -> Mapping[str, tuple[DecidedVersion, ...]]:
        found: dict[str, list[DecidedVersion]] = {}
        for version in in_order(self.decided):
            found.setdefault(version.document.id, []).append(version)
        return {id: tuple(versions) for id, versions in found.items()}

    def versions_of(self, document: str) -> tuple[DecidedVersion, ...]:
        """Return the decided versions of a document in the order in which they come into force."""
        return self._versions.get(document, ())

    def version_in_force(self, document: str, day: date | None = None) -> DecidedVersion | None:
        """Return the decided version of a document that is in force on a day (today), or None."""
        day = day or self.today
        begun = [one for one in self.versions_of(document) if one.valid_from is not None and one.valid_from <= day]
        return begun[-1] if begun else None

    def coming_versions(self, document: str) -> tuple[DecidedVersion, ...]:
        """Return the versions of a document that are decided by today but not in force yet."""
        decided = (one for one in self.versions_of(document) if one.decision.on and one.decision.on <= self.today)
        return tuple(one for one in decided if one.valid_from and one.valid_from > self.today)

    def as_it_reads(self, version: DecidedVersion) -> Document:
        """Return a decided version as a document, with the editorial corrections made to it until today."""
        draft = self.drafts.get(version.document.id, version.document)
        return as_it_reads(version, draft, self.guidelines, self.today)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The governing documents as they hold today: the decided version in force of those that have one, others as
        their files have them."""
        in_force = {id: self.version_in_force(id) for id in self.drafts}
        return {id: self.as_it_reads(found) if (found := in_force[id]) else draft for id, draft in self.drafts.items()}

    @cached_property
    def documents_in_force(self) -> tuple[Document, ...]:
        """The documents that the organisation names as its own, in its own order, less those of which no decided
        version has come into force yet."""
        own = (id for id in self.organisation.documents if id in self.documents)
        return tuple(self.documents[id] for id in own if self.version_in_force(id) or not self.versions_of(id))

    @cached_property
    def proposed(self) -> Policy:
        """The policy as it would be if every working document were in force today."""
        return replace(self, decided=()) if self.decided else self

    @cached_property
    def sources(self) -> tuple[Document, ...]:
        """Other organisations' documents, retold."""
        return tuple(document for document in self.documents.values() if document.retold)

    @cached_property
    def in_force(self) -> Mapping[str, Leaf]:
        """Guideline id → the leaf that gives it its level and numbers here."""
        found: dict[str, Leaf] = {}
        for document in self.documents_in_force:
            for leaf in document.leaves:
                if leaf.id:
                    found.setdefault(leaf.id, leaf)
        return found

    @cached_property
    def _holders(self) -> Mapping[str, tuple[Leaf, ...]]:
        found: dict[str, list[Leaf]] = {}
        for document in self.documents.values():
            for leaf in document.leaves:
                if leaf.id:
                    found.setdefault(leaf.id, []).append(leaf)
        return {id: tuple(leaves) for id, leaves in found.items()}

    def leaves_of(self, guideline: str) -> tuple[Leaf, ...]:
        """Return every place in every document where a guideline stands."""
        return self._holders.get(guideline, ())

    @cached_property
    def drafted(self) -> frozenset[str]:
        """The guidelines that stand in a document's file, in force or proposed."""
        return frozenset(leaf.id for draft in self.drafts.values() for leaf in draft.leaves if leaf.id)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The statutes that the catalogue cites, or a document as it holds today or is proposed to read."""
        leaves = [leaf for one in (*self.documents.values(), *self.drafts.values()) for leaf in one.leaves]
        stated = (*self.guidelines.values(), *filter(None, map(self.guideline_of, leaves)))
        provisions = chain(*(leaf.cites for leaf in leaves), *(guideline.provisions for guideline in stated))
        return frozenset(provision.statute for provision in provisions)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The guidelines that a document says, with a reason, that it does not adopt."""
        return frozenset(one.id for draft in self.drafts.values() for one in draft.left_out)

    @cached_property
    def _guarded(self) -> Mapping[str, tuple[tuple[Guideline, Leaf], ...]]:
        found: dict[str, list[tuple[Guideline, Leaf]]] = {}
        for leaf in self.in_force.values():
            if guideline := self.guideline_of(leaf):
                for number in guideline.checks:
                    found.setdefault(number, []).append((guideline, leaf))
        return {number: tuple(rows) for number, rows in found.items()}

    def guarded_by(self, check: str) -> tuple[tuple[Guideline, Leaf], ...]:
        """Return the guidelines in force that a check (KO102) guards, each with its leaf."""
        return self._guarded.get(check, ())

    def demands(self, check: str, account: Account | None = None) -> tuple[tuple[Guideline, Leaf], ...]:
        """Return the guidelines guarded by a check that demand something (of the account), each with its leaf."""
        if account is None:
            return tuple(row for row in self.guarded_by(check) if row[1].level in DEMANDING)
        kind = check, account.platform, account.category, account.unit
        if (about := self._about.get(kind)) is None:
            about = tuple(row for row in self.demands(check) if self.applies(row[0], account))
            self._about[kind] = about
        return tuple(row for row in about if not self._exempted(row[0], account)) if account.exemptions else about

    @cached_property
    def _about(self) -> dict[tuple[str, str, str, str], tuple[tuple[Guideline, Leaf], ...]]:
        """What a check's guidelines demand of accounts of one kind: a register has many accounts, but few kinds."""
        return {}

    def binds(self, guideline: Guideline, account: Account) -> bool:
        """Whether a guideline is about this account, and the account is not exempted from it today."""
        return not self._exempted(guideline, account) and self.applies(guideline, account)

    def _exempted(self, guideline: Guideline, account: Account) -> bool:
        return any(one.guideline == guideline.id and self.today <= one.until for one in account.exemptions)

    def demanded(self, check: str, kind: type[V], account: Account | None = None) -> V | None:
        """Return the value that the guidelines guarded by a check demand (of the account): how many, how often, within
        what time, in which months. None if none of them has a parameter of that kind."""
        if account is None or account.exemptions:
            return self._first_demanded(check, kind, account)
        key = check, kind, account.platform, account.category, account.unit
        if key not in self._numbers:
            self._numbers[key] = self._first_demanded(check, kind, account)
        return cast("V | None", self._numbers[key])

    @cached_property
    def _numbers(self) -> dict[tuple[object, ...], Value | None]:
        """What has been demanded of accounts of one kind, as above."""
        return {}

    def _first_demanded(self, check: str, kind: type[V], account: Account | None) -> V | None:
        for guideline, leaf in self.demands(check, account):
            for name in guideline.parameters:
                setting = self.setting(guideline, leaf, name)
                value = setting.on(account.platform if account else None) if setting else None
                if isinstance(value, kind):
                    return value
        return None

    def applies(self, guideline: Guideline, account: Account) -> bool:
        """Whether a guideline is about this account, and no exception for such accounts is in force.

        An exception for a situation (`applies_to` says nothing) takes no account out of the guideline.
        """
        exceptions = self._exceptions.get(guideline.id, ())
        return self._fits(guideline, account) and not any(self._fits(one, account) for one in exceptions)

    @cached_property
    def _exceptions(self) -> Mapping[str, tuple[Guideline, ...]]:
        found: dict[str, tuple[Guideline, ...]] = {}
        for one in filter(None, map(self.guideline_of, self.in_force.values())):
            if one.exception_to and one.applies_to != AppliesTo():
                found[one.exception_to] = (*found.get(one.exception_to, ()), one)
        return found

    def _fits(self, guideline: Guideline, account: Account) -> bool:
        limits, unit = guideline.applies_to, self.units.get(account.unit)
        return (
            (not limits.platform or account.platform in limits.platform)
            and (not limits.category or account.category in limits.category)
            and (not limits.unit_kind or (unit is not None and unit.kind in limits.unit_kind))
        )

    def guideline_of(self, leaf: Leaf) -> Guideline | None:
        """Return what a leaf states: the guideline as it was decided, else the catalogue's; None if there is none."""
        return leaf.wording.guideline if leaf.wording else self.guidelines.get(leaf.id or "")

    def stated(self, guideline: str) -> Guideline | None:
        """Return a guideline as it holds here: as it was decided if it is in force, else as the catalogue has it."""
        leaf = self.in_force.get(guideline)
        return self.guideline_of(leaf) if leaf else self.guidelines.get(guideline)

    def setting(self, guideline: Guideline, leaf: Leaf, parameter: str) -> Setting | None:
        """Return what a leaf sets a parameter to, or None if it is missing or malformed (KO007 says so)."""
        try:
            return read_setting(guideline.parameters[parameter], leaf.set[parameter])
        except (KeyError, ValueError):
            return None

    def number_in_force(self, guideline: str, parameter: str, platform: str | None = None) -> Value | None:
        """Return the value in force of a guideline's parameter; None if the guideline is not in force."""
        leaf, stated = self.in_force.get(guideline), self.stated(guideline)
        if leaf is None or stated is None:
            return None
        setting = self.setting(stated, leaf, parameter)
        return setting.on(platform) if setting else None
