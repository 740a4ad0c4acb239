"""What is tolerated for a while."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Exemption(Struct, frozen=True):
    """A guideline that an account or a unit need not follow until a day, who granted it and why."""

    guideline: str
    by: str
    until: date
    reason: str
