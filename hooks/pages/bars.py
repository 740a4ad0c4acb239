"""Horizontal bars of counted parts, worked out for a static drawing. What they show stands in a table beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

WIDTH = 400
LEAST = 4  # no part that is there is too narrow to be seen

Row = tuple[str, Mapping[str, int]]


class Part(Struct, frozen=True):
    """A part of a bar: what kind it is, how many, and where it begins and how wide it is."""

    kind: str
    count: int
    x: int
    width: int


class Bar(Struct, frozen=True):
    """A bar with its label and how many it shows in all."""

    label: str
    total: int
    parts: tuple[Part, ...]


def shares(rows: Iterable[Row], kinds: Sequence[str]) -> tuple[Bar, ...]:
    """Return bars of full width that show how large a part of its row each kind is."""
    return tuple(_bar(label, counts, kinds, WIDTH) for label, counts in rows)


def amounts(rows: Sequence[Row], kinds: Sequence[str]) -> tuple[Bar, ...]:
    """Return bars as long as their rows have many; the longest has the full width."""
    most = max((_total(counts, kinds) for _, counts in rows), default=0)
    return tuple(
        _bar(label, counts, kinds, WIDTH * _total(counts, kinds) / most if most else 0) for label, counts in rows
    )


def _total(counts: Mapping[str, int], kinds: Sequence[str]) -> int:
    return sum(counts.get(kind, 0) for kind in kinds)


def _bar(label: str, counts: Mapping[str, int], kinds: Sequence[str], width: float) -> Bar:
    total = _total(counts, kinds)
    wanted = [(kind, counts[kind], max(LEAST, width * counts[kind] / total)) for kind in kinds if counts.get(kind)]
    squeeze = width / sum(one for _, _, one in wanted) if wanted else 0
    parts: list[Part] = []
    x = 0.0
    for kind, count, one in wanted:
        end = x + one * squeeze
        parts.append(Part(kind, count, round(x), round(end) - round(x)))
        x = end
    return Bar(label, total, tuple(parts))
