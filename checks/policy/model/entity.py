"""What everything with a file of its own has in common."""

from __future__ import annotations

from dataclasses import dataclass

from checks.policy.problem import Place


@dataclass(frozen=True)
class Entity:
    """Something with a file of its own in `policy_data`; the id is the file's name."""

    id: str
    source: Place
