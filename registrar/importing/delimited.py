"""Text with separators, as spreadsheets and other systems export it: whatever encoding and separator it has."""

from __future__ import annotations

import codecs
import csv
import io
from statistics import median

from checks.command_line import Refused
from checks.sheet import unguarded
from registrar.importing.table import MAX_COLUMNS, MAX_ROWS, Cell, Row, Sheet, tidied

SEPARATORS = (";", "\t", ",", "|")
TRIED = 50  # rows that show which separator it is

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(content: bytes) -> Sheet:
    """Return the rows of a CSV file. Raises Refused for what is no such text."""
    text, encoding = _decoded(content)
    first, _, rest = text.partition("\n")
    separator = ""
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == 5:  # a line that Excel writes for itself
        separator, text = first[4], rest
    skipped = int(bool(separator))
    separator = separator or _separator(text)
    rows = []
    for number, cells in enumerate(_parsed(text, separator), 1 + skipped):
        if number > MAX_ROWS:
            raise Refused(f"Filen har fler än {MAX_ROWS} rader. Dela upp den.")
        if len(cells) > MAX_COLUMNS:
            raise Refused(f"Rad {number} har {len(cells)} kolumner, fler än {MAX_COLUMNS}. Stämmer skiljetecknet?")
        rows.append(Row(number, tuple(Cell(unguarded(tidied(cell))) for cell in cells)))
    named = {";": "semikolon", "\t": "tabb", ",": "komma", "|": "lodstreck"}.get(separator, f"”{separator}”")
    return Sheet(tuple(rows), remarks=(f"Filen lästes som {encoding} med {named} mellan kolumnerna.",))


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text and what its encoding is called."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    try:
        if encoding:
            text, name = content.decode(encoding), encoding.upper().removesuffix("-SIG")
        else:
            text, name = _without_mark(content)
    except UnicodeDecodeError as error:
        raise Refused(
            f"Filen går inte att läsa som text (tecken {error.start + 1}). Spara om den som ”CSV UTF-8” i Excel."
        ) from None
    if "\0" in text:
        raise Refused("Filen är ingen text. Spara om kalkylarket som .xlsx eller .csv.")
    return text.removeprefix("\ufeff"), name


def _without_mark(content: bytes) -> tuple[str, str]:
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252"), "Windows-1252"


def _separator(text: str) -> str:
    """Return the separator that divides the first rows into the most columns."""

    def width(separator: str) -> float:
        rows = [
            len(cells) for _, cells in zip(range(TRIED), _parsed(text, separator, strict=False), strict=False) if cells
        ]
        return median(rows) if rows else 0

    return max(SEPARATORS, key=width)


def _parsed(text: str, separator: str, *, strict: bool = True) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if not strict and len(rows) >= TRIED:
                break
    except csv.Error:
        if strict:
            raise Refused(
                f"Rad {len(rows) + 1} går inte att läsa: ett citattecken står fel eller stängs aldrig. "
                "Spara om filen i kalkylprogrammet, eller rätta raden."
            ) from None
    return rows
