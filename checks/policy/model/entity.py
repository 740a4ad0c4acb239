"""What everything with a file of its own has in common."""

from __future__ import annotations

from msgspec import Struct

from checks.policy.problem import Place


class Entity(Struct, frozen=True):
    """Something with a file of its own in `policy_data`; the id is the file's name."""

    id: str
    source: Place
