"""Spreadsheets for the tests of import and export: made as people make them, read as the command reads them."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[Any]]

HEADINGS = ("Kanal", "Länk", "Verksamhet", "Ansvarig", "Ersättare", "Syfte")
MUSEUM = (
    "Facebook",
    "https://www.facebook.com/museetmini",
    "Kulturhuset",
    "Bibliotekarie",
    "Kulturchef",
    "Visa samlingar",
)


def as_csv(rows: Rows, separator: str = ";") -> str:
    """Return rows as a program writes them, with quotation marks where they are needed."""

    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if any(char in cell for char in f'{separator}"\n') else cell

    return "".join(separator.join(quoted(str(cell)) for cell in row) + "\r\n" for row in rows)


def workbook(path: Path, rows: Rows, dress: Callable[[Worksheet], None] | None = None) -> Path:
    """Write a workbook of one sheet; `dress` does to it what people do besides."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Konton"
    for row in rows:
        sheet.append(list(row))
    if dress:
        dress(sheet)
    book.save(path)
    return path


def changed(path: Path, id: str, cells: dict[str, Any]) -> None:
    """Change cells of an account in an exported workbook, by heading, as somebody does in Excel."""
    book = load_workbook(path)
    sheet = book["Konton"]
    columns = {sheet.cell(1, index).value: index for index in range(1, sheet.max_column + 1)}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == id)
    for heading, value in cells.items():
        sheet.cell(row, columns[heading]).value = value
    book.save(path)


def with_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of a workbook behind the back of every program that writes such files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content) if part.filename == name else content)
    path.write_bytes(stream.getvalue())
    return path
