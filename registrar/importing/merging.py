"""What a sheet says, laid beside what the register says: new accounts, filled gaps, and conflicts that people decide.

Only a sheet that was exported, or that names an account by its id, changes what the register says already: somebody
meant it as it stands.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from checks.policy.model.register import Account
from registrar.account.file import account_text, free_id, path_of
from registrar.importing.entry import Entry
from registrar.importing.exported import KEPT, Basis, Exported
from registrar.importing.headings import Table
from registrar.importing.outcome import Edit, Outcome, edited
from registrar.importing.register import Register
from registrar.importing.remarks import Weight
from registrar.importing.targets import NOTES
from registrar.importing.understanding import COLUMNS, EVERYWHERE, Understanding
from registrar.writing import Change

ASKED = ("owner", "stand_in", "purpose")  # what the form asks for and a file can be without


class Merging(Struct, frozen=True):
    """Lays what is understood beside the register below `root`. New accounts are tolerated incomplete until
    `complete_by`."""

    root: Path
    understanding: Understanding
    complete_by: date | None

    def outcomes(self, table: Table, basis: Basis | None) -> list[Outcome]:
        """Return what comes of each row, in their order."""
        register = Register(self.understanding.policy)
        exported = Exported(self.root, register, self.understanding, basis or {})
        rows, others = exported.divided(table)
        found = [exported.outcome(row, table) for row in rows]
        drafts: dict[str, Outcome] = {}
        taken = set(register.policy.known["account"])
        found += [self._outcome(entry, register, drafts, taken) for entry in self.understanding.entries(others)]
        for outcome in drafts.values():
            self._finish(outcome, register)
        found.sort(key=lambda one: one.entry.row)
        _once(found)
        return found

    def _outcome(self, entry: Entry, register: Register, drafts: dict[str, Outcome], taken: set[str]) -> Outcome:
        outcome, values = Outcome(entry), entry.values
        if entry.refused or "url" not in values:
            return outcome
        known = register.policy.accounts.get(entry.id or "") or register.at(values["url"], values["platform"])
        address = register.normal(values["url"], values["platform"])
        if known is not None:
            outcome.id = known.id
            _fill(outcome, known, register)
            outcome.change = edited(self.root, known, outcome.edits, register)
        elif entry.id in register.policy.known["account"]:
            sentence = f"Kontot `{entry.id}` har en fil som inte går att läsa."
            entry.remark("", sentence, "Rätta det som `kanalboken check` säger.", Weight.REFUSED)
        elif address in drafts:
            outcome.id = drafts[address].id
            _add(drafts[address].entry, entry)
        else:
            self._begin(outcome, drafts, taken, address)
        return outcome

    def _begin(self, outcome: Outcome, drafts: dict[str, Outcome], taken: set[str], address: str) -> None:
        """Begin a new account, if enough is said of it."""
        entry, values = outcome.entry, outcome.entry.values
        self.understanding.complete(entry)
        if entry.id in taken:
            entry.remark("", f"Id:t `{entry.id}` står på en annan rad.", "Ge kontona var sitt id.", Weight.REFUSED)
        if not entry.refused:
            outcome.id = entry.id or free_id(values["unit"], values["platform"], values["handle"], taken)
            outcome.new = True
            taken.add(outcome.id)
            drafts[address] = outcome

    def _finish(self, outcome: Outcome, register: Register) -> None:
        """Make the file of a new account."""
        assert outcome.id is not None
        values = outcome.entry.data
        if self.complete_by and values.get("status") != "planned":
            values.setdefault("complete_by", self.complete_by.isoformat())
        inherited = register.inherited(values["unit"], values["category"])
        lacking = (route for route in ASKED if not values.get(route, inherited.get(route)))
        outcome.missing = tuple(COLUMNS[route].heading for route in lacking)
        outcome.change = Change(path_of(outcome.id), None, account_text(values).encode())


def _once(outcomes: list[Outcome]) -> None:
    """Let only the first of several rows change an account."""
    first: dict[str, int] = {}
    for outcome in outcomes:
        entry, path = outcome.entry, outcome.change.path if outcome.change else ""
        if path and first.setdefault(path, entry.row) != entry.row:
            outcome.change = None
            outcome.edits.clear()
            sentence = f"Rad {first[path]} ändrar samma konto, och bara den räknas."
            entry.remark("", sentence, "Slå ihop raderna, eller kör kommandot en gång till.")


def _fill(outcome: Outcome, account: Account, register: Register) -> None:
    """Take what the register lacks; if the sheet names the account by its id, also what it says otherwise."""
    entry = outcome.entry
    for route, value in entry.values.items():
        before, shown = register.raw(account, route), register.shown(account, route)
        weak = entry.columns.get(route) == EVERYWHERE and before not in (None, "", [])
        if weak or _same(route, value, before, account, register):
            continue
        said = register.in_words(value, route)
        if before in (None, "", []) or entry.id:
            outcome.edits.append(Edit(route, shown, said, value))
        else:
            sentence = f"{COLUMNS[route].heading} är ”{said}” i arket, men ”{shown}” i registret."
            entry.remark(entry.columns.get(route, ""), sentence, KEPT)
    if entry.notes and not account.notes:
        text = str(entry.data[NOTES])
        outcome.edits.append(Edit(NOTES, "", text, text))
    elif fresh := [note for note in entry.notes if note not in (account.notes or "")]:
        sentence = f"Det här har inget fält och står inte i kontots anteckning: ”{'; '.join(fresh)}”."
        entry.remark("", sentence, "Skriv in det i anteckningen om det behövs.")


def _same(route: str, value: object, before: object, account: Account, register: Register) -> bool:
    """Whether the sheet says what the register says: an address in whatever way it is written, a handle in any case."""
    if route == "url":
        return register.normal(str(value), account.platform) == register.normal(account.url, account.platform)
    return value == before or (route == "handle" and str(value).lower() == account.handle.lower())


def _add(first: Entry, second: Entry) -> None:
    """Let a second row about the same account fill what the first left open; where they differ, the first counts."""
    for route, value in second.values.items():
        if first.values.setdefault(route, value) != value:
            sentence = f"{COLUMNS[route].heading} är ett annat på rad {first.row}, som gäller samma konto."
            second.remark(second.columns.get(route, ""), sentence, f"Rad {first.row} räknas. Slå ihop raderna.")
    first.notes += [note for note in second.notes if note not in first.notes]
    second.remark("", f"Samma konto står på rad {first.row}.", weight=Weight.TOLD)
