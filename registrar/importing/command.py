"""The command `kanalboken import`: accounts from a spreadsheet, or one account from a file of its own."""

from __future__ import annotations

import argparse
import stat
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from checks.command_line import Refused
from checks.finding import Finding
from checks.policy.policy import Policy
from checks.policy.tree import DATA
from checks.policy.words import listing
from checks.report import as_text
from checks.run import is_technical
from checks.whole_file import write_whole
from registrar.errand import CLEAN, DRY_RUN, FINDINGS, Errand, errand
from registrar.importing import mapping, telling
from registrar.importing.attachment import attached, is_account
from registrar.importing.delimited import read_delimited
from registrar.importing.headings import Guesser, Table, table_of
from registrar.importing.mapping import Meaning
from registrar.importing.merging import Merging
from registrar.importing.outcome import Outcome
from registrar.importing.records import read_json, read_records, read_yaml
from registrar.importing.remarks import Weight
from registrar.importing.table import MAX_BYTES, Sheet
from registrar.importing.understanding import Understanding
from registrar.importing.workbook import read_workbook
from registrar.trial import as_diff, new_findings, tried
from registrar.writing import write

WORKBOOKS, TEXTS, YAML, JSON = (".xlsx", ".xlsm"), (".csv", ".tsv", ".txt"), (".yaml", ".yml"), (".json",)
TRIES = 5
TOLERATE = "Ange --complete-by ÅÅÅÅ-MM-DD: då skrivs kontot in, och luckorna är varningar till och med den dagen."


def bring_in(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Read accounts from a file and write those that the checks let through. Exit code 1 if a person has to look at
    something: a row that was not taken, a cell that was not understood, a conflict."""
    source = Path(arguments.source)
    raw = _content(source, root)
    work = errand(root, clock, arguments)
    ending = source.suffix.lower()
    if ending in (*YAML, *JSON):
        value = read_yaml(raw) if ending in YAML else read_json(raw)
        if is_account(value):
            return _one_account(work, source, raw, value)
        sheet = read_records(value)
    elif ending in WORKBOOKS:
        sheet = read_workbook(raw, arguments.sheet)
    elif ending in TEXTS:
        sheet = read_delimited(raw)
    else:
        raise Refused(f"{source.name} slutar på något annat än .xlsx, .csv, .yaml eller .json. Spara om filen.")
    return _many(work, source, sheet)


def _content(source: Path, root: Path) -> bytes:
    """Return the bytes of a plain file. Raises Refused for what is none, is too big or belongs to the register."""
    mode = source.stat().st_mode
    if not stat.S_ISREG(mode):
        raise Refused(f"{source} är ingen vanlig fil. Ange kalkylarkets fil.")
    if source.resolve().is_relative_to((root / DATA).resolve()):
        raise Refused(f"{source} ligger i {DATA}. Lägg filen någon annanstans: där ligger bara registrets egna filer.")
    with source.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise Refused(f"{source.name} är större än {MAX_BYTES // 1_000_000} MB. Spara bara tabellen i en egen fil.")
    return raw


def _one_account(work: Errand, source: Path, raw: bytes, value: dict[str, object]) -> int:
    change = attached(work.root, source, raw, value, work.policy)
    if change is None:
        print("Registret säger redan allt som står i filen. Inget är ändrat.")
        return CLEAN
    if work.carry_out([change]) is None:
        return FINDINGS
    if not work.arguments.dry_run:
        print(f"{as_diff([change])}\n{change.path} är skriven.")
    return CLEAN


def _many(work: Errand, source: Path, sheet: Sheet) -> int:
    guesser = Guesser(work.policy)
    table = table_of(sheet, guesser)
    meaning = _meaning(work, source, table, guesser)
    own = all(map(guesser.is_exact, table.headings))
    print(telling.columns_told(sheet, table, meaning, source.name, own=own), end="\n\n")
    complete_by = _complete_by(work)
    outcomes = Merging(work.root, Understanding(work.policy, meaning), complete_by).outcomes(table, sheet.basis)
    gaps, after = _tried(work, outcomes, told=complete_by is not None)
    changes = [one.change for one in outcomes if one.change]
    print(telling.rows_told(outcomes, work.policy), end="\n\n")
    if changes and not work.arguments.dry_run:
        write(work.root, changes)
    if not own:
        _save(work, source, meaning)
    for told in filter(None, (telling.repeated(outcomes), telling.gaps_told(gaps, after))):
        print(told, end="\n\n")
    print(telling.summary(outcomes))
    if any(one.entry.notes and one.change for one in outcomes):
        print("Läs anteckningarna innan du sparar i git: en maskin känner inte igen alla namn på personer.")
    if work.arguments.dry_run:
        print(DRY_RUN)
    return FINDINGS if telling.needs_a_person(outcomes) else CLEAN


def _complete_by(work: Errand) -> date | None:
    day: date | None = work.arguments.complete_by
    if day and day <= work.policy.today:
        raise Refused(f"{day} har redan varit. Ange ett senare datum med --complete-by.")
    return day


def _meaning(work: Errand, source: Path, table: Table, guesser: Guesser) -> Meaning:
    """Return what the columns mean: by the mapping, if there is one, and guessed for those that it does not name."""
    chosen = work.arguments.mapping
    path = Path(chosen) if chosen else mapping.beside(source)
    given = mapping.read_mapping(path, work.policy) if chosen or path.exists() else Meaning({})
    guessed = {name: (target,) for name, target in guesser.targets(table).items()}
    if strange := [name for name in given.columns if name not in guessed]:
        print(f"{path} nämner kolumner som inte finns i filen: {listing(strange)}.")
    columns = {name: targets for name, targets in given.columns.items() if name in guessed}
    others = {name: guessed[name] for name in guessed if name not in columns}
    return Meaning({**columns, **others}, given.constants, given.values)


def _save(work: Errand, source: Path, meaning: Meaning) -> None:
    """Keep what was guessed beside the file, unless a mapping was given or is there already."""
    path = mapping.beside(source)
    if work.arguments.mapping or work.arguments.dry_run or path.exists():
        return
    write_whole(path, mapping.as_text(meaning).encode())
    print(f"Så lästes kolumnerna: {path}. Är någon fel, ändra där och kör kommandot igen.\n")


def _tried(work: Errand, outcomes: Sequence[Outcome], *, told: bool) -> tuple[tuple[Finding, ...], Policy]:
    """Let go of the changes that the checks would refuse; the new findings that remain, and the data as it would be.

    Raises Refused if something else than the rows would be refused.
    """
    wrong: list[Finding] = []
    for _ in range(TRIES):
        changes = [one.change for one in outcomes if one.change]
        if not changes:
            return (), work.policy
        findings, after = tried(work.root, work.clock, work.arguments.as_of, changes)
        new = new_findings(findings, work.policy)
        wrong = [one for one in new if one.stops]
        if not wrong:
            return new, after
        refused = [one for one in outcomes if one.change and any(one.change.path == bad.file for bad in wrong)]
        if not refused:
            break
        for outcome in refused:
            assert outcome.change
            _refuse(outcome, [one for one in wrong if one.file == outcome.change.path], told=told)
    hint = "" if told else f" {TOLERATE}"
    raise Refused(f"{as_text(wrong)}Så skulle det bli, och det går inte igenom. Inget är skrivet.{hint}")


def _refuse(outcome: Outcome, wrong: Sequence[Finding], *, told: bool) -> None:
    """Let go of an account's change and say why. What a new one merely lacks is counted; it may be tolerated."""
    outcome.change = None
    gaps = [one for one in wrong if not is_technical(one.check)] if outcome.new and not told else []
    for one in wrong:
        if one not in gaps:
            outcome.entry.remark("", f"{one.check}: {one.sentence}", one.remedy, Weight.REFUSED)
    if gaps:
        sentence = f"Kontot saknar det som riktlinjerna kräver ({len(gaps)} fel)."
        outcome.entry.remark("", sentence, TOLERATE, Weight.REFUSED)
