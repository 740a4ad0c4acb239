"""The command `kanalboken egenkontroll`: sheets out, answers in, and a report to each board."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from checks.command_line import Refused
from checks.policy.attestations import repeats
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.tree import DATA, SourceFile
from checks.policy.words import listing, number
from checks.report import as_text
from checks.report.text import printable
from checks.run import Verdict, open_policy, verdicts
from checks.self_review.answers import Sheet, read_sheet, wrong
from checks.self_review.questions import questions, unanswerable
from checks.self_review.report import boards, report
from checks.self_review.sheet import of_accounts, owned, sheet
from checks.standing import lacking
from checks.whole_file import write_whole
from registrar.errand import DRY_RUN, RECOVERED
from registrar.slug import slug
from registrar.trial import tried
from registrar.writing import Change, content, recover, write
from registrar.yaml_text import as_node, dumped

FOLDER = "build/egenkontroll"
ATTESTATIONS = f"{DATA}/attestations"
HEAD = "# yaml-language-server: $schema=../../checks/schemas/attestation.json\n"


def self_review(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Write the sheets of a year, or read them back (`--read`), or write the reports to the boards (`--report`)."""
    if arguments.read and (arguments.report or arguments.output or arguments.role):
        raise Refused("--read läser in en mapp med svar. Ange den utan --report, --role och --output.")
    if arguments.read and not arguments.dry_run and recover(root):
        print(RECOVERED)
    policy = open_policy(root, clock, arguments.as_of)
    if arguments.read:
        return _read(root, clock, arguments, policy)
    year = arguments.year or policy.today.year
    folder = Path(arguments.output) if arguments.output else root / FOLDER / str(year)
    _refuse_folder(folder, root)
    said = tuple(verdicts(policy))
    if arguments.report:
        made = {folder / f"rapport-{slug(board)}.md": report(board, year, said, policy) for board in boards(policy)}
    else:
        made = _sheets(folder, year, arguments.role, said, policy)
        _refuse_answered(made)
    if not arguments.dry_run:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in made.items():
            write_whole(path, text.encode())
    for path in made:
        shown = path.relative_to(root) if path.is_relative_to(root) else path
        print(f"{'Skulle skrivas' if arguments.dry_run else 'Skrivet'}: {shown}")
    if not arguments.report:
        _say_what_next(folder, root, policy)
    return 0


def _sheets(folder: Path, year: int, role: str | None, said: Sequence[Verdict], policy: Policy) -> dict[Path, str]:
    asked = questions(policy)
    if role and role not in policy.roles:
        raise Refused(f"Det finns ingen roll ”{role}”. Id:n står i filerna i {DATA}/units.")
    if role and role not in asked:
        raise Refused(f"{policy.roles[role].title} har inga frågor att svara på.")
    lacks = lacking(said)
    return {
        folder / f"{one}.yaml": sheet(one, year, rows, lacks, policy)
        for one, rows in asked.items()
        if role in (None, one)
    }


def _refuse_answered(made: dict[Path, str]) -> None:
    """Refuse to write over a sheet in which somebody has begun to answer, or that nobody can read any more."""
    for path, text in made.items():
        if path.exists() and path.read_bytes() != text.encode():
            found, _, _ = read_sheet(path)
            if found is None or found.rows or found.on:
                raise Refused(
                    f"I {path} har någon redan börjat svara. Inget är skrivet. "
                    "Läs in svaren med --read, eller skriv de nya bladen i en annan mapp med --output."
                )


def _refuse_folder(folder: Path, root: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} är ingen mapp. Ange en mapp med --output.")
    if folder.resolve().is_relative_to((root / DATA).resolve()):
        raise Refused(f"Blad och rapporter hör inte hemma i {DATA}. Ange en annan mapp med --output.")


def _say_what_next(folder: Path, root: Path, policy: Policy) -> None:
    shown = folder.relative_to(root) if folder.is_relative_to(root) else folder
    print(f"\nSkicka bladen till rollerna. Läs in svaren med `kanalboken egenkontroll --read {shown}`.")
    if nobody := unanswerable(policy):
        titles = listing([f"”{one.title}”" for one in nobody])
        print(f"Ingen roll i registret svarar för {titles}. Ange i organisation.yaml vem det är.")


# Reading back.


def _read(root: Path, clock: date, arguments: argparse.Namespace, policy: Policy) -> int:
    sheets = _sheets_in(Path(arguments.read), policy)
    year = arguments.year
    if year and (other := [one for one in sheets if one.year != year]):
        raise Refused(f"{other[0].file.path} gäller {other[0].year}, inte {year}. Inget är skrivet.")
    answered = [one for one in sheets if one.rows]
    if not answered:
        raise Refused(f"Inget blad i {arguments.read} har något svar. Fyll i dem och kör kommandot igen.")
    lacks = lacking(verdicts(policy))
    changes = []
    for one in answered:
        findings = len(of_accounts(owned(one.role, policy), lacks))
        change = _change(root, one, findings)
        if change.before != change.after:
            changes.append(change)
    found, after = tried(root, clock, arguments.as_of, changes)
    written = {one.path for one in changes}
    if stopping := tuple(one for one in found if one.stops and one.file in written):
        raise Refused(f"{as_text(stopping)}Så skulle det bli, och det går inte igenom. Inget är skrivet.")
    for one in sheets:
        print(_told(one, policy, after))
    if arguments.dry_run:
        print(f"\n{DRY_RUN}")
    elif changes:
        write(root, changes)
        print(f"\nSkrivet i {ATTESTATIONS}: {listing([Path(one.path).name for one in changes])}.")
    else:
        print("\nInget är nytt. Allt var redan inläst.")
    return 0


def _sheets_in(folder: Path, policy: Policy) -> tuple[Sheet, ...]:
    """Return the sheets of a folder. Raises Refused with everything that is wrong in any of them."""
    if not folder.is_dir():
        raise Refused(f"{folder} är ingen mapp. Ange mappen med de ifyllda bladen.")
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".yaml", ".yml"))
    if not paths:
        raise Refused(f"I {folder} finns inga blad. De heter som rollerna och slutar på .yaml.")
    asked = questions(policy)
    sheets, complaints = [], []
    roles: dict[str, str] = {}
    for path in paths:
        one, file, problems = read_sheet(path)
        if one and one.rows:
            problems = (*problems, *wrong(one, asked, policy), *_twice(one, roles))
            roles.setdefault(one.role, file.path)
        complaints += [_complaint(problem, file) for problem in problems]
        if one:
            sheets.append(one)
    if complaints:
        raise Refused("\n".join([*complaints, "Inget är skrivet. Rätta bladen och kör kommandot igen."]))
    return tuple(sheets)


def _twice(one: Sheet, roles: dict[str, str]) -> tuple[Problem, ...]:
    if one.role not in roles:
        return ()
    told = f"Rollen `{one.role}` har svarat också i {roles[one.role]}."
    return (Problem(one.file.place / "roll", told, "Behåll det ena bladet."),)


def _complaint(problem: Problem, file: SourceFile) -> str:
    line, column = file.position(problem.place)
    return printable(f"{file.path}:{line}:{column}: {problem.sentence}") + "\n" + printable(f"    {problem.remedy}")


def _change(root: Path, one: Sheet, findings: int) -> Change:
    """Return what makes the file of a sheet's answers. Raises Refused if there is one with others."""
    assert one.on is not None, "a sheet with answers has a day"
    path = f"{ATTESTATIONS}/{one.on}-{one.role}.yaml"
    before = content(root, path)
    rows = [
        {"guideline": row.guideline}
        | ({"subjects": list(row.subjects)} if row.subjects else {})
        | {"answer": row.answer}
        | ({"looked_at": row.looked_at} if row.looked_at else {})
        for row in one.rows
    ]
    values = {"role": one.role, "year": one.year, "on": one.on.isoformat(), "findings": findings, "answers": rows}
    after = (HEAD + dumped(as_node(values))).encode()
    if before is not None and _answers(before) != _answers(after):
        raise Refused(
            f"{path} finns redan och har andra svar. Inget är skrivet. "
            "Skriv dagen då du svarade på nytt i `datum`, eller ta bort filen om den är fel."
        )
    return Change(path, before, after if before is None else before)


def _answers(text: bytes) -> bytes:
    """Return the answers of a file, without what was counted when they were read in."""
    return text.replace(b"\r\n", b"\n").partition(b"\nanswers:\n")[2]


def _told(one: Sheet, policy: Policy, after: Policy) -> str:
    title = policy.roles[one.role].title if one.role in policy.roles else one.role
    if not one.rows:
        return f"{title}: inget svar än."
    given = {given for rows in after.attested.values() for given in rows}
    mine = [g for g in given if g.attestation.role == one.role and g.attestation.on == one.on]
    again = len({g.statement.source for g in mine if repeats(g, after)})
    failed = sum(row.answer == "not-met" for row in one.rows)
    told = [f"{number(len(one.rows), 'ett')} svar."]
    if failed:
        told.append(f"{number(failed, 'ett').capitalize()} säger att riktlinjen inte följs.")
    if again:
        told.append(f"{number(again, 'ett').capitalize()} upprepar bara ett tidigare år.")
    return f"{title}: {' '.join(told)}"
