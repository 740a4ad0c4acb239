"""What is told of a row: what could not be read, what conflicts, what was left out, what may be good to know."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Weight(Enum):
    """How much a remark matters: the row is not taken, a person has to look at it, or it is only told."""

    REFUSED = "refused"
    UNCLEAR = "unclear"
    TOLD = "told"


class Remark(Struct, frozen=True):
    """What is said about a cell (or about a whole row, without a column), with what to do about it."""

    row: int
    column: str
    sentence: str
    remedy: str = ""
    weight: Weight = Weight.UNCLEAR
