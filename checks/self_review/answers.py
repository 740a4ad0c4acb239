"""Reading the sheets back: what each role answered, or what is wrong in its sheet and on which line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from checks.policy.policy import Policy
from checks.policy.problem import Place, Problem
from checks.policy.reading import MAX_BYTES, Unreadable, decode, read
from checks.policy.traces import traces
from checks.policy.tree import SourceFile
from checks.policy.words import day
from checks.schema import form
from checks.self_review.questions import Question
from checks.self_review.sheet import FOLLOWED

KIND = "self-review"
ANSWERS = {word: answer for answer, word in FOLLOWED.items()}
UNREADABLE = Unreadable("Filen ska bestå av nycklar med värden.", "Hämta ett nytt blad med `kanalboken egenkontroll`.")


class Row(Struct, frozen=True):
    """A question with its answer (`met`, `not-met`, `not-applicable`), as the sheet has it."""

    guideline: str
    subjects: tuple[str, ...]
    answer: str
    looked_at: str | None
    place: Place


class Sheet(Struct, frozen=True):
    """What a role answered; `rows` has only the questions that are answered."""

    file: SourceFile
    role: str
    year: int
    on: date | None
    rows: tuple[Row, ...]


def read_sheet(path: Path) -> tuple[Sheet | None, SourceFile, tuple[Problem, ...]]:
    """Return the sheet in a file, the file, and what is wrong with its form; then there is no sheet."""
    file = _file(path)
    if file.unreadable:
        return None, file, (file.unreadable,)
    if problems := form(file):
        return None, file, problems
    on, problem = _day(file)
    if problem:
        return None, file, (problem,)
    rows = []
    for index, row in enumerate(file.value["svar"]):
        answered, looked_at = row.get("svar"), row.get("tittade_på")
        place = file.place / "svar" / index
        if answered is None and looked_at is not None:
            return None, file, (Problem(place / "svar", "Frågan har inget svar.", f"Skriv {_words()}."),)
        if answered is not None:
            subjects = tuple(row.get("gäller") or ())
            rows.append(Row(row["riktlinje"], subjects, ANSWERS[answered], looked_at, place))
    return Sheet(file, file.value["roll"], file.value["år"], on, tuple(rows)), file, ()


def wrong(sheet: Sheet, asked: Mapping[str, Sequence[Question]], policy: Policy) -> Iterator[Problem]:
    """Yield what is wrong with the answers of a sheet whose form is right."""
    if sheet.role not in asked:
        yield Problem(sheet.file.place / "roll", f"Rollen `{sheet.role}` har inga frågor.", "Hämta ett nytt blad.")
        return
    if sheet.on is None:
        yield Problem(sheet.file.place / "datum", "Det står inte vilken dag du svarade.", "Skriv ÅÅÅÅ-MM-DD.")
    elif sheet.on > policy.today:
        told = f"Bladet är daterat den {day(sheet.on)}, och den dagen har inte kommit."
        yield Problem(sheet.file.place / "datum", told, "Skriv dagen då du svarade.")
    for line, trace in traces(sheet.file.text):
        yield Problem(sheet.file.place / line, f"På den här raden står {trace.what}.", trace.remedy)
    known = {question.guideline.id: question.subjects for question in asked[sheet.role]}
    answered: set[tuple[str, str]] = set()
    for row in sheet.rows:
        yield from _wrong_row(row, known, answered)
        answered |= {(row.guideline, subject) for subject in row.subjects or ("",)}


def _wrong_row(row: Row, known: Mapping[str, tuple[str, ...]], answered: set[tuple[str, str]]) -> Iterator[Problem]:
    if row.guideline not in known:
        yield Problem(
            row.place / "riktlinje",
            f"Den här rollen har ingen fråga om `{row.guideline}`.",
            "Ta bort frågan, eller rätta raden så att den är som i bladet från `kanalboken egenkontroll`.",
        )
        return
    if known[row.guideline] and not row.subjects:
        yield Problem(row.place / "gäller", "Det står inte vad svaret gäller.", f"Skriv {_ids(known[row.guideline])}.")
    for index, subject in enumerate(row.subjects):
        if subject not in known[row.guideline]:
            yield Problem(
                row.place / "gäller" / index,
                f"Rollen svarar inte för `{subject}` i den här frågan.",
                f"Skriv {_ids(known[row.guideline])}." if known[row.guideline] else "Ta bort `gäller`.",
            )
    for subject in row.subjects or ("",):
        if (row.guideline, subject) in answered:
            about = f" om `{subject}`" if subject else ""
            yield Problem(row.place, f"Frågan `{row.guideline}`{about} har två svar.", "Behåll det som stämmer.")
    if row.answer != "not-applicable" and not row.looked_at:
        yield Problem(
            row.place / "tittade_på",
            "Det står inte vad du tittade på.",
            "Skriv det efter `tittade_på:`. Har ingen tittat, ta bort svaret.",
        )


def _file(path: Path) -> SourceFile:
    name = str(path)
    try:
        with path.open("rb") as opened:
            text = decode(opened.read(MAX_BYTES + 1))
        value = read(text)
        if not isinstance(value, dict):
            raise UNREADABLE
    except Unreadable as error:
        problem = Problem(Place(name), error.sentence, error.remedy)
        return SourceFile(name, KIND, path.stem, None, unreadable=problem, stopped_at=(error.line, error.column))
    return SourceFile(name, KIND, path.stem, value, text)


def _day(file: SourceFile) -> tuple[date | None, Problem | None]:
    written = file.value["datum"]
    try:
        return (date.fromisoformat(written) if written else None), None
    except ValueError:
        return None, Problem(file.place / "datum", f"”{written}” är inget datum som finns.", "Skriv ÅÅÅÅ-MM-DD.")


def _ids(ids: Sequence[str]) -> str:
    return ", ".join(f"`{id}`" for id in ids)


def _words() -> str:
    return ", ".join(ANSWERS)
