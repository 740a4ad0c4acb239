"""What somebody has vouched for because no machine can see it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from checks.policy.model.entity import Entity
from checks.policy.problem import Place


class Statement(Struct, frozen=True):
    """An answer to one guideline: `met`, `not-met` or `not-applicable`, and what was looked at.

    `subjects` are accounts or units, as the guideline concerns them; empty for the organisation as a whole.
    """

    guideline: str
    answer: str
    source: Place
    subjects: tuple[str, ...] = ()
    looked_at: str | None = None


class Attestation(Entity, frozen=True):
    """The answers that a role gave on a day, in the round of a year, and how many findings its accounts had then."""

    role: str
    year: int
    on: date
    answers: tuple[Statement, ...]
    findings: int | None = None


class Given(Struct, frozen=True):
    """A statement and the attestation that it stands in."""

    statement: Statement
    attestation: Attestation
