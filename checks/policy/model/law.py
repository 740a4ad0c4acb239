"""Statutes and the places in them that guidelines rest on."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from checks.policy.model.entity import Entity


class Statute(Entity, frozen=True):
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


class Provision(Struct, frozen=True):
    """A place in a statute, such as 5 § in anslagstavlelagen."""

    statute: str
    at: str | None = None
