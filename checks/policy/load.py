"""From the files of a data root to a `Policy`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from msgspec.structs import replace

from checks.policy.construct import Misfit, construct, fitted
from checks.policy.decisions.decided import version_of
from checks.policy.model.attestations import Attestation
from checks.policy.model.catalogue import Guideline, SearchWord, Text, Topic
from checks.policy.model.documents import DecidedVersion, Document
from checks.policy.model.entity import Entity
from checks.policy.model.false_accounts import FalseAccount
from checks.policy.model.guides import Guide
from checks.policy.model.law import Statute
from checks.policy.model.needs import Need
from checks.policy.model.organisation import Body, Organisation, Role, Unit
from checks.policy.model.register import Account, Category, Platform
from checks.policy.outlines import document_of
from checks.policy.policy import Policy
from checks.policy.problem import Place, Problem
from checks.policy.tree import DATA, FOLDERS, SourceFile

Form = Callable[[SourceFile], tuple[Problem, ...]]
E = TypeVar("E", bound=Entity)
T = TypeVar("T")

ORGANISATION = f"{DATA}/organisation.yaml"
SEARCH_WORDS = f"{DATA}/search-words.yaml"
PARENTS = ("category", "unit")  # where an account inherits from; the later one wins
INSIDE = {"unit": "role", "organisation": "actor", "topic": "guideline"}  # what has its id inside such a file


def load(files: Iterable[SourceFile], clock: date, as_of: date | None, form: Form, checks: frozenset[str]) -> Policy:
    """Return all files of a data root typed.

    `form` judges a file against its schema; `checks` are the numbers there are. Today is `as_of`, else
    the `as_of` of organisation.yaml, else `clock`.
    """
    found = {file.path: file for file in files}
    for path, file in found.items():
        if file.unreadable is None and file.kind not in ("page", "decided-pdf"):
            found[path] = replace(file, misfits=form(file))
    unknown = Organisation(Place(ORGANISATION))
    organisation = next(iter(_built(found, "organisation", _organisation)), unknown)
    return Policy(
        today=as_of or organisation.as_of or clock,
        organisation=organisation,
        units=_by_id(_built(found, "unit", _unit)),
        categories=_by_id(_built(found, "category", _plain(Category))),
        platforms=_by_id(_built(found, "platform", _plain(Platform))),
        accounts=_by_id(filter(None, _built(found, "account", _heirs(found)))),
        false_accounts=_by_id(_built(found, "false-account", _plain(FalseAccount))),
        texts=_by_id(_built(found, "text", _plain(Text))),
        statutes=_by_id(_built(found, "statute", _plain(Statute))),
        bodies=_by_id(_built(found, "body", _plain(Body))),
        topics=_by_id(_built(found, "topic", _topic)),
        drafts=_by_id(_built(found, "document", _document)),
        decided=tuple(_built(found, "decided", _decided)),
        guides=_by_id(_built(found, "guide", _plain(Guide))),
        needs=_by_id(sorted(_built(found, "need", _plain(Need)), key=lambda need: (need.order, need.id))),
        attestations=_by_id(_built(found, "attestation", _plain(Attestation))),
        search_words=tuple(word for words in _built(found, "search-words", _search_words) for word in words),
        files=found,
        known=_known_ids(found.values()) | {"check": checks, "page": _pages(found.values())},
        uncertain=_uncertain(found.values()),
    )


def _built(found: dict[str, SourceFile], kind: str, make: Callable[[SourceFile], T]) -> list[T]:
    """Return what `make` makes of each sound file of a kind; a file that does not fit gets its misfit noted."""
    made = []
    for path, file in found.items():
        if file.kind != kind or not file.sound:
            continue
        try:
            made.append(make(file))
        except Misfit as misfit:
            problem = Problem(misfit.place, f"Här väntas {misfit.expected}.", "Rätta värdet.")
            found[path] = replace(file, misfits=(problem,))
    return made


def _by_id(entities: Iterable[E]) -> dict[str, E]:
    return {entity.id: entity for entity in entities}


def _plain(kind: type[E]) -> Callable[[SourceFile], E]:
    return lambda file: construct(kind, file.value, file.place, id=file.id, source=file.place)


def _organisation(file: SourceFile) -> Organisation:
    return construct(Organisation, file.value, file.place, source=file.place)


def _search_words(file: SourceFile) -> list[SearchWord]:
    place = file.place / "words"
    rows = enumerate(file.value.get("words") or [])
    return [construct(SearchWord, row, place / index, source=place / index) for index, row in rows]


def _unit(file: SourceFile) -> Unit:
    roles = {}
    for id, row in (file.value.get("roles") or {}).items():
        place = file.place / "roles" / id
        roles[id] = construct(Role, row, place, id=id, unit=file.id, source=place)
    return construct(Unit, file.value, file.place, id=file.id, source=file.place, roles=roles)


def _heirs(found: Mapping[str, SourceFile]) -> Callable[[SourceFile], Account | None]:
    """Return what builds an account from its own values and, below them, its unit's and its category's.

    It returns None if one of those files can't be read or is malformed: then nobody knows what the account inherits.
    """
    parents = {kind: {file.id: file for file in found.values() if file.kind == kind} for kind in PARENTS}

    @cache  # many accounts, few pairs of a category and a unit
    def inherited(*ids: str) -> tuple[Mapping[str, Any], Mapping[str, Place]] | None:
        values: dict[str, Any] = {}
        origins: dict[str, Place] = {}
        for kind, id in zip(PARENTS, ids, strict=True):
            parent = parents[kind].get(id)
            if parent is None:
                continue
            if not parent.sound:
                return None
            place = parent.place / "accounts"
            given = parent.value.get("accounts") or {}
            values |= fitted(Account, given, place)
            origins |= {key: place / key for key in given}
            if kind == "unit":
                values.setdefault("name", str(parent.value["name"]))
        return values, origins

    def account(file: SourceFile) -> Account | None:
        own = file.value
        below = inherited(*(own[kind] for kind in PARENTS))
        if below is None:
            return None
        values, origins = (_without(own, one) for one in below)
        known = {"name": str(own["handle"])} if "name" not in own and "name" not in values else {}
        return construct(Account, own, file.place, id=file.id, source=file.place, origins=origins, **known, **values)

    return account


def _without(own: Mapping[str, Any], inherited: Mapping[str, T]) -> Mapping[str, T]:
    """Return what is inherited but for what is one's own. (One that inherits all of it shares it with the others.)"""
    if inherited.keys().isdisjoint(own):
        return inherited
    return {key: value for key, value in inherited.items() if key not in own}


def _topic(file: SourceFile) -> Topic:
    place = file.place / "guidelines"
    guidelines = tuple(
        construct(Guideline, row, place / index, topic=file.id, source=place / index)
        for index, row in enumerate(file.value["guidelines"])
    )
    return construct(Topic, file.value, file.place, id=file.id, source=file.place, guidelines=guidelines)


def _document(file: SourceFile) -> Document:
    return document_of(file.value, file.place, file.id)


def _decided(file: SourceFile) -> DecidedVersion:
    document, _, version = file.id.partition("/")
    return version_of(file.value, file.place, document, version)


def _pages(found: Iterable[SourceFile]) -> frozenset[str]:
    return frozenset(file.path for file in found if file.kind == "page")


def _uncertain(found: Iterable[SourceFile]) -> frozenset[str]:
    """Return the kinds whose ids stand in files that can't be read, and "page" where the handbook is kept elsewhere."""
    inside = {INSIDE[file.kind] for file in found if file.kind in INSIDE and file.unreadable}
    return frozenset(inside if _pages(found) else inside | {"page"})


def _known_ids(found: Iterable[SourceFile]) -> dict[str, frozenset[str]]:
    """Return every id there is by kind, those of malformed files included, so that references to them resolve."""
    ids: dict[str, set[str]] = {kind: set() for kind in (*FOLDERS.values(), *INSIDE.values())}
    for file in found:
        if file.kind in FOLDERS.values():
            ids[file.kind].add(file.id)
        if file.kind in INSIDE and isinstance(file.value, dict):
            ids[INSIDE[file.kind]].update(_ids_inside(file))
    return {kind: frozenset(names) for kind, names in ids.items()}


def _ids_inside(file: SourceFile) -> Iterator[str]:
    """Yield the ids of roles, actors or guidelines in a file, whatever else is wrong with it."""
    inside = file.value.get({"unit": "roles", "organisation": "actors", "topic": "guidelines"}[file.kind])
    if isinstance(inside, dict):
        yield from inside
    for row in inside if isinstance(inside, list) else []:
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            yield row["id"]
