"""What the register knows of an account besides its purpose and its people, in words.

Two lists: what a visitor meets, and what lies behind the account. Titles and choices are the schema's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from msgspec import Struct

from checks.policy.account_dates import latest_review, review_by
from checks.policy.model.register import (
    Account,
    Attested,
    Closing,
    ConnectedApp,
    Evidence,
    LegalBasis,
    Review,
    Snapshot,
)
from checks.policy.policy import Policy
from checks.policy.snapshots import latest, snapshot_by
from checks.policy.words import day
from checks.schema import load_schema

MET = ("comments", "messages", "alternative_channel")
BEHIND = (
    "training",
    "terms_reviewed",
    "risk_assessment",
    "impact_assessment",
    "exit_strategy",
    "connected_apps",
    "legal_bases",
    "processing_record",
    "archive_creator",
    "archive_level",
    "disposal_decision",
    "records_plan_row",
    "snapshots",
    "moderation_log",
    "consents",
    "last_post",
    "evidence",
    "reviews",
    "closing",
)
STEPS = ("notice_on", "turn_to", "archived_on", "access_revoked_on")  # of a closing


class Fact(Struct, frozen=True):
    """A field with its title and its value in words, one or several."""

    title: str
    values: tuple[str, ...]


def facts(account: Account, fields: tuple[str, ...], policy: Policy) -> tuple[Fact, ...]:
    """Return the fields that an account has a value in, in that order; a closed account has nothing to tell."""
    told = ((field, tuple(_in_words(account, field, policy))) for field in fields if account.status != "closed")
    return tuple(Fact(_schema(field)["title"], values) for field, values in told if values)


def _in_words(account: Account, field: str, policy: Policy) -> Iterator[str]:
    match getattr(account, field):
        case str() as value:
            yield _choice(_schema(field), value)
        case Attested() as done:
            role = policy.roles.get(done.by)
            yield f"{day(done.on)}, {role.title if role else done.by}{f' ({done.reference})' if done.reference else ''}"
        case date() as on:
            yield day(on)
        case Closing() as closing:
            yield from _steps(closing)
        case (Snapshot(), *_):
            yield from _snapshots(account, policy)
        case (Review(), *_):
            yield from _reviews(account, policy)
        case tuple() as several:
            yield from (_one(field, one) for one in several)


def _one(field: str, one: LegalBasis | ConnectedApp | Evidence) -> str:
    if isinstance(one, ConnectedApp):
        return f"{one.name}, godkänd {day(one.on)}"
    if isinstance(one, Evidence):
        return f"{_choice(_schema(field)['items']['properties']['kind'], one.kind)}, sett {day(one.on)}"
    return f"{one.processing}: {_choice(_schema(field)['items']['properties']['basis'], one.basis)}"


def _snapshots(account: Account, policy: Policy) -> Iterator[str]:
    if found := latest(account, policy):
        _, snapshot = found
        yield f"Senast {day(snapshot.on)} ({snapshot.reference})"
    if due := snapshot_by(account, policy):
        yield f"Nästa senast {day(due)}"


def _reviews(account: Account, policy: Policy) -> Iterator[str]:
    if found := latest_review(account, policy):
        outcome = _choice(_schema("reviews")["items"]["properties"]["outcome"], found.outcome)
        yield f"Senast {day(found.on)}: {outcome}.{f' {found.note}' if found.note else ''}"
    if due := review_by(account, policy):
        yield f"Nästa senast {day(due)}"


def _steps(closing: Closing) -> Iterator[str]:
    for name in STEPS:
        if value := getattr(closing, name):
            title = _schema("closing")["properties"][name]["title"].removesuffix(" den")
            yield f"{title}: {day(value) if isinstance(value, date) else value}"


def _choice(schema: dict[str, Any], value: str) -> str:
    words: dict[str, str] = dict(zip(schema.get("enum", ()), schema.get("enumDescriptions", ()), strict=True))
    return words.get(value, value)


@cache
def _schema(field: str) -> dict[str, Any]:
    """Return the schema of a field of accounts."""
    found: dict[str, Any] = load_schema("account")["properties"][field]
    if "title" not in found:
        found = load_schema("common")["$defs"]["inherited"]["properties"][field]
    return found
