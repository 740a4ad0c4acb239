"""Headings: which rows they stand in, and what field each is likely to mean, in Swedish or English, near spellings too.

A guess is shown and kept beside the file, where it can be put right; nobody has to trust it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

from msgspec import Struct

from checks.command_line import Refused
from checks.policy.addresses import account_at
from checks.policy.model.register import Platform
from checks.policy.policy import Policy
from checks.sheet import columns
from registrar.importing.table import EMPTY, Cell, Row, Sheet, letter
from registrar.importing.targets import NOTES, NOWHERE, Target
from registrar.importing.vocabulary import CALLED, OF_A_DAY, PRIVATE, TELLING

LOOKED_THROUGH = 30  # rows in which the headings are looked for
HEADING_ROWS = 3
ENOUGH = 2  # headings that must be understood for a row to be one of headings
NEAR = 0.86
MOSTLY = 0.6  # of a column's cells are addresses: then addresses are what it holds

_CAMEL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")


class Heading(Struct, frozen=True):
    """A column: its index (from 0), what it is called (each name once), and the texts that it is made of."""

    index: int
    name: str
    parts: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """What the spreadsheet calls the column."""
        return letter(self.index)


class Table(Struct, frozen=True):
    """A sheet with its headings and, below them, the rows that hold anything."""

    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    heading_rows: tuple[int, ...]

    def cells(self, heading: Heading) -> Iterator[Cell]:
        """Yield what stands in a column, empty cells too."""
        return (row.cells[heading.index] if heading.index < len(row.cells) else EMPTY for row in self.rows)


def table_of(sheet: Sheet, guesser: Guesser) -> Table:
    """Return a sheet with its headings found. Raises Refused if it is empty or no row looks like headings."""
    rows = [row for row in sheet.rows if row]
    if not rows:
        raise Refused("Filen är tom. Ange en fil med en rad rubriker och en rad för varje konto.")
    if sheet.headings:
        return Table(_named([(name,) for name in sheet.headings]), tuple(rows), ())
    first, last = _heading_rows(rows, sheet.grouped, guesser)
    width = max(len(row.cells) for row in rows)
    heads = rows[first : last + 1]
    parts = [
        tuple(dict.fromkeys(row.cells[index].text for row in heads if index < len(row.cells) and row.cells[index].text))
        for index in range(width)
    ]
    body = [row for row in rows[last + 1 :] if not _repeats(row, heads)]
    if not body:
        raise Refused(f"Under rubrikerna på rad {heads[-1].number} står inga konton.")
    used = {index for row in body for index, cell in enumerate(row.cells) if cell}
    headings = tuple(one for one in _named(parts) if one.parts or one.index in used)
    return Table(headings, tuple(body), tuple(row.number for row in heads))


def _heading_rows(rows: Sequence[Row], grouped: frozenset[int], guesser: Guesser) -> tuple[int, int]:
    """Return the first and the last (counted among rows that hold anything) of the rows with headings."""
    scores = [guesser.understood(row) for row in rows[:LOOKED_THROUGH]]
    best = max(range(len(scores)), key=lambda index: (scores[index], -index))
    if scores[best] < ENOUGH:
        raise Refused(
            "Ingen rad ser ut som rubriker. Skriv en rad överst med till exempel Plattform, Adress, Verksamhet, "
            "Kontoansvarig, Ersättare och Syfte."
        )
    first = last = best
    while first > 0 and last - first + 1 < HEADING_ROWS and _is_group(rows[first - 1], grouped):
        first -= 1
    while last + 1 < len(rows) and last - first + 1 < HEADING_ROWS and guesser.all_understood(rows[last + 1]):
        last += 1
    return first, last


def _is_group(row: Row, grouped: frozenset[int]) -> bool:
    """Whether a row divides the columns into groups; one that says the same all over is a title."""
    return row.number in grouped and len({cell.text for cell in row.cells if cell}) > 1


def _repeats(row: Row, heads: Sequence[Row]) -> bool:
    """Whether the headings stand here again, as they do where every page begins with them."""
    return any(row.cells == head.cells for head in heads)


def _named(parts: Sequence[tuple[str, ...]]) -> tuple[Heading, ...]:
    """Return the headings, each with a name of its own: a column without a heading is called by its letter."""
    names: list[str] = []
    for index, texts in enumerate(parts):
        name = " ".join(" ".join(texts).split()) or f"kolumn {letter(index)}"
        names.append(name if name not in names else f"{name} (kolumn {letter(index)})")
    return tuple(Heading(index, name, parts[index]) for index, name in enumerate(names))


class Guesser(Struct, frozen=True, dict=True):
    """What headings are likely to mean in this register."""

    policy: Policy

    def understood(self, row: Row) -> int:
        """Return how many different fields the cells of a row name exactly."""
        return len({str(target) for cell in row.cells if (target := self._exact(cell.text))})

    def all_understood(self, row: Row) -> bool:
        """Whether every cell of a row that holds anything names a field exactly, and at least two do."""
        texts = [cell.text for cell in row.cells if cell]
        return len(set(texts)) >= ENOUGH and all(self._exact(text) is not None for text in texts)

    def targets(self, table: Table) -> dict[str, Target]:
        """Return a target for every column: each field once (but for the notes), the best heading first."""
        ranked: dict[str, tuple[int, Target]] = {heading.name: self._best(heading, table) for heading in table.headings}
        taken: set[str] = set()
        found: dict[str, Target] = {}
        for name, (_, target) in sorted(ranked.items(), key=lambda row: row[1][0]):
            free = target.route in (NOTES, NOWHERE) or str(target) not in taken
            found[name] = target if free else Target(NOTES)
            taken.add(str(found[name]))
        return {heading.name: found[heading.name] for heading in table.headings}

    def _best(self, heading: Heading, table: Table) -> tuple[int, Target]:
        """Return how sure a guess is (0 is surest) and the guess."""
        texts = [*reversed(heading.parts), heading.name]  # of several rows of headings, the lowest says it best
        for sureness, look in ((0, self._exact), (200, self._near), (400, self._within)):
            for text in texts:
                if found := look(text):
                    return sureness + self._rank(text, found), found
        if self._holds_addresses(heading, table):
            return 600, Target("url")
        return 800, Target(NOTES)

    def is_exact(self, heading: Heading) -> bool:
        """Whether a column is called as a sheet of the register calls it."""
        return heading.name in {column.heading for column in columns()}

    @staticmethod
    def _rank(text: str, target: Target) -> int:
        called = CALLED.get(target.route, ())
        return called.index(found) if (found := _plain(text)) in called else 0

    def _exact(self, text: str) -> Target | None:
        return self._names.get(_plain(text)) or self._names.get(_plain(_CAMEL.sub(" ", text)))

    def _near(self, text: str) -> Target | None:
        close = get_close_matches(_plain(text), self._names, 1, NEAR) if len(text) > 3 else []
        return self._names[close[0]] if close else None

    def _within(self, text: str) -> Target | None:
        """Look for a name as some of the words of a longer heading, a name of many words before one of few."""
        words = _plain(text).split()
        if TELLING.intersection(words):
            return Target(NOWHERE)
        platform = next((one for word in words if (one := self._names.get(word)) and one.platform), None)
        if platform:
            return Target("platform_id", platform.platform) if {"id", "nummer"} & set(words) else platform
        found = [
            (len(name.split()), -start, name)
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
            if (name := " ".join(words[start:end])) in self._names
        ]
        target = self._names[max(found)[2]] if found else None
        return _dated(target) if target and OF_A_DAY & set(words) else target

    def _holds_addresses(self, heading: Heading, table: Table) -> bool:
        texts = [cell.link or cell.text for cell in table.cells(heading) if cell][:LOOKED_THROUGH]
        return bool(texts) and sum(map(self._is_address, texts)) >= MOSTLY * len(texts)

    def _is_address(self, text: str) -> bool:
        try:
            return "/" in text and account_at(text, *self._world) is not None
        except ValueError:
            return False

    @cached_property
    def _world(self) -> tuple[list[Platform], tuple[str, ...]]:
        return list(self.policy.platforms.values()), self.policy.organisation.domains

    @cached_property
    def _names(self) -> Mapping[str, Target]:
        """Every name of a column that is known, in plain form, with what it means."""
        found: dict[str, Target] = {_plain(word): Target(NOWHERE) for word in PRIVATE}
        for platform in self.policy.platforms.values():
            for name in filter(None, (platform.id, platform.name, platform.formerly)):
                found[_plain(name)] = Target("url", platform.id)
        for route, names in CALLED.items():
            found |= {_plain(name): Target(route) for name in names}
        for column in columns():
            found |= {_plain(column.route): Target(column.route), _plain(column.heading): Target(column.route)}
        return found


def _dated(target: Target) -> Target:
    """Return the day of what a target says who did: "Godkänd av chef (datum)"."""
    day = f"{target.route.removesuffix('.by')}.on"
    return Target(day) if target.route.endswith(".by") and any(column.route == day for column in columns()) else target


def _plain(text: str) -> str:
    """Return a heading in small letters, with spaces in place of everything but letters and digits."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
