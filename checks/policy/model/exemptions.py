"""What is tolerated for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Exemption:
    """A guideline that an account or a unit need not follow until a day, who granted it and why."""

    guideline: str
    by: str
    until: date
    reason: str
