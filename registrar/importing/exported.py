"""A row of a sheet that was exported from the register: the cells that somebody has changed since then, and no others.

What is changed in the register meanwhile, too, is a conflict, and people decide it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from checks.policy.model.register import Account
from registrar.importing.entry import Entry
from registrar.importing.headings import Heading, Table
from registrar.importing.outcome import Edit, Outcome, edited
from registrar.importing.register import Register
from registrar.importing.remarks import Weight
from registrar.importing.saying import IDENTITY, Said
from registrar.importing.table import EMPTY, Cell, Row
from registrar.importing.targets import NOTES, Target
from registrar.importing.understanding import COLUMNS, REQUIRED, Understanding

KEPT = "Registret behålls som det är. Rätta det som är fel, där eller i arket."
RENAMED = "Har kontot bytt namn? Ta det med `kanalboken account rename` i stället, så minns registret det gamla."
Basis = Mapping[str, Mapping[str, str]]


class Exported(Struct, frozen=True):
    """Lays exported rows beside the register below `root`; `basis` is what was exported, by id and heading."""

    root: Path
    register: Register
    understanding: Understanding
    basis: Basis

    def divided(self, table: Table) -> tuple[list[Row], Table]:
        """Return the rows that were exported, and the table without them."""
        id = _id_of(table)
        if id is None or not self.basis:
            return [], table
        rows = [row for row in table.rows if id.index < len(row.cells) and row.cells[id.index].text in self.basis]
        numbers = {row.number for row in rows}
        others = tuple(row for row in table.rows if row.number not in numbers)
        return rows, Table(table.headings, others, table.heading_rows)

    def outcome(self, row: Row, table: Table) -> Outcome:
        """Return what comes of a row that was exported."""
        id = _id_of(table)
        assert id is not None
        name = row.cells[id.index].text
        account, basis = self.register.policy.accounts.get(name), self.basis[name]
        if account is None:
            outcome = Outcome(Entry(row.number))
            sentence = f"Kontot `{name}` finns inte längre i registret."
            outcome.entry.remark(id.column, sentence, "Ta bort raden, eller töm cellen så blir det ett nytt konto.")
            return outcome
        touched = [
            one for one in self._cells(row, table) if one.cell.fault or one.cell.text != basis.get(one.heading, "")
        ]
        changed, emptied = [one for one in touched if one.cell], [one for one in touched if not one.cell]
        entry = Entry(row.number, partial=True)
        if changed:
            entry = self.understanding.entry(row.number, [*changed, *_unchanged(account, changed)], partial=True)
        outcome = Outcome(entry, account.id)
        self._take(outcome, account, {one.target.route for one in changed}, basis)
        for one in emptied:
            self._empty(outcome, account, one, basis)
        if entry.refused:
            outcome.edits.clear()
        outcome.change = edited(self.root, account, outcome.edits, self.register)
        return outcome

    def _cells(self, row: Row, table: Table) -> Iterator[Said]:
        for heading in table.headings:
            cell = row.cells[heading.index] if heading.index < len(row.cells) else EMPTY
            for target in self.understanding.meaning.columns.get(heading.name, ()):
                if target.route != "id":
                    yield Said(heading.name, heading.column, target, cell)

    def _take(self, outcome: Outcome, account: Account, changed: set[str], basis: Mapping[str, str]) -> None:
        """Take the values that were changed; with one part of who an account is, the others may change too."""
        entry = outcome.entry
        wanted = changed | set(IDENTITY) if changed & set(IDENTITY) else changed
        for route, value in entry.values.items():
            if route in wanted and value != self.register.raw(account, route):
                self._want(outcome, account, route, value, basis)
        if entry.notes and (text := str(entry.data[NOTES])) != account.notes:
            self._want(outcome, account, NOTES, text, basis)

    def _want(self, outcome: Outcome, account: Account, route: str, value: Any, basis: Mapping[str, str]) -> None:
        now = self.register.shown(account, route)
        heading = COLUMNS[route].heading
        if now != basis.get(heading, ""):
            sentence = f"{heading} är ändrat både i arket och i registret, där det nu står ”{now}”."
            outcome.entry.remark(outcome.entry.columns.get(route, ""), sentence, KEPT)
            return
        outcome.edits.append(Edit(route, now, self.register.in_words(value, route), value))
        if route == "handle":
            outcome.entry.remark("", RENAMED, weight=Weight.TOLD)

    def _empty(self, outcome: Outcome, account: Account, said: Said, basis: Mapping[str, str]) -> None:
        route, entry = said.target.route, outcome.entry
        now = self.register.shown(account, route)
        if route in REQUIRED:
            entry.remark(said.column, f"{said.heading} får inte vara tomt.", "Skriv in det igen.", Weight.REFUSED)
        elif now and now != basis.get(said.heading, ""):
            sentence = f"{said.heading} är tömt i arket men ändrat i registret, där det nu står ”{now}”."
            entry.remark(said.column, sentence, KEPT)
        elif now and route.partition(".")[0] not in self.register.own(account):
            sentence = f"{said.heading} kan inte tömmas: ”{now}” gäller alla konton i verksamheten eller kategorin."
            entry.remark(said.column, sentence, "Skriv vad som gäller just det här kontot.")
        elif now:
            outcome.edits.append(Edit(route, now, "", None))


def _id_of(table: Table) -> Heading | None:
    return next((one for one in table.headings if one.name == COLUMNS["id"].heading), None)


def _unchanged(account: Account, changed: Iterable[Said]) -> Iterator[Said]:
    """Yield what the register says of who the account is and where it belongs: the rest is read in that light."""
    said = {one.target.route for one in changed}
    for route in (*IDENTITY, "unit"):
        if route not in said and not (route == "handle" and "url" in said):
            yield Said(COLUMNS[route].heading, "", Target(route), Cell(str(getattr(account, route))))
