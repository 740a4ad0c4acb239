"""The register as a sheet, out and back: only what somebody has changed in it changes the register."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

import kanalboken
from checks.command_line import Refused
from checks.run import open_policy
from checks.sheet import BASIS, Names, cell, columns, guarded, unguarded
from hooks.exports.sheets import as_workbook
from tests.municipality import MINIATURE, TODAY
from tests.sheets import changed

ACCOUNTS = Path("policy_data/accounts")
FACEBOOK, X, WATER = (ACCOUNTS / f"{id}.yaml" for id in ("kultur-facebook", "kultur-x", "vatten-facebook"))
FORMULA = '=HYPERLINK("https://evil.example")'

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(here: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Carry out a command and return its exit code and what it said."""
    assert here.exists()

    def carried_out(*words: str) -> tuple[int, str]:
        code = kanalboken.run(words)
        return code, capsys.readouterr().out

    return carried_out


@pytest.fixture
def exported(run: Run, here: Path) -> Path:
    """The register, just exported as a workbook."""
    run("export", "register.xlsx")
    return here / "register.xlsx"


def data(root: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((root / ACCOUNTS).iterdir())}


def lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone and those that have come."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_the_columns_are_the_schemas_and_each_has_a_heading_of_its_own() -> None:
    routes, headings = ([getattr(column, name) for column in columns()] for name in ("route", "heading"))
    assert routes[:8] == ["id", "name", "platform", "handle", "url", "unit", "category", "owner"]
    assert {"stand_in", "purpose", "status", "approval.by", "administrators.two_factor", "notes"} <= set(routes)
    assert len(set(headings)) == len(headings) == len(set(routes))


@pytest.mark.parametrize("name", ["register.xlsx", "register.csv", "register.json"])
def test_what_comes_out_comes_back_and_changes_nothing(name: str, run: Run, here: Path) -> None:
    before = data(here)
    code, text = run("export", name)
    assert (code, text) == (
        0,
        f"{name} är skriven: 3 konton. Ändringar läses in med `kanalboken import {name}`.\n",
    )
    code, text = run("import", name)
    assert code == 0
    assert text.endswith("Inga rader har något nytt.\n\n3 utan något nytt.\n")
    assert data(here) == before
    assert not (here / f"{name}.mapping.yaml").exists()


def test_spaces_that_nobody_sees_are_no_change(run: Run, here: Path) -> None:
    text = FACEBOOK.read_text(encoding="utf-8")
    FACEBOOK.write_text(text.replace("Locka till", '"Locka  till').replace("evenemang\n", 'evenemang"\n'), "utf-8")
    before = data(here)
    for name in ("register.xlsx", "register.csv", "register.json"):
        run("export", name)
        assert run("import", name)[1].endswith("Inga rader har något nytt.\n\n3 utan något nytt.\n")
    run("export", "again.xlsx")
    changed(here / "again.xlsx", "kultur-facebook", {"Syfte": "Visa konst"})
    assert "Syfte: ”Locka till" in run("import", "again.xlsx")[1]
    assert data(here) != before


def test_every_cell_of_the_shipped_register_comes_back(tmp_path: Path) -> None:
    """In a workbook each cell reads as what it was, names and line breaks and all."""
    policy = open_policy(MINIATURE, TODAY)
    path = tmp_path / "register.xlsx"
    path.write_bytes(as_workbook(policy))
    headings, *rows = load_workbook(path)["Konton"].iter_rows(values_only=True)
    names = Names(policy)
    assert [[text or "" for text in row] for row in rows] == [
        [cell(policy.accounts[id], column, names) for column in columns()] for id in sorted(policy.accounts)
    ]
    assert list(headings) == [column.heading for column in columns()]


def test_changed_cells_change_their_fields_and_leave_every_other_line(exported: Path, run: Run, here: Path) -> None:
    FACEBOOK.write_text(FACEBOOK.read_text(encoding="utf-8").replace("owner:", "# Sedan i våras.\nowner:"), "utf-8")
    before = data(here)
    cells = {"Kontoansvarig": "Kommunikatör", "Utlovad svarstid": "24 timmar", "Öppnat den": "3 mars 2014"}
    changed(exported, "kultur-facebook", {**cells, "Redaktörer": None, "Ärende": "KUN 2026/7", "Synlighet": "alla"})
    code, text = run("import", exported.name)
    assert code == 0, text
    assert "Kontoansvarig: ”Bibliotekarie” → ”Kommunikatör”" in text
    assert "Redaktörer: ”Kommunikatör” → (tomt)" in text
    assert lines(before["kultur-facebook.yaml"], FACEBOOK.read_text(encoding="utf-8")) == (
        ["owner: bibliotekarie", "opened_on: 2013-01-21", "editors: [kommunikator]", "response_time: 1 workday"],
        [
            "owner: kommunikator",
            "opened_on: 2014-03-03",
            "visibility: public",
            "response_time: 24 hours",
            "case: KUN 2026/7",
        ],
    )
    assert {name for name, was in before.items() if data(here)[name] != was} == {"kultur-facebook.yaml"}
    after = data(here)
    assert run("import", exported.name)[1].endswith("3 utan något nytt.\n")
    assert data(here) == after


def test_a_changed_address_takes_the_handle_with_it(exported: Path, run: Run) -> None:
    changed(exported, "kultur-facebook", {"Adress": "http://m.facebook.com/NyaNamnet?ref=1"})
    code, said = run("import", exported.name)
    assert code == 0
    assert "Har kontot bytt namn? Ta det med `kanalboken account rename`" in said
    text = FACEBOOK.read_text(encoding="utf-8")
    assert "handle: NyaNamnet\nurl: https://facebook.com/NyaNamnet\n" in text


def test_what_is_inherited_is_written_out_whole_when_a_part_of_it_changes(exported: Path, run: Run) -> None:
    changed(exported, "kultur-facebook", {"Administratörer: antal": 3})
    assert run("import", exported.name)[0] == 0
    block = "administrators:\n  count: 3\n  two_factor: true\n  attested_on: 2026-09-01\n  attested_by: kommunikator\n"
    assert block in FACEBOOK.read_text(encoding="utf-8")


def test_what_is_inherited_can_not_be_emptied_for_one_account(exported: Path, run: Run, here: Path) -> None:
    before = data(here)
    changed(exported, "kultur-facebook", {"Plan eller uppdrag": None, "Verksamhet": None})
    code, text = run("import", exported.name)
    assert code == 1
    assert "Plan eller uppdrag kan inte tömmas" in text
    assert "Verksamhet får inte vara tomt." in text
    assert data(here) == before


def test_what_the_register_says_by_now_is_no_mans_to_overwrite(exported: Path, run: Run, here: Path) -> None:
    """Changed in both: a conflict. Changed only in the register: it stays, though the sheet still has the old."""
    text = FACEBOOK.read_text(encoding="utf-8")
    FACEBOOK.write_text(
        text.replace("till läsning", "till bio").replace("stand_in: kulturchef", "stand_in: kommunikator")
    )
    before = data(here)
    changed(exported, "kultur-facebook", {"Syfte": "Något annat"})
    code, said = run("import", exported.name)
    assert code == 1
    assert "Syfte är ändrat både i arket och i registret, där det nu står ”Locka till bio" in said
    assert data(here) == before


def test_what_the_checks_would_refuse_is_told_and_other_rows_are_taken(exported: Path, run: Run) -> None:
    changed(exported, "kultur-facebook", {"Ersättare": "Bibliotekarie"})
    changed(exported, "kultur-x", {"Avveckling: stängs den": "2026-12-15"})
    code, text = run("import", exported.name)
    assert code == 1
    assert "rad 2: togs inte med.\n    KO102: " in text
    assert "closed_on: 2026-12-15" in X.read_text(encoding="utf-8")
    assert "stand_in: kulturchef" in FACEBOOK.read_text(encoding="utf-8")


def test_a_row_without_an_id_is_a_new_account_and_a_row_that_is_gone_closes_nothing(
    exported: Path, run: Run, here: Path
) -> None:
    book = load_workbook(exported)
    sheet = book["Konton"]
    sheet.delete_rows(3)
    heading = {sheet.cell(1, index).value: index for index in range(1, sheet.max_column + 1)}
    new = {"Adress": "x.com/museetmini", "Verksamhet": "Kulturhuset", "Kontoansvarig": "Bibliotekarie"}
    new |= {"Ersättare": "Kulturchef", "Syfte": "Svara", "Kategori": "Verksamhetskonto"}
    for name, value in new.items():
        sheet.cell(sheet.max_row + (name == "Adress"), heading[name]).value = value
    book.save(exported)
    code, text = run("import", exported.name)
    assert code == 0, text
    assert set(data(here)) == {FACEBOOK.name, X.name, WATER.name, "museetmini-x.yaml"}


def test_an_account_that_is_gone_is_told_of(exported: Path, run: Run) -> None:
    WATER.unlink()
    code, text = run("import", exported.name)
    assert code == 1
    assert "kolumn A: Kontot `vatten-facebook` finns inte längre i registret." in text


def test_text_that_names_an_account_by_its_id_changes_it(run: Run) -> None:
    """A CSV file has no hidden sheet: what it says counts, and an empty cell says nothing."""
    Path("ark.csv").write_text(
        "Id;Adress;Syfte;Mål\nkultur-facebook;fb.com/minikopingkultur;Nytt syfte;\n", encoding="utf-8"
    )
    assert run("import", "ark.csv")[0] == 0
    assert "purpose: Nytt syfte" in FACEBOOK.read_text(encoding="utf-8")


def test_an_account_that_can_not_be_read_is_not_left_out_in_silence(run: Run) -> None:
    WATER.write_text("platform: facebook\n", encoding="utf-8")
    with pytest.raises(Refused, match="vatten-facebook går inte att läsa och skulle saknas i arket"):
        run("export", "register.xlsx")
    assert not Path("register.xlsx").exists()


def test_the_same_register_is_the_same_workbook_at_any_hour(exported: Path, run: Run) -> None:
    run("export", "again.xlsx")
    assert Path("again.xlsx").read_bytes() == exported.read_bytes()


# Nothing that comes out is run.


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@SUM(A1)", "\t=1"])
def test_what_a_spreadsheet_would_run_is_text_and_comes_back(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text
    assert unguarded(guarded("O'Hara")) == "O'Hara"


def test_a_formula_in_the_register_is_run_by_nobody(run: Run, here: Path) -> None:
    FACEBOOK.write_text(
        FACEBOOK.read_text(encoding="utf-8").replace("purpose: Locka", f"purpose: '{FORMULA}"[:-1] + "'  #"), "utf-8"
    )
    before = data(here)
    run("export", "r.xlsx")
    run("export", "r.csv")
    run("export", "r.json")
    for sheet in ("Konton", BASIS):
        book = load_workbook("r.xlsx")
        found = [one for row in book[sheet].iter_rows() for one in row if one.value is not None]
        assert {one.data_type for one in found} == {"s"}
        assert FORMULA[:-1] in [one.value for one in found]
    rows = list(csv.reader(io.StringIO(Path("r.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    assert f"'{FORMULA[:-1]}" in rows[1]
    assert not any(text.startswith(("=", "+", "-", "@")) for row in rows for text in row)
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))[0]["Syfte"] == FORMULA[:-1]
    for name in ("r.xlsx", "r.csv", "r.json"):
        assert run("import", name)[0] == 0
        assert data(here) == before


def test_nothing_is_written_over_or_where_it_would_be_published(exported: Path, run: Run) -> None:
    before = exported.read_bytes()
    for name, sentence in (
        (exported.name, "finns redan och kan vara ändrad"),
        ("register.pdf", r"slutar inte på \.xlsx, \.csv eller \.json"),
        ("docs/register.csv", "Registret är internt"),
        ("policy_data/register.csv", "Registret är internt"),
    ):
        Path(name).parent.mkdir(exist_ok=True)
        with pytest.raises(Refused, match=sentence):
            run("export", name)
    assert exported.read_bytes() == before
    assert not Path("docs/register.csv").exists()
