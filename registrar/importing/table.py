"""What every kind of file becomes before anybody understands it: rows of cells that know where they stood."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from msgspec import Struct, field

MAX_BYTES = 20_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 400

# What is seen as an ordinary space, and what nobody sees at all or what turns text round.
_AS_SPACE = dict.fromkeys(map(ord, "\t\u00a0\u2007\u2009\u200a\u202f\u3000"), " ")
_AS_NOTHING = dict.fromkeys(
    [
        *map(ord, "\u00ad\u034f\u061c\u180e\ufeff"),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
    ]
)


class Cell(Struct, frozen=True):
    """The text of a cell, where it links to, and why it could not be read, if so (Swedish)."""

    text: str
    link: str = ""
    fault: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.fault)


EMPTY = Cell("")


class Row(Struct, frozen=True):
    """A row as the file counts it (from 1), with its cells from the first column."""

    number: int
    cells: tuple[Cell, ...]

    def __bool__(self) -> bool:
        return any(self.cells)


class Sheet(Struct, frozen=True):
    """What a file holds. `headings` are known where the file itself names every value, as YAML and JSON do; `basis` is
    what was exported, by id and heading; `remarks` are sentences about how it was read."""

    rows: tuple[Row, ...]
    name: str = ""
    headings: tuple[str, ...] = ()
    basis: Mapping[str, Mapping[str, str]] | None = None
    remarks: tuple[str, ...] = ()
    grouped: frozenset[int] = field(default_factory=frozenset)  # rows in which a cell spans some columns


def letter(index: int) -> str:
    """Return what a spreadsheet calls a column (from 0): A, B … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def tidied(text: str) -> str:
    """Return a text without what nobody sees: invisible characters, spaces around lines and empty lines."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    plain = plain.translate(_AS_SPACE).translate(_AS_NOTHING)
    plain = "".join(
        char if char == "\n" or not unicodedata.category(char).startswith(("C", "Zl", "Zp")) else " " for char in plain
    )
    return "\n".join(line for line in (" ".join(part.split()) for part in plain.split("\n")) if line)
