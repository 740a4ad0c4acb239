"""Accounts that pretend to be ours."""

from __future__ import annotations

from datetime import date

from checks.policy.model.entity import Entity


class FalseAccount(Entity, frozen=True):
    """An account that pretends to be ours: where it is and what we have done. Never a word about who is behind it."""

    platform: str
    addresses: tuple[str, ...]
    seen_on: date
    reported_on: date | None = None
    case: str | None = None
    gone_on: date | None = None
