"""Excel workbooks: one sheet of text, whatever its cells are made of, and nothing in the file is run or trusted."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree as ET

from msgspec import Struct, field
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, range_boundaries

from checks.command_line import Refused
from checks.sheet import BASIS
from registrar.importing.table import EMPTY, MAX_COLUMNS, MAX_ROWS, Cell, Row, Sheet, letter, tidied

MAX_UNPACKED = 150_000_000
MAX_PARTS = 2_000
MAX_LINKS = 50_000
HEADING_ROWS = 3

_DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_NAMESPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# What stands after the rows of a sheet, and the rows that hold anything, found without building a million empty ones.
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\b[^>]*>")
_RANGE = re.compile(r"[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*?(?<!/)>')
_LINKING = re.compile(r'\s*=\s*HYPERLINK\(\s*"([^"]*)"', re.IGNORECASE)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")  # two or four bytes a letter hide a declaration from that


class _Around(Struct, frozen=True):
    """What belongs to a sheet besides its rows: merged ranges, links by cell, and where it ends."""

    merged: tuple[tuple[int, int, int, int], ...] = ()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0


def read_workbook(content: bytes, wanted: str | None) -> Sheet:
    """Return the sheet with the wanted name, or the only visible one that holds anything. Raises Refused for what is no
    workbook, is protected by a password, or is too big when unpacked."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not keep (styles, charts) is nothing to an import
        return _read(content, wanted)


def _read(content: bytes, wanted: str | None) -> Sheet:
    archive = _unpacked(content)
    values, formulas = _opened(content, data_only=True), _opened(content, data_only=False)
    filled = {sheet.title: around for sheet in values.worksheets if (around := _around(archive, sheet)).last_row}
    name = _chosen(values, filled, wanted)
    around = filled.get(name, _Around())
    if around.last_row > MAX_ROWS:
        raise Refused(
            f"Bladet {name} har innehåll ända till rad {around.last_row}, och gränsen är {MAX_ROWS}. "
            "Ta bort det som inte hör till tabellen, eller dela upp den."
        )
    rows = tuple(_rows(values[name], formulas[name], around))
    basis = _basis(values, filled) if BASIS in filled else None
    return Sheet(
        rows=_spread(rows, around.merged),
        name=name,
        basis=basis,
        remarks=tuple(_said(around)),
        grouped=_grouped(around.merged),
    )


def _unpacked(content: bytes) -> zipfile.ZipFile:
    """Return the file as an archive that can't fill the memory and declares no entities."""
    if content.startswith(_OLD_EXCEL):
        raise Refused("Arbetsboken har lösenord eller är av äldre slag (.xls). Spara om den som .xlsx utan lösenord.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Refused("Arbetsboken blir orimligt stor när den packas upp. Kopiera tabellen till en ny arbetsbok.")
        for part in parts:
            text = archive.read(part)  # whatever it is called: a sheet may lie in a part of any name
            if _DECLARES.search(text) or text.startswith(_WIDE):
                raise Refused("Arbetsboken har delar som Excel aldrig skriver. Kopiera tabellen till en ny.")
    except _DAMAGED:
        raise Refused("Filen är ingen arbetsbok, eller så är den skadad. Öppna den i Excel och spara om den.") from None
    return archive


def _opened(content: bytes, *, data_only: bool) -> Any:
    try:
        return load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a damaged part happens to lead to
        raise Refused("Arbetsboken går inte att läsa. Öppna den i Excel och spara om den som .xlsx.") from None


def _chosen(book: Any, filled: Mapping[str, _Around], wanted: str | None) -> str:
    names = [sheet.title for sheet in book.worksheets]
    if wanted is not None:
        if found := next((name for name in names if name.casefold() == wanted.strip().casefold()), None):
            return str(found)
        raise Refused(f"Bladet ”{wanted}” finns inte. Bladen heter {', '.join(names)}.")
    visible = [sheet.title for sheet in book.worksheets if sheet.title in filled and sheet.sheet_state == "visible"]
    if not visible:
        raise Refused("Arbetsboken är tom: inget synligt blad har något innehåll.")
    if len(visible) > 1:
        raise Refused(f"Arbetsboken har flera blad: {', '.join(visible)}. Välj ett med --sheet.")
    return str(visible[0])


def _around(archive: zipfile.ZipFile, sheet: Any) -> _Around:
    path = sheet._worksheet_path  # noqa: SLF001 - openpyxl says nowhere else which part a sheet is
    content = archive.read(path)
    tail = content[max(content.rfind(b"</sheetData>"), content.rfind(b":sheetData>"), 0) :]
    merged = tuple(_bounds(found[1].decode()) for found in _MERGED.finditer(tail))
    places = {(found[1], int(found[2])) for found in _FILLED.finditer(content)}
    if not places and b"<v>" in content:
        places = {(letter(MAX_COLUMNS - 1).encode(), MAX_ROWS)}  # cells without names, which some programs write
    columns = [column_index_from_string(name.decode()) for name in {name for name, _ in places}]
    return _Around(
        merged, _links(archive, path, tail), max((row for _, row in places), default=0), max(columns, default=0)
    )


def _bounds(range_: str) -> tuple[int, int, int, int]:
    first_column, first_row, last_column, last_row = range_boundaries(range_)
    return int(first_row or 1), int(first_column or 1), int(last_row or 1), int(last_column or 1)


def _links(archive: zipfile.ZipFile, path: str, tail: bytes) -> dict[tuple[int, int], str]:
    """Return where cells lead, by row and column (from 1)."""
    folder, _, name = path.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in ET.fromstring(archive.read(relations))  # noqa: S314 - it declares nothing, see _unpacked
        if one.get("TargetMode") == "External"
    }
    found: dict[tuple[int, int], str] = {}
    for element in _LINK.finditer(tail):
        attributes = {key.rpartition(b":")[2]: value.decode() for key, value in _ATTRIBUTE.findall(element[0])}
        target, range_ = targets.get(attributes.get(b"id", ""), ""), attributes.get(b"ref", "")
        if (
            target
            and re.fullmatch(r"[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?", range_)
            and len(found) < MAX_LINKS
        ):
            row, column, _, _ = _bounds(range_)
            found[row, column] = target
    return found


def _rows(values: Any, formulas: Any, around: _Around) -> Iterator[Row]:
    end = {"max_row": min(around.last_row, MAX_ROWS), "max_col": min(around.last_column, MAX_COLUMNS)}
    pairs = zip(_raw_rows(values, end), _raw_rows(formulas, end), strict=False)
    for number, (row, written) in enumerate(pairs, 1):
        cells = tuple(
            _cell(cell, other, around.links.get((number, index), ""))
            for index, (cell, other) in enumerate(zip(row, written, strict=False), 1)
        )
        yield Row(number, _trimmed(cells))


def _raw_rows(sheet: Any, end: Mapping[str, int]) -> Iterator[Any]:
    try:
        yield from sheet.iter_rows(**end)
    except Exception:  # noqa: BLE001 - openpyxl reads a sheet when its rows are asked for, see _opened
        raise Refused("Bladet går inte att läsa. Öppna arbetsboken i Excel och spara om den som .xlsx.") from None


def _trimmed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _cell(cell: Any, written: Any, link: str) -> Cell:
    value, formula = cell.value, written.value if written.data_type == "f" else None
    if formula is not None and (found := _LINKING.match(str(formula))):
        return Cell(tidied(_text(value)) or found[1], link=found[1])
    if cell.data_type == "e":
        return Cell("", fault=f"cellen visar ett fel ({value})")
    if formula is not None and value is None:
        return Cell("", fault="cellen är en formel som ingen har räknat ut")
    return Cell(tidied(_text(value)), link=link) if value is not None else EMPTY


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case time() | timedelta():
            return str(value)
    return str(value)


def _spread(rows: tuple[Row, ...], merged: tuple[tuple[int, int, int, int], ...]) -> tuple[Row, ...]:
    """Let every cell of a merged range say what the range says."""
    cells = {row.number: list(row.cells) for row in rows}
    for first_row, first_column, last_row, last_column in merged:
        line = cells.get(first_row, [])
        if first_column > len(line) or not (value := line[first_column - 1]) or last_column > MAX_COLUMNS:
            continue
        for number in range(first_row, last_row + 1):
            if (line := cells.get(number, [])) or number in cells:
                line.extend([EMPTY] * (last_column - len(line)))
                line[first_column - 1 : last_column] = [value] * (last_column - first_column + 1)
    return tuple(Row(row.number, _trimmed(tuple(cells[row.number]))) for row in rows)


def _grouped(merged: tuple[tuple[int, int, int, int], ...]) -> frozenset[int]:
    """Return the rows in which a cell spans some columns, as a heading above others does."""
    return frozenset(
        row
        for first, left, last, right in merged
        if right > left and last - first < 3
        for row in range(first, last + 1)
    )


def _said(around: _Around) -> Iterator[str]:
    for first_row, first_column, last_row, last_column in around.merged[:20]:
        yield (
            f"Sammanslagna celler {letter(first_column - 1)}{first_row}–{letter(last_column - 1)}{last_row}: "
            "det som står i dem lästes som om det stod i var och en."
        )
    if len(around.merged) > 20:
        yield f"… och {len(around.merged) - 20} sammanslagna områden till."


def _basis(book: Any, filled: Mapping[str, _Around]) -> dict[str, dict[str, str]]:
    """Return what was exported, by id and heading; what nobody sees is taken away as it is from the other cells."""
    around = filled[BASIS]
    rows = book[BASIS].iter_rows(max_row=min(around.last_row, MAX_ROWS), max_col=min(around.last_column, MAX_COLUMNS))
    headings, *lines = ([tidied(_text(cell.value)) for cell in row] for row in rows)
    return {line[0]: dict(zip(headings, line, strict=False)) for line in lines if line and line[0]}
