"""The command `kanalboken export`: the whole register as a sheet for those who keep it. It is internal.

What comes out can be edited and read back by `kanalboken import`: a workbook holds besides, in a hidden sheet, what was
exported, so that only cells that somebody has changed are changed in the register.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from checks.command_line import Refused
from checks.policy.policy import Policy
from checks.policy.tree import DATA, PAGES
from checks.policy.words import listing
from checks.run import open_policy
from checks.sheet import BASIS, NO, SEPARATOR, SHEET, YES, Column, Names, cell, columns, guarded
from checks.whole_file import write_whole
from hooks.exports.tables import table

WIDEST, NARROWEST = 44, 11
MORE_ROWS = 200  # below the accounts there are, also have lists to choose from
LONGEST_CHOICE = 255  # Excel's limit for a list of choices that stands in the cell's own rule

PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"<dcterms:modified\b.*?</dcterms:modified>", re.DOTALL)

Grid = Sequence[Sequence[str]]


def export(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Write the register to a new file. Its ending says in what form: .xlsx, .csv or .json."""
    target = Path(arguments.target)
    form = FORMS.get(target.suffix.lower())
    if form is None:
        raise Refused(f"{target.name} slutar inte på .xlsx, .csv eller .json. Ge filen ett sådant namn.")
    if target.exists():
        raise Refused(f"{target} finns redan och kan vara ändrad. Ange ett annat namn, eller flytta den först.")
    if any(target.resolve().is_relative_to((root / folder).resolve()) for folder in (DATA, PAGES)):
        raise Refused(f"Registret är internt. Skriv det någon annanstans än i mapparna {DATA} och {PAGES}.")
    policy = open_policy(root, clock, arguments.as_of)
    if missing := sorted(policy.known["account"] - policy.accounts.keys()):
        raise Refused(
            f"{listing(missing)} går inte att läsa och skulle saknas i arket. Rätta det som `kanalboken check` säger."
        )
    write_whole(target, form(policy))
    print(f"{target} är skriven: {len(policy.accounts)} konton. Ändringar läses in med `kanalboken import {target}`.")
    return 0


def grid(policy: Policy) -> Grid:
    """Return the register as rows of cells, the headings first, the accounts in the order of their ids."""
    names = Names(policy)
    rows = [[cell(account, column, names) for column in columns()] for _, account in sorted(policy.accounts.items())]
    return [[column.heading for column in columns()], *rows]


def as_workbook(policy: Policy) -> bytes:
    """Return the register as an Excel workbook: text only, so that nothing in it is run."""
    book, rows = Workbook(), grid(policy)
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _fill(sheet, rows)
    _lay_out(sheet, rows)
    names = Names(policy)
    for index, column in enumerate(columns(), 1):
        _offer(sheet, index, len(rows) + MORE_ROWS, _choices(column, names))
    basis = book.create_sheet(BASIS)
    _fill(basis, rows)
    basis.sheet_state = "hidden"
    return _saved(book, policy.today)


def _saved(book: Workbook, today: date) -> bytes:
    """Return a workbook as bytes that are the same every time: openpyxl would write what o'clock it is."""
    stream, settled = io.BytesIO(), io.BytesIO()
    book.properties.created = datetime.combine(today, time())
    try:
        book.save(stream)
    except Exception as error:
        # openpyxl writes each sheet to the disk, through lxml if it is there, which has its own name for a full disk.
        if not type(error).__module__.startswith("lxml."):
            raise
        raise Refused("Arbetsboken gick inte att skriva. Kontrollera att det finns plats på disken.") from None
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == PROPERTIES:
                content = _MODIFIED.sub(b"", content)
            archive.writestr(zipfile.ZipInfo(part.filename), content, zipfile.ZIP_DEFLATED)
    return settled.getvalue()


def _fill(sheet: Worksheet, rows: Grid) -> None:
    for number, row in enumerate(rows, 1):
        for index, text in enumerate(row, 1):
            if text:
                made = sheet.cell(number, index)
                made.value = text
                made.data_type = "s"  # whatever it begins with
                made.number_format = "@"
                made.quotePrefix = text != guarded(text)


def _lay_out(sheet: Worksheet, rows: Grid) -> None:
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"
    sheet.row_dimensions[1].height = 32
    for index, texts in enumerate(zip(*rows, strict=True), 1):
        longest = max(len(line) for text in texts for line in text.split(SEPARATOR))
        sheet.column_dimensions[get_column_letter(index)].width = min(max(longest + 2, NARROWEST), WIDEST)
        sheet.cell(1, index).font = Font(bold=True)
    for row in sheet.iter_rows():
        for made in row:
            made.alignment = Alignment(wrap_text=True, vertical="top")


def _choices(column: Column, names: Names) -> Sequence[str]:
    """Return what a cell can be chosen from; nothing if it is free, or holds a list."""
    if column.many:
        return ()
    if column.form == "boolean":
        return (YES, NO)
    return (*column.choices.values(), *names.by_id.get(column.form, {}).values())


def _offer(sheet: Worksheet, index: int, last: int, choices: Sequence[str]) -> None:
    """Let a column's cells be chosen from a list, if it is short enough and no choice would be taken apart."""
    text = ",".join(choices)
    if not choices or len(text) > LONGEST_CHOICE or any("," in one or '"' in one for one in choices):
        return
    rule = DataValidation("list", formula1=f'"{text}"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Finns inte", "Välj ett värde i listan."
    letter = get_column_letter(index)
    rule.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(rule)


def as_text(policy: Policy) -> bytes:
    """Return the register as a table that a Swedish Excel opens."""
    headings, *rows = grid(policy)
    return table(headings, rows)


def as_records(policy: Policy) -> bytes:
    """Return the register as JSON: a list of accounts, what their cells say by heading, without the empty ones."""
    headings, *rows = grid(policy)
    records = [{heading: text for heading, text in zip(headings, row, strict=True) if text} for row in rows]
    return (json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode()


FORMS: dict[str, Callable[[Policy], bytes]] = {".xlsx": as_workbook, ".csv": as_text, ".json": as_records}
