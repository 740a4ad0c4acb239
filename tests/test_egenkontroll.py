"""The yearly self-review: sheets out, answers in or refused on their line, a report to each board, and what counts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import kanalboken
from checks.command_line import Refused
from checks.policy.attestations import again_by, counting, repeats
from checks.policy.due_dates import due_dates
from checks.policy.policy import Policy
from checks.policy.reading import read
from checks.policy.tree import SourceFile
from checks.run import judge, open_policy, verdicts
from checks.schema import form, load_schema
from checks.self_review.answers import ANSWERS
from checks.self_review.board import Board
from checks.self_review.questions import questions, unanswerable
from checks.self_review.report import boards, report
from checks.self_review.sheet import sheet
from checks.standing import Answer, standings
from registrar import writing
from tests.municipality import ROOT, TODAY, Municipality
from tests.redlines import edit

SHEETS = "build/egenkontroll/2026"
SHEET = f"{SHEETS}/bibliotekarie.yaml"
WRITTEN = "policy_data/attestations/2026-11-20-bibliotekarie.yaml"
ABSENCE = """\
  - id: covered-absence
    title: Kontot vid frånvaro
    text: Kontot {level} skötas även när den kontoansvarige är borta.
    actors: [editor]
    concerns: account
    support: house-rule
    verified_by: attested
  - id: good-order
    title: God ordning
    text: Kommunikatören {level} hålla ordning på kontona.
    actors: [communications]
    concerns: organisation
    support: house-rule
    verified_by: attested
  - id: nobody-answers
    title: Ingen svarar
    text: Arkivet {level} gå igenom kontona.
    actors: [archive]
    concerns: organisation
    support: house-rule
    verified_by: attested
"""
EARLIER = """\
role: bibliotekarie
year: 2025
on: 2025-11-18
findings: 2
answers:
  - guideline: covered-absence
    subjects: [kultur-facebook]
    answer: met
    looked_at: Schemat för jul och nyår
"""


@pytest.fixture
def root(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The miniature with three guidelines that only a person can vouch for, as working directory."""
    made = municipality({})
    guidelines = made / "policy_data/guidelines/konton.yaml"
    guidelines.write_text(guidelines.read_text(encoding="utf-8") + ABSENCE, encoding="utf-8")
    adopted = "".join(
        f"      - {{id: {id}, level: must}}\n" for id in ("covered-absence", "good-order", "nobody-answers")
    )
    row = "      - {id: goals-followed-up"
    edit(made, "policy_data/documents/minikoping-riktlinjer.yaml", (row, adopted + row))
    edit(
        made,
        "policy_data/organisation.yaml",
        ("  communications:", "  archive: {name: arkivet, per_account: owner}\n  communications:"),
    )
    monkeypatch.chdir(made)
    return made


def run(*words: str) -> int:
    return kanalboken.run(["egenkontroll", *words])


def opened(root: Path, today: date = TODAY) -> Policy:
    return open_policy(root, TODAY, today)


def answered(root: Path, *answers: tuple[str, str, str], on: str = "2026-11-20", path: str = SHEET) -> None:
    """Fill in a sheet: the guideline, the answer and what was looked at."""
    edit(root, path, ("datum:\n", f"datum: {on}\n"))
    for guideline, answer, looked_at in answers:
        head, mark, tail = (root / path).read_text(encoding="utf-8").partition(f"- riktlinje: {guideline}\n")
        assert mark, guideline
        filled = tail.replace("    svar:\n    tittade_på:", f"    svar: {answer}\n    tittade_på: {looked_at}", 1)
        (root / path).write_text(head + mark + filled, encoding="utf-8")


def data(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (root / "policy_data").rglob("*") if path.is_file()}


# Out.


def test_each_role_is_asked_what_it_answers_for_and_only_that(root: Path) -> None:
    asked = {role: {(one.guideline.id, one.subjects) for one in rows} for role, rows in questions(opened(root)).items()}
    assert asked == {
        "bibliotekarie": {("covered-absence", ("kultur-facebook",)), ("goals-followed-up", ("kultur-facebook",))},
        "driftchef": {("covered-absence", ("vatten-facebook",)), ("goals-followed-up", ("vatten-facebook",))},
        "kommunikator": {
            ("covered-absence", ("kultur-x",)),
            ("goals-followed-up", ("kultur-x",)),
            ("good-order", ()),
        },
        "kulturchef": {("unit-knows-audience", ("kultur",))},
        "vd": {("unit-knows-audience", ("vatten",))},
    }
    assert [one.id for one in unanswerable(opened(root))] == ["nobody-answers"]


def test_an_exempted_account_is_not_asked_about(root: Path) -> None:
    exemption = "exemptions: [{guideline: covered-absence, by: kulturchef, until: 2027-01-31, reason: Kontot vilar}]\n"
    path = root / "policy_data/accounts/kultur-facebook.yaml"
    path.write_text(path.read_text(encoding="utf-8") + exemption, encoding="utf-8")
    assert [one.guideline.id for one in questions(opened(root))["bibliotekarie"]] == ["goals-followed-up"]


def test_a_sheet_tells_what_the_register_says_and_what_lacks(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, "policy_data/accounts/kultur-facebook.yaml", ("stand_in: kulturchef", "stand_in: bibliotekarie"))
    assert run() == 0
    said = capsys.readouterr().out
    assert f"Skrivet: {SHEET}" in said
    assert "Ingen roll i registret svarar för ”Ingen svarar”." in said
    text = (root / SHEET).read_text(encoding="utf-8")
    assert "# Egenkontroll 2026: Bibliotekarie, Kulturhuset" in text
    assert "Kulturhuset i Miniköping (Facebook), https://www.facebook.com/minikopingkultur" in text
    assert "fel KO102:" in text
    assert "Den kontoansvarige ska följa upp kontots mål en gång i halvåret." in text
    assert max(map(len, text.splitlines())) <= 120
    value = read(text)
    assert value["roll"] == "bibliotekarie"
    assert [row["svar"] for row in value["svar"]] == [None, None]


def test_an_earlier_answer_is_shown_but_not_what_was_looked_at(root: Path) -> None:
    (root / "policy_data/attestations").mkdir()
    (root / "policy_data/attestations/2025-11-18-bibliotekarie.yaml").write_text(EARLIER, encoding="utf-8")
    run("--role", "bibliotekarie")
    text = (root / SHEET).read_text(encoding="utf-8")
    assert "Förra svaret: följs (den 18 november 2025)" in text
    assert "Schemat" not in text
    assert [path.name for path in (root / SHEETS).iterdir()] == ["bibliotekarie.yaml"]


def test_sheets_are_written_again_until_somebody_has_answered(root: Path) -> None:
    run()
    edit(root, "policy_data/accounts/kultur-facebook.yaml", ("purpose: Locka", "purpose: Bjuda in"))
    assert run() == 0
    assert "Bjuda in" in (root / SHEET).read_text(encoding="utf-8")
    answered(root, ("covered-absence", "följs", "Schemat"))
    before = (root / SHEET).read_bytes()
    edit(root, "policy_data/accounts/kultur-facebook.yaml", ("purpose: Bjuda in", "purpose: Locka"))
    with pytest.raises(Refused, match="har någon redan börjat svara"):
        run()
    assert (root / SHEET).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--role", "ingen"), "ingen roll ”ingen”"),
        (("--role", "vikarie"), "Vikarie har inga frågor"),
        (("--out", "policy_data/blad"), "hör inte hemma i policy_data"),
        (("--out", "mkdocs.yml"), "är ingen mapp"),
        (("--read", "finns-inte"), "är ingen mapp"),
        (("--read", "policy_data/decided"), "finns inga blad"),
        (("--read", SHEETS, "--report"), "utan --report"),
        (("--year", "26"), "inget år"),
    ],
)
def test_what_cant_be_done_is_refused(words: tuple[str, ...], sentence: str, root: Path) -> None:
    (root / "mkdocs.yml").touch()
    before = data(root)
    with pytest.raises(Refused, match=sentence):
        run(*words)
    assert data(root) == before


# In.


def test_answers_become_an_attestation_and_reading_twice_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    answered(root, ("covered-absence", "följs", "Schemat för jul"), ("goals-followed-up", "följs", '"Målet: 800"'))
    capsys.readouterr()
    assert run("--read", SHEETS, "--dry-run") == 0
    assert not (root / WRITTEN).exists()
    assert run("--read", SHEETS) == 0
    assert "Bibliotekarie: två svar." in capsys.readouterr().out
    value = read((root / WRITTEN).read_text(encoding="utf-8"))
    assert value == {
        "role": "bibliotekarie",
        "year": 2026,
        "on": "2026-11-20",
        "findings": 0,
        "answers": [
            {
                "guideline": "covered-absence",
                "subjects": ["kultur-facebook"],
                "answer": "met",
                "looked_at": "Schemat för jul",
            },
            {
                "guideline": "goals-followed-up",
                "subjects": ["kultur-facebook"],
                "answer": "met",
                "looked_at": "Målet: 800",
            },
        ],
    }
    assert not any(one.stops for one in judge(opened(root)))
    before = data(root)
    assert run("--read", SHEETS) == 0
    assert data(root) == before
    edit(root, SHEET, ("Schemat för jul", "Schemat för påsk"))
    with pytest.raises(Refused, match="har andra svar"):
        run("--read", SHEETS)
    assert data(root) == before


def add(text: str) -> Callable[[Path], None]:
    def changed(root: Path) -> None:
        with (root / SHEET).open("a", encoding="utf-8") as sheet:
            sheet.write(text)

    return changed


def put(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: edit(root, SHEET, (old, new))


def encode(encoding: str) -> Callable[[Path], None]:
    def changed(root: Path) -> None:
        (root / SHEET).write_bytes((root / SHEET).read_text(encoding="utf-8").encode(encoding))

    return changed


ANOTHER = "  - riktlinje: {}\n    gäller: [{}]\n    svar: följs\n    tittade_på: Listan\n"


@pytest.mark.parametrize(
    ("change", "line", "sentence"),
    [
        (put("datum: 2026-11-20", "datum: 2026-11-31"), "datum:", "datum som finns"),
        (put("datum: 2026-11-20", "datum: 2026-11-23"), "datum:", "den dagen har inte kommit"),
        (put("datum: 2026-11-20", "datum:"), "datum:", "vilken dag du svarade"),
        (put("roll: bibliotekarie", "roll: vikarie"), "roll:", "`vikarie` har inga frågor"),
        (put("svar: följs", "svar: ja"), "svar: ja", "ett värde som inte finns"),
        (put("svar: följs", "svar:"), "svar:\n    tittade_på: Schemat", "Frågan har inget svar."),
        (put("tittade_på: Schemat", "tittade_på:"), "tittade_på:\n\n", "Det står inte vad du tittade på."),
        (put("tittade_på: Schemat", "tittade_på: Schemat: jul"), "Schemat: jul", "kolon"),
        (put("tittade_på: Schemat", "tittade_på: Ring 070-174 06 05"), "Ring", "På den här raden står"),
        (put("tittade_på: Schemat", "såg: Schemat"), "såg:", "`såg` finns inte"),
        (put("svar: följs\n", "\tsvar: följs\n"), "\tsvar", "tabb"),
        (add(ANOTHER.format("covered-absence", "kultur-facebook")), "covered-absence\n    gäller: [", "har två svar"),
        (add(ANOTHER.format("good-order", "kultur-facebook")), "good-order", "ingen fråga om `good-order`"),
        (add(ANOTHER.format("goals-followed-up", "kultur-x")), "[kultur-x]", "svarar inte för `kultur-x`"),
        (encode("cp1252"), "", "UTF-8"),
        (encode("utf-8-sig"), "", "BOM"),
    ],
)
def test_what_is_wrong_in_a_sheet_is_told_with_its_line_and_nothing_is_written(
    change: Callable[[Path], None], line: str, sentence: str, root: Path
) -> None:
    run()
    answered(root, ("covered-absence", "följs", "Schemat"))
    change(root)
    before = data(root)
    with pytest.raises(Refused) as refused:
        run("--read", SHEETS)
    told = str(refused.value)
    assert sentence in told
    assert "Inget är skrivet." in told
    assert "Traceback" not in told
    assert data(root) == before
    if line:
        text = (root / SHEET).read_text(encoding="utf-8")
        expected = text[: text.rindex(line)].count("\n") + 1
        assert f"{SHEET}:{expected}:" in told


def test_two_sheets_of_one_role_are_refused(root: Path) -> None:
    run()
    answered(root, ("covered-absence", "följs", "Schemat"))
    (root / SHEETS / "kopia.yaml").write_bytes((root / SHEET).read_bytes())
    with pytest.raises(Refused, match="har svarat också i"):
        run("--read", SHEETS)


@pytest.mark.usefixtures("root")
def test_empty_sheets_are_no_answers() -> None:
    run()
    with pytest.raises(Refused, match="har något svar"):
        run("--read", SHEETS)


def test_a_crash_in_the_middle_leaves_the_data_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    answered(root, ("covered-absence", "följs", "Schemat"))
    answered(root, ("unit-knows-audience", "följs", "Enkäten"), path=f"{SHEETS}/kulturchef.yaml")
    before = data(root)
    placed = []

    def crash(*arguments: Any) -> None:
        placed.append(arguments)
        if len(placed) > 1:
            raise OSError("disken är borta")
        place(*arguments)

    place = writing._place
    monkeypatch.setattr(writing, "_place", crash)
    with pytest.raises(OSError, match="disken är borta"):
        run("--read", SHEETS)
    assert len(placed) == 2
    assert data(root) == before


# What counts.


@pytest.fixture
def two_rounds(root: Path) -> Path:
    """The round of 2025, and that of 2026 with one answer that only repeats it and one that is no."""
    (root / "policy_data/attestations").mkdir()
    (root / "policy_data/attestations/2025-11-18-bibliotekarie.yaml").write_text(EARLIER, encoding="utf-8")
    run()
    answered(root, ("covered-absence", "följs", "schemat för jul och nyår."))
    answered(root, ("good-order", "följs inte", "Mappen var tom"), path=f"{SHEETS}/kommunikator.yaml")
    assert run("--read", SHEETS) == 0
    return root


def test_an_answer_that_only_repeats_is_told_as_such(two_rounds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--read", SHEETS) == 0
    assert "Bibliotekarie: ett svar. Ett upprepar bara ett tidigare år." in capsys.readouterr().out
    policy = opened(two_rounds)
    (earlier, again), (no,) = (
        policy.attested["covered-absence", "kultur-facebook"],
        policy.attested["good-order", ""],
    )
    assert [repeats(one, policy) for one in (earlier, again, no)] == [False, True, False]


@pytest.mark.parametrize("words", ["Samma som i fjol", "Oförändrat.", "Se ovan"])
def test_words_that_say_that_nobody_looked_are_a_repetition_too(words: str, root: Path) -> None:
    run()
    answered(root, ("covered-absence", "följs", words))
    run("--read", SHEETS)
    policy = opened(root)
    assert repeats(policy.attested["covered-absence", "kultur-facebook"][0], policy)


def test_what_is_attested_answers_for_a_guideline_this_year_and_the_next(two_rounds: Path) -> None:
    def answer(guideline: str, today: date) -> list[Answer]:
        policy = opened(two_rounds, today)
        found = standings(policy, verdicts(policy))
        return [one.answer for one in found if one.guideline == guideline and one.unit in ("kultur", None)]

    assert answer("covered-absence", TODAY) == [Answer.MET, Answer.NEEDS_PERSON]
    assert answer("good-order", date(2027, 12, 31)) == [Answer.NOT_MET]
    assert answer("good-order", date(2028, 1, 1)) == [Answer.NEEDS_PERSON]
    assert answer("good-order", date(2026, 11, 19)) == [Answer.NEEDS_PERSON]
    assert counting("covered-absence", "kultur-x", opened(two_rounds)) is None


def test_what_must_be_followed_up_again_falls_due_and_is_then_a_finding(root: Path) -> None:
    run()
    answered(root, ("goals-followed-up", "följs", "Målen"))
    run("--read", SHEETS)
    policy = opened(root)
    (row,) = (row for row in policy.demands("KO160") if row[0].id == "goals-followed-up")
    assert again_by(*row, policy.accounts["kultur-facebook"], policy) == date(2027, 5, 20)
    assert again_by(*row, policy.accounts["kultur-x"], policy) == date(2027, 4, 1), "since it came into force"
    dues = {due.id: (due.on, due.role) for due in due_dates(policy)}
    assert dues["attest.goals-followed-up.kultur-facebook"] == (date(2027, 5, 20), "bibliotekarie")
    assert dues["attest.unit-knows-audience.kultur"] == (date(2027, 10, 1), "kulturchef")
    for today, late in ((date(2027, 5, 20), False), (date(2027, 5, 21), True)):
        found = [one for one in judge(opened(root, today)) if one.check == "KO160" and "kultur-facebook" in one.file]
        found += [one for one in judge(opened(root, today)) if one.check == "KO160" and "attestations" in one.file]
        assert bool(found) is late
        assert all(not one.stops for one in found), "the calendar made it true"


# The report.


def test_the_report_tells_each_board_about_its_own(two_rounds: Path) -> None:
    assert run("--report") == 0
    reports = {path.name: path.read_text(encoding="utf-8") for path in (two_rounds / SHEETS).glob("rapport-*.md")}
    assert sorted(reports) == ["rapport-kulturnamnden.md", "rapport-minikoping-vatten-ab.md"]
    text = reports["rapport-kulturnamnden.md"]
    for heading in ("Riktlinjer", "Syfte", "Uppsikt", "Roller", "Arkivering och gallring", "Intyg 2026", "Utveckling"):
        assert f"\n## {heading}\n" in text
    assert "| Kulturhuset i Miniköping (Facebook) | Bibliotekarie | Kulturchef |" in text
    assert "- ”God ordning”: Mappen var tom (Kommunikatör den 20 november 2026)" in text
    assert "upprepar bara ett tidigare års ord" in text
    assert "| Bibliotekarie | 20 november 2026 | 2 | 1 | 0 | 0 | 1 | 1 |" in text
    assert "Vatten" not in text
    assert "Kulturhuset" not in reports["rapport-minikoping-vatten-ab.md"]


def test_the_trend_is_numbers_by_year(two_rounds: Path) -> None:
    policy = opened(two_rounds)
    board = Board("Kulturnämnden", 2026, policy, tuple(verdicts(policy)))
    assert board.years == (2025, 2026)
    before, now = map(board.figures, board.years)
    assert (dict(before.answers), before.repeated, before.findings) == ({"met": 1}, 0, 2)
    assert (dict(now.answers), now.repeated, now.findings) == ({"met": 1, "not-met": 1}, 1, 0)
    assert (before.in_use, now.in_use, now.opened, now.closed) == (2, 2, 0, 0)


def test_the_words_of_the_sheet_are_those_of_its_schema() -> None:
    row = load_schema("self-review")["properties"]["svar"]["items"]["properties"]
    assert {*ANSWERS, None} == set(row["svar"]["enum"])
    kept = load_schema("attestation")["properties"]["answers"]["items"]["properties"]
    assert set(ANSWERS.values()) == set(kept["answer"]["enum"])


# The example.


@pytest.fixture(scope="module")
def example() -> Policy:
    return open_policy(ROOT, TODAY)


def test_every_sheet_of_the_example_can_be_answered(example: Policy) -> None:
    asked = questions(example)
    owners = {account.owner for account in example.live_accounts()}
    assert owners <= set(asked), "each owner has a sheet"
    for role, rows in asked.items():
        text = sheet(role, 2026, rows, {}, example)
        value = read(text)
        assert form(SourceFile("blad.yaml", "self-review", role, value, text)) == ()
        answers = [(row["riktlinje"], tuple(row.get("gäller", ()))) for row in value["svar"]]
        assert answers == [(one.guideline.id, one.subjects) for one in rows]
        assert max(map(len, text.splitlines())) <= 120


def test_the_example_shows_two_rounds_with_a_no_and_a_repetition(example: Policy) -> None:
    given = {one for rows in example.attested.values() for one in rows}
    assert {one.attestation.year for one in given} == {2025, 2026}
    assert {one.statement.answer for one in given} == {"met", "not-met", "not-applicable"}
    assert [one.statement.guideline for one in given if repeats(one, example)] == ["party-politics-in-accounts"]
    said = tuple(verdicts(example))
    for board in boards(example):
        assert report(board, 2026, said, example).startswith(f"# Egenkontroll av sociala medier 2026: {board}\n")
