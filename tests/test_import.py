"""Coming from a spreadsheet: what it says is understood, or refused with row, column, sentence and remedy."""

import contextlib
import json
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import kanalboken
from checks.command_line import Refused
from checks.policy.values import Duration, Frequency
from checks.policy.words import duration, frequency
from checks.run import judge, open_policy
from registrar import writing
from registrar.importing import table
from registrar.importing import workbook as workbooks
from registrar.importing.delimited import read_delimited
from registrar.importing.headings import Guesser, table_of
from registrar.importing.identity import identity
from registrar.importing.mapping import Meaning
from registrar.importing.merging import Merging
from registrar.importing.private import private, seems_a_name
from registrar.importing.table import Cell, tidied
from registrar.importing.understanding import Understanding
from registrar.importing.values import NotUnderstood, a_day, a_length, how_often, yes_or_no
from registrar.writing import recover
from tests.municipality import MINIATURE, TODAY
from tests.sheets import HEADINGS, MUSEUM, as_csv, with_part, workbook

ACCOUNTS = Path("policy_data/accounts")
NEW = ACCOUNTS / "museetmini-facebook.yaml"
WRITTEN = """\
# yaml-language-server: $schema=../../checks/schemas/account.json
platform: facebook
handle: museetmini
url: https://facebook.com/museetmini
unit: kultur
category: verksamhet
owner: bibliotekarie
stand_in: kulturchef
purpose: Visa samlingar
"""
LATER = ("--complete-by", "2027-03-31")

WORLD = open_policy(MINIATURE, TODAY)

Said = Callable[..., tuple[int, str]]


@pytest.fixture
def said(here: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Read in a file and return the exit code and what was said; a text or bytes are written to the file first."""

    def read_in(name: str, content: str | bytes | None = None, *words: str) -> tuple[int, str]:
        if content is not None:
            (here / name).write_bytes(content.encode() if isinstance(content, str) else content)
        code = kanalboken.run(["import", name, *words])
        return code, capsys.readouterr().out

    return read_in


def data(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / ACCOUNTS).iterdir())}


def account(id: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((ACCOUNTS / f"{id}.yaml").read_text(encoding="utf-8"))
    return found


def refusal(said: Said, name: str, content: str | bytes | None = None, *words: str) -> str:
    before = data(Path.cwd())
    with pytest.raises(Refused) as refused:
        said(name, content, *words)
    assert data(Path.cwd()) == before
    return str(refused.value)


# Text with separators.

TEXT = as_csv([HEADINGS, MUSEUM])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_text_file_is_read_whatever_its_encoding_and_separator(encoding: str, separator: str) -> None:
    text = as_csv([HEADINGS, MUSEUM], separator)
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    headings, row = read_delimited((mark + text).encode(encoding)).rows
    assert tuple(cell.text for cell in headings.cells) == HEADINGS
    assert tuple(cell.text for cell in row.cells) == MUSEUM


def test_a_text_file_becomes_an_account_and_twice_changes_nothing(said: Said, here: Path) -> None:
    code, text = said("konton.csv", TEXT)
    assert (code, NEW.read_text(encoding="utf-8")) == (0, WRITTEN)
    assert "rad 2: nytt konto `museetmini-facebook` (Facebook, museetmini)." in text
    assert judge(open_policy(here, TODAY)) == ()
    before = data(here)
    code, text = said("konton.csv")
    assert (code, data(here)) == (0, before)
    assert text.endswith("Inga rader har något nytt.\n\n1 utan något nytt.\n")


def test_line_breaks_in_quotes_and_a_line_that_names_the_separator(said: Said) -> None:
    rows = [[*HEADINGS, "Mål"], [*MUSEUM[:5], "Visa\nsamlingar", "Fler besök.\nFler frågor."]]
    assert said("konton.csv", "sep=,\r\n" + as_csv(rows, ","))[0] == 0
    assert account("museetmini-facebook")["purpose"] == "Visa samlingar"
    assert account("museetmini-facebook")["goals"] == ["Fler besök.", "Fler frågor."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen är tom"),
        (b"\r\n;;\r\n", "Filen är tom"),
        (b"\x00\x01\x02" * 50, "Filen är ingen text"),
        (b"a\x81b;c", "går inte att läsa som text"),
        (TEXT.replace("Visa samlingar", '"Visa').encode(), "Rad 2 går inte att läsa: ett citattecken"),
        (as_csv([HEADINGS]).encode(), "Under rubrikerna på rad 1 står inga konton"),
        (as_csv([["a", "b"], ["c", "d"]]).encode(), "Ingen rad ser ut som rubriker"),
        (as_csv([HEADINGS, *[MUSEUM] * 12]).encode(), "fler än 10 rader"),
    ],
)
def test_what_is_no_table_is_refused(
    said: Said, content: bytes, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registrar.importing.delimited.MAX_ROWS", 10)
    assert sentence in refusal(said, "konton.csv", content)


def test_a_file_is_refused_by_its_size_place_and_kind(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "slutar på något annat" in refusal(said, "konton.ods", b"PK")
    assert "ligger i policy_data" in refusal(said, "policy_data/accounts/kultur-x.yaml")
    assert "är ingen vanlig fil" in refusal(said, "policy_data")
    monkeypatch.setattr("registrar.importing.command.MAX_BYTES", 10)
    assert "är större än" in refusal(said, "konton.csv", TEXT)


# Workbooks.


def test_a_workbook_as_people_keep_it(said: Said, here: Path) -> None:
    """A title, two rows of headings, merged cells, a section, real dates and texts, numbers, links behind texts."""

    def dress(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:H1")
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("C2:C3")
        sheet.merge_cells("D2:E2")
        sheet.merge_cells("C4:C5")
        sheet["B5"].hyperlink = "https://x.com/museetmini?s=20"
        sheet["B7"] = '=HYPERLINK("https://facebook.com/100064000000001","Sidan")'

    rows: list[list[Any]] = [
        ["Kommunens konton 2026"],
        ["Kanal", "Länk", "Verksamhet", "Ansvar", "", "Öppnat", "Syfte", "Sid-id"],
        ["", "", "", "Ordinarie", "Ersättare"],
        [
            "Facebook",
            "facebook.com/museetmini/",
            "Kulturhuset",
            "Bibliotekarie",
            "Kulturchef",
            date(2020, 5, 4),
            "A",
            17,
        ],
        ["Twitter", "Museet på X", "", "Bibliotekarie", "Kulturchef", "3 mars 2019", "B"],
        ["Övriga konton"],
        ["Facebook", "", "kultur", "Bibliotekarie", "Kulturchef", datetime(2021, 1, 2, 3, 4), "C"],  # noqa: DTZ001 - as Excel has it
    ]
    code, text = said(workbook(here / "konton.xlsx", rows, dress).name, None, *LATER)
    assert code == 0, text
    assert "rubriker på rad 2 och 3" in text
    assert "Sammanslagna celler C4–C5" in text
    first, second, third = (account(id) for id in ("museetmini-facebook", "museetmini-x", "100064000000001-facebook"))
    assert (first["opened_on"], first["platform_id"]) == (date(2020, 5, 4), "17")
    assert (second["url"], second["unit"], second["opened_on"]) == (
        "https://x.com/museetmini",
        "kultur",
        date(2019, 3, 3),
    )
    assert (third["url"], third["opened_on"]) == ("https://facebook.com/100064000000001", date(2021, 1, 2))
    assert (first["owner"], first["stand_in"]) == ("bibliotekarie", "kulturchef")


def test_a_formula_that_nobody_has_worked_out_is_told_of(said: Said, here: Path) -> None:
    rows = [HEADINGS, [*MUSEUM[:5], '="Visa "&"samlingar"']]
    code, text = said(workbook(here / "konton.xlsx", rows).name, None, *LATER)
    assert code == 1
    assert "kolumn F: Syfte: cellen är en formel som ingen har räknat ut. Skriv värdet i cellen." in text
    assert "purpose" not in account("museetmini-facebook")


def test_a_text_that_is_one_address_and_leads_to_another_is_refused(said: Said, here: Path) -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["B2"].hyperlink = "https://facebook.com/nagonannan"

    code, text = said(workbook(here / "konton.xlsx", [HEADINGS, MUSEUM], dress).name)
    assert code == 1
    assert "kolumn B: Texten är en adress, men länken bakom den leder till en annan." in text
    assert not NEW.exists()


def test_which_sheet_is_asked_for(said: Said, here: Path) -> None:
    def dress(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        for name in ("Gamla", "Dolt", "Tomt"):
            other = sheet.parent.create_sheet(name)
            other.sheet_state = "hidden" if name == "Dolt" else "visible"
            if name != "Tomt":
                other.append(["x"])

    path = workbook(here / "konton.xlsx", [HEADINGS, MUSEUM], dress)
    assert "flera blad: Konton, Gamla. Välj ett med --sheet." in refusal(said, path.name)
    assert "Bladet ”Nya” finns inte. Bladen heter Konton, Gamla" in refusal(said, path.name, None, "--sheet", "Nya")
    assert said(path.name, None, "--sheet", "konton")[0] == 0
    assert NEW.exists()


def test_an_empty_workbook_is_refused(said: Said, here: Path) -> None:
    assert "Arbetsboken är tom" in refusal(said, workbook(here / "konton.xlsx", []).name)


def test_a_million_empty_rows_cost_nothing(said: Said, here: Path) -> None:
    path = workbook(here / "konton.xlsx", [HEADINGS, MUSEUM])
    empty = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(3, 1_000_000))
    with_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", empty + b"</sheetData>"))
    code, text = said(path.name)
    assert (code, NEW.read_text(encoding="utf-8")) == (0, WRITTEN), text


def test_a_cell_at_the_bottom_of_the_sheet_is_told_of(said: Said, here: Path) -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["A1048576"] = "Slut"

    path = workbook(here / "konton.xlsx", [HEADINGS, MUSEUM], dress)
    assert "innehåll ända till rad 1048576, och gränsen är 20000" in refusal(said, path.name)


def test_what_another_program_has_written_is_read_without_a_word(said: Said, here: Path) -> None:
    """openpyxl would say in English that it found no style of its own."""
    path = workbook(here / "konton.xlsx", [HEADINGS, MUSEUM])
    with_part(path, "xl/styles.xml", lambda text: re.sub(rb"<cellStyles.*?</cellStyles>", b"", text))
    assert said(path.name)[0] == 0
    assert NEW.read_text(encoding="utf-8") == WRITTEN


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def test_hostile_workbooks_are_refused(said: Said, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(here / "konton.xlsx", [HEADINGS, MUSEUM])
    sound = path.read_bytes()
    assert "är den skadad" in refusal(said, path.name, sound[: len(sound) // 2])
    assert "är den skadad" in refusal(said, path.name, TEXT)
    assert "lösenord eller är av äldre slag" in refusal(said, path.name, b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    path.write_bytes(sound)
    with_part(path, "xl/worksheets/sheet1.xml", lambda xml: LAUGHS + xml)
    assert "delar som Excel aldrig skriver" in refusal(said, path.name)
    path.write_bytes(sound)
    with_part(path, "xl/workbook.xml", lambda xml: xml[: len(xml) // 2])
    assert "går inte att läsa" in refusal(said, path.name)
    path.write_bytes(sound)
    with_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<row r="2"', b'<row r="z"'))
    assert "går inte att läsa" in refusal(said, path.name)
    monkeypatch.setattr(workbooks, "MAX_UNPACKED", 1_000)
    assert "orimligt stor" in refusal(said, path.name, sound)


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_that_is_damaged_somewhere_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    path = workbook(tmp_path / "konton.xlsx", [HEADINGS, MUSEUM], lambda sheet: sheet.merge_cells("A2:B2"))
    if seed % 2:
        content = bytearray(path.read_bytes())
        for _ in range(4):
            content[chance.randrange(len(content))] = chance.randrange(256)
    else:
        part = chance.choice(zipfile.ZipFile(path).namelist())
        spoil = bytes(chance.choices(b'<>/=&"0azAZ', k=4))
        start = chance.random()
        with_part(path, part, lambda text: text[: int(start * len(text))] + spoil + text[int(start * len(text)) + 9 :])
        content = bytearray(path.read_bytes())
    with contextlib.suppress(Refused):
        assert workbooks.read_workbook(bytes(content), None).rows


# YAML and JSON.


def test_records_within_records_through_a_mapping(said: Said, here: Path) -> None:
    records = [{"id": {"no": 17}, "social": {"twitter": "MuseetMini", "youtube_id": "x", "facebook": None}}]
    mapping = {
        "columns": {"social.twitter": "handle@x", "social.youtube_id": "-", "id.no": {"to": "case", "as": "KS {}"}},
        "constants": {"unit": "kultur", "owner": "bibliotekarie", "stand_in": "kulturchef", "purpose": "Svara"},
    }
    (here / "m.yaml").write_text(yaml.safe_dump(mapping), encoding="utf-8")
    assert said("konton.json", json.dumps(records), "--mapping", "m.yaml")[0] == 0
    assert account("museetmini-x")["case"] == "KS 17"
    (ACCOUNTS / "museetmini-x.yaml").unlink()
    assert said("konton.yaml", yaml.safe_dump({"list": records}), "--mapping", "m.yaml")[0] == 0
    assert account("museetmini-x")["handle"] == "MuseetMini"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.json", "{", "Rad 1: filen är inte giltig JSON"),
        ("a.json", '[{"a": 1, "a": 2}]', "Nyckeln ”a” står två gånger"),
        ("a.json", "[" * 100_000, "inte giltig JSON"),
        ("a.json", "[1, 2]", "ingen lista över konton"),
        ("a.json", "[]", "Filen är tom"),
        ("a.yaml", "a: &x 1\nb: *x\n", "Rad 1: Ankare"),
        ("a.yaml", "a: b: c", "Rad 1"),
        ("a.yaml", "a: b", "ingen lista över konton"),
    ],
)
def test_what_is_no_list_of_records_is_refused(said: Said, name: str, content: str, sentence: str) -> None:
    assert sentence in refusal(said, name, content)


# What columns mean.


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Plattform", "platform"),
        ("kanal", "platform"),
        ("URL", "url"),
        ("Länk till sidan", "url"),
        ("Kontoansvarig (roll)", "owner"),
        ("Ersätare", "stand_in"),
        ("account_owner", "owner"),
        ("Godkännande: den", "approval.on"),
        ("approval.by", "approval.by"),
        ("Diarienr", "case"),
        ("Twitter", "url@x"),
        ("Facebook-sida", "url@facebook"),
        ("facebook_id", "platform_id@facebook"),
        ("Ansvarigs telefon", "-"),
        ("E-post", "-"),
        ("Lösenord", "-"),
        ("Kontaktperson", "-"),
        ("Den kontoansvariges brevlåda", "-"),
        ("Funktionsbrevlåda", "registered_email"),
        ("Födelsedatum", "-"),
        ("Favoritfärg", "notes"),
        ("Godkänd av chefen (datum)", "approval.on"),
        ("Övrigt", "notes"),
    ],
)
def test_a_heading_is_understood(heading: str, target: str) -> None:
    guesser = Guesser(WORLD)
    sheet = read_delimited(as_csv([["Målgrupp", "Redaktörer", heading], ["a", "b", "c"]]).encode())
    assert str(guesser.targets(table_of(sheet, guesser))[heading]) == target


def test_a_column_of_addresses_is_known_by_what_it_holds() -> None:
    guesser = Guesser(WORLD)
    rows = [["Enhet", "Syfte", "Var då?"], ["kultur", "a", "https://x.com/a"], ["kultur", "b", "facebook.com/museet"]]
    found = guesser.targets(table_of(read_delimited(as_csv(rows).encode()), guesser))
    assert str(found["Var då?"]) == "url"


def test_a_row_with_an_account_on_each_platform_becomes_as_many(said: Said) -> None:
    rows = [["Enhet", "Ansvarig", "Ersättare", "Syfte", "Facebook", "Twitter"]]
    rows += [["Kulturhuset", "Bibliotekarie", "Kulturchef", "Visa", "facebook.com/museetmini", "@museetmini"]]
    assert said("konton.csv", as_csv(rows))[0] == 0
    assert account("museetmini-facebook")["platform"] == "facebook"
    assert account("museetmini-x")["url"] == "https://x.com/museetmini"


def test_a_cell_with_several_addresses_is_several_accounts_and_a_no_is_none(said: Said) -> None:
    rows = [["Enhet", "Ansvarig", "Ersättare", "Syfte", "Facebook", "Twitter"]]
    who = ["Kulturhuset", "Bibliotekarie", "Kulturchef", "Visa"]
    rows += [[*who, "facebook.com/museetett, facebook.com/museettva", "nej"], [*who, "", "Ja"]]
    code, text = said("konton.csv", as_csv(rows))
    assert code == 1
    assert (account("museetett-facebook")["handle"], account("museettva-facebook")["handle"]) == (
        "museetett",
        "museettva",
    )
    assert "rad 3: togs inte med.\n    kolumn F: Cellen säger att det finns ett konto, men inte vilket." in text
    assert "2 nya konton och 1 rad som inte togs med." in text


def test_what_one_cell_leaves_open_another_may_say(said: Said) -> None:
    rows = [["Namn", *HEADINGS], ["@museetett", "Insta", "", *MUSEUM[2:]], ["Museet", "Fejan", *MUSEUM[1:]]]
    code, text = said("konton.csv", as_csv(rows))
    assert "kolumn B: Plattformen ”Fejan” finns inte. Adressen fick avgöra." in text
    assert account("museetmini-facebook")["name"] == "Museet"
    assert code == 1, "the miniature knows no Instagram"
    rows[1][1] = "Face"
    assert said("konton.csv", as_csv(rows))[0] == 0
    assert account("museetett-facebook")["url"] == "https://facebook.com/museetett"


def test_what_is_wrong_on_many_rows_is_told_once_more_in_one_place(said: Said) -> None:
    rows = [HEADINGS, *(["X", f"x.com/museet{number}", "Okänd", *MUSEUM[3:]] for number in range(4))]
    code, text = said("konton.csv", as_csv(rows))
    assert code == 1
    assert "Samma sak på flera rader:\n  4 rader: Verksamhet: Verksamheten ”Okänd” finns inte." in text


def test_the_mapping_is_kept_beside_the_file_and_counts_when_it_is_changed(said: Said, here: Path) -> None:
    rows = [[*HEADINGS, "Hemligt namn"], ["", *MUSEUM[1:2], "Museet", *MUSEUM[3:], "Vårt museum"]]
    code, text = said("konton.csv", as_csv(rows))
    assert code == 1
    assert "kolumn C: Verksamhet: Verksamheten ”Museet” finns inte." in text
    assert "`values: unit` i mappningsfilen" in text
    path = here / "konton.csv.mapping.yaml"
    mapping = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert mapping["columns"]["Länk"] == "url"
    mapping["columns"]["Hemligt namn"] = "name"
    mapping["columns"]["Borta"] = "name"
    mapping["values"] = {"unit": {"Museet": "kultur"}}
    changed = yaml.safe_dump(mapping, allow_unicode=True)
    path.write_text(changed, encoding="utf-8")
    code, text = said("konton.csv")
    assert code == 0
    assert text.startswith("konton.csv.mapping.yaml nämner kolumner som inte finns i filen: Borta.\n")
    assert (account("museetmini-facebook")["name"], account("museetmini-facebook")["unit"]) == ("Vårt museum", "kultur")
    assert path.read_text(encoding="utf-8") == changed


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("columns: {Länk: ulr}", "fältet ”ulr” finns inte. Menar du `url`?"),
        ("columns: {Länk: url@facebok}", "plattformen ”facebok” finns inte. Menar du `facebook`?"),
        ("columns: {Länk: {to: url, as: x}}", "`as` ska vara en adress med {}"),
        ("columns: {Länk: 7}", "en rubrik ska leda till ett fält"),
        ("kolumner: {}", "”kolumner” finns inte"),
        ("values: {unit: kultur}", "det som står i filen"),
        ("constants: {hej: a}", "fältet ”hej” finns inte"),
        ("columns: [a]", "ska bestå av"),
        ("a: &b c", "rad 1: Ankare"),
    ],
)
def test_a_mapping_that_cannot_be_right_is_refused(said: Said, here: Path, mapping: str, sentence: str) -> None:
    (here / "m.yaml").write_text(mapping, encoding="utf-8")
    assert sentence in refusal(said, "konton.csv", TEXT, "--mapping", "m.yaml")


# Values.


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-09", date(2024, 3, 9)),
        ("2024/3/9", date(2024, 3, 9)),
        ("20240309", date(2024, 3, 9)),
        ("2024-03-09 00:00:00", date(2024, 3, 9)),
        ("9 mars 2024", date(2024, 3, 9)),
        ("den 9:e mars 2024", date(2024, 3, 9)),
        ("9 okt. 2024", date(2024, 10, 9)),
        ("31/12/2024", date(2024, 12, 31)),
        ("12/31/2024", date(2024, 12, 31)),
        ("5.5.2024", date(2024, 5, 5)),
    ],
)
def test_a_day_in_any_form(text: str, day: date) -> None:
    assert a_day(text) == day


@pytest.mark.parametrize("text", ["3/4/2024", "2024-02-30", "2013", "45000", "i våras", "31/13/2024", "9 foo 2024", ""])
def test_what_may_be_several_days_or_none_is_asked_about(text: str) -> None:
    with pytest.raises(NotUnderstood, match=r"kan läsas på två sätt|är inget datum"):
        a_day(text)


@pytest.mark.parametrize("unit", ["office-hour", "hour", "workday", "day", "week", "month", "year"])
@pytest.mark.parametrize("amount", [1, 2, 12, 48])
def test_a_length_of_time_is_read_as_it_is_told(amount: int, unit: str) -> None:
    value = Duration(amount, unit)
    assert Duration.parse(a_length(duration(value))) == value
    assert a_length(f"Inom {amount} {'timmar' if unit == 'hour' else unit}") is not None


@pytest.mark.parametrize("times", [1, 2, 5, 14])
@pytest.mark.parametrize("per", ["hour", "workday", "day", "week", "month", "half-year", "year"])
def test_how_often_is_read_as_it_is_told(times: int, per: str) -> None:
    value = Frequency(1 if per in ("hour", "workday") else times, per)
    assert Frequency.parse(how_often(frequency(value))) == value


@pytest.mark.parametrize("text", ["snart", "några dagar", "0 dagar", "dagar", "1 gång per sekel"])
def test_a_time_that_nobody_can_hold_anybody_to_is_asked_about(text: str) -> None:
    with pytest.raises(NotUnderstood):
        a_length(text)
    with pytest.raises(NotUnderstood):
        how_often(text)


def test_yes_and_no() -> None:
    assert [yes_or_no(text) for text in ("Ja", "x", "SANT", "1", "Nej", "–", "false")] == [True] * 4 + [False] * 3
    with pytest.raises(NotUnderstood, match="varken ja eller nej"):
        yes_or_no("kanske")


def test_what_has_no_field_or_is_not_understood_is_kept_in_the_note(said: Said) -> None:
    rows = [[*HEADINGS, "Öppnat", "Målgrupp", "Övrigt", "Färg"], [*MUSEUM, "hösten 2013", "barn, unga", "Bra.", "Blå"]]
    code, text = said("konton.csv", as_csv(rows))
    assert code == 1
    assert "kolumn G: Öppnat: ”hösten 2013” är inget datum som går att förstå. Texten står i anteckningen" in text
    assert account("museetmini-facebook")["notes"] == "Öppnat: hösten 2013; Bra.; Färg: Blå"
    assert account("museetmini-facebook")["audience"] == ["barn", "unga"]
    assert "    Anteckning: ”Öppnat: hösten 2013; Bra.; Färg: Blå”\n" in text
    assert "Läs anteckningarna" in text


# Addresses and handles.


@pytest.mark.parametrize(
    ("platform", "handle", "address"),
    [
        (None, "", "https://www.facebook.com/museetmini"),
        (None, "", "http://m.facebook.com/museetmini/?fbclid=abc&ref=x#top"),
        (None, "", "facebook.com/museetmini"),
        (None, "", "WWW.FACEBOOK.COM/museetmini"),
        (None, "", "fb.com/museetmini"),
        ("facebook", "museetmini", ""),
        ("facebook", "@museetmini", ""),
        ("facebook", "", "@museetmini"),
        ("facebook", "", "museetmini"),
        (None, "https://facebook.com/museetmini", ""),
        ("facebook", "MuseetMini", "facebook.com/museetmini"),
    ],
)
def test_an_address_in_any_form(platform: str | None, handle: str, address: str) -> None:
    found = identity(platform, handle, address, WORLD)
    assert (found.platform, found.handle, found.url) == ("facebook", "museetmini", "https://facebook.com/museetmini")


@pytest.mark.parametrize(
    ("platform", "handle", "address", "sentence"),
    [
        (None, "", "", "varken adress eller användarnamn"),
        (None, "museetmini", "", "säger inte vilken plattform"),
        (None, "", "https://user:pass@facebook.com/museetmini", "går inte att lita på"),
        (None, "", "https://facebook.com@evil.example/museetmini", "går inte att lita på"),
        (None, "", "https://faceb\u043e\u043ek.com/museetmini", "går inte att lita på"),
        (None, "", "https://facebook.com.evil.example/museetmini", "är inte ett konto på någon plattform"),
        (None, "", "https://bit.ly/3xyz", "är inte ett konto på någon plattform"),
        (None, "", "https://x.com/museet/status/1", "är inte ett konto på någon plattform"),
        ("x", "", "https://facebook.com/museetmini", "Plattformen är X, men adressen hör till Facebook"),
        ("x", "museet\u0456", "", "kan inte vara ett användarnamn på X"),
        ("facebook", "annanmini", "facebook.com/museetmini", "är inte samma konto"),
        (None, "", "javascript:alert(1)", "säger inte vilken plattform"),
        (None, "", "ftp://facebook.com/museetmini", "går inte att lita på|säger inte vilken plattform"),
    ],
)
def test_an_address_that_cannot_be_trusted_is_refused(
    platform: str | None, handle: str, address: str, sentence: str
) -> None:
    with pytest.raises(NotUnderstood, match=sentence) as refused:
        identity(platform, handle, address, WORLD)
    assert refused.value.remedy


def test_invisible_characters_are_taken_away() -> None:
    assert tidied(" a\u00a0b\u200b\u202ec \n\n\td\x07 ") == "a bc\nd"


# People.

PRIVATE = {
    "Telefon": "070-123 45 67",
    "Växel": "0240-861 00",
    "Mejl till chefen": "anna.andersson@minikoping.example",
    "Privat mejl": "anna@gmail.com",
    "Vem": "Anna Andersson",
    "Redaktörer": "Anna Andersson, Bo Bengtsson",
    "Lösenord": "Sommar2024",
    "Anteckning": "Lösenordet är Sommar2024",
    "Mål": "Ring Anna på 070-123 45 67",
    "Nummer": "19811218-9876",
    "Inloggning finns i": "Anna Andersson",
}


def test_nothing_of_a_person_and_no_secret_comes_into_the_register(said: Said, here: Path) -> None:
    rows = [[*HEADINGS[:3], "Ansvarig", *PRIVATE], [*MUSEUM[:3], "Anna Andersson", *PRIVATE.values()]]
    code, text = said("konton.csv", as_csv(rows), *LATER)
    assert code == 1
    assert "kolumn D: Ansvarig: Ingen roll heter så." in text
    assert "kolumn E" not in text, "a column that is not taken is told of once"
    assert "ser ut som en persons namn" in text
    assert "där står ett mobilnummer" in text
    kept = (here / NEW).read_text(encoding="utf-8") + (here / "konton.csv.mapping.yaml").read_text(encoding="utf-8")
    assert not re.search("Anna|Bo B|070|861|gmail|Sommar|9876", kept)


def test_what_is_told_apart_from_a_person() -> None:
    mailboxes = {"kultur.fritid@minikoping.example"}
    assert private("Skriv till kultur.fritid@minikoping.example", mailboxes) is None
    assert private("Beslut KS 2024/123-4, 2024-05-06", mailboxes) is None
    assert private("Ring 08-123 456 78", mailboxes) == "ett telefonnummer"
    assert [seems_a_name(text) for text in ("Anna Andersson", "Eva-Lena von Platen", "Bra sida", "Biblioteket")] == [
        True,
        True,
        False,
        False,
    ]


# The register that is there.


def test_the_register_is_filled_where_it_has_a_gap_and_else_kept(said: Said) -> None:
    kept = (ACCOUNTS / "kultur-facebook.yaml").read_text(encoding="utf-8")
    commented = kept.replace("owner:", "# En kommentar.\nowner:")
    (ACCOUNTS / "kultur-facebook.yaml").write_text(commented, encoding="utf-8")
    rows = [
        ["Adress", "Verksamhet", "Ansvarig", "Syfte", "Diarienr"],
        ["fb.com/MinikopingKultur/", "kultur", "Kommunikatör", "Annat", "KS 1"],
    ]
    code, text = said("konton.csv", as_csv(rows))
    assert code == 1
    assert "Ärende: (tomt) → ”KS 1”" in text
    assert "Kontoansvarig är ”Kommunikatör” i arket, men ”Bibliotekarie” i registret. Registret behålls" in text
    after = (ACCOUNTS / "kultur-facebook.yaml").read_text(encoding="utf-8")
    assert after.replace("case: KS 1\n", "") == commented
    code, text = said("konton.csv")
    assert (ACCOUNTS / "kultur-facebook.yaml").read_text(encoding="utf-8") == after


def test_two_rows_about_one_account_are_one_account(said: Said) -> None:
    rows = [
        [*HEADINGS, "Diarienr"],
        [*MUSEUM, ""],
        ["Facebook", "fb.com/museetmini", "kultur", "", "", "Annat", "KS 1"],
    ]
    code, text = said("konton.csv", as_csv(rows))
    assert code == 1
    assert "rad 3: kontot `museetmini-facebook`, inget ändras." in text
    assert "kolumn F: Syfte är ett annat på rad 2, som gäller samma konto." in text
    assert account("museetmini-facebook")["case"] == "KS 1"
    assert account("museetmini-facebook")["purpose"] == "Visa samlingar"


def test_what_is_only_half_said_is_kept_in_the_note(said: Said) -> None:
    rows = [[*HEADINGS, "Utbildning: den", "Godkänd den"], [*MUSEUM, "2025-03-04", "2020-01-02"]]
    code, text = said("konton.csv", as_csv(rows))
    assert code == 1
    assert "kolumn G: Utbildning: den: Nyckeln `by` saknas. Texten står i anteckningen i stället." in text
    assert account("museetmini-facebook")["notes"] == "Godkänd den: 2020-01-02; Utbildning: den: 2025-03-04"


def test_a_sheet_may_say_the_ids_each_once(said: Said) -> None:
    rows = [["Id", *HEADINGS], ["museet", *MUSEUM], ["museet", "X", "x.com/museetmini", *MUSEUM[2:]], ["7", *MUSEUM]]
    code, text = said("konton.csv", as_csv(rows))
    assert code == 1
    assert "rad 3: togs inte med.\n    Id:t `museet` står på en annan rad." in text
    assert account("museet")["notes"] == "Id: 7"


def test_gaps_need_a_day_until_which_they_are_tolerated(said: Said, here: Path) -> None:
    rows = [HEADINGS, MUSEUM, ["X", "x.com/museetmini", "kultur", "", "", ""]]
    code, text = said("konton.csv", as_csv(rows))
    assert code == 1
    assert "rad 3: togs inte med." in text
    assert "Ange --complete-by ÅÅÅÅ-MM-DD" in text
    assert NEW.exists(), "the row without gaps is taken"
    assert "har redan varit" in refusal(said, "konton.csv", None, "--complete-by", "2026-11-22")
    code, text = said("konton.csv", None, *LATER)
    assert code == 0
    assert "Saknar kontoansvarig, ersättare och syfte." in text
    assert account("museetmini-x")["complete_by"] == date(2027, 3, 31)
    assert {one.severity for one in judge(open_policy(here, TODAY))} == {"warning"}
    later = judge(open_policy(here, TODAY, date(2027, 4, 1)))
    assert any(one.severity == "error" for one in later)
    assert not any(one.stops for one in later), "the calendar stops nobody's handbook"


def test_an_account_that_lacks_what_a_text_needs_stops_no_import(said: Said, here: Path) -> None:
    """The standard texts are filled from the register; an account taken over with gaps is not asked yet (KO012)."""
    for path in (here / ACCOUNTS).iterdir():
        path.unlink()
    before = {one.fingerprint for one in judge(open_policy(here, TODAY))}
    rows = [["Adress", "Enhet", "Kategori"], ["fb.com/museetmini", "kultur", "Verksamhetskonto"]]
    code, text = said("konton.csv", as_csv(rows), *LATER)
    assert code == 0, text
    findings = [one for one in judge(open_policy(here, TODAY)) if one.fingerprint not in before]
    assert findings
    assert {one.severity for one in findings} == {"warning"}


def test_a_dry_run_writes_nothing(said: Said, here: Path) -> None:
    (here / "konton.csv").write_text(TEXT, encoding="utf-8")
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    code, text = said("konton.csv", None, "--dry-run")
    assert code == 0
    assert text.endswith("Inget är skrivet, för det här var en provkörning.\n")
    assert "nytt konto `museetmini-facebook`" in text
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_a_crash_in_the_middle_leaves_the_register_as_it_was(
    said: Said, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, place = data(here), writing._place

    def crash(root: Path, index: int, change: writing.Change) -> None:
        if index == 1:
            raise KeyboardInterrupt
        place(root, index, change)

    monkeypatch.setattr(writing, "_place", crash)
    rows = [HEADINGS, MUSEUM, ["X", "x.com/museetmini", *MUSEUM[2:]]]
    with pytest.raises(KeyboardInterrupt):
        said("konton.csv", as_csv(rows))
    assert data(here) == before
    assert not recover(here)


def test_what_the_checks_refuse_is_told_and_the_rest_is_written(said: Said) -> None:
    rows = [HEADINGS, [*MUSEUM[:4], "Bibliotekarie", "Samma"], ["X", "x.com/museetmini", *MUSEUM[2:]]]
    code, text = said("konton.csv", as_csv(rows))
    assert code == 1
    assert not NEW.exists()
    assert (ACCOUNTS / "museetmini-x.yaml").exists()
    assert "1 nytt konto och 1 rad som inte togs med." in text


# One account in a file of its own.


def test_an_account_file_is_written_as_it_is(said: Said) -> None:
    text = WRITTEN.replace("owner:", "# Den som svarar.\nowner:")
    assert said("museet-facebook (1).yaml", text.partition("\n")[2])[0] == 0
    path = ACCOUNTS / "museet-facebook.yaml"
    assert path.read_text(encoding="utf-8") == text
    assert said("museet-facebook.yaml", text) == (0, "Registret säger redan allt som står i filen. Inget är ändrat.\n")
    assert said("museet-facebook.yaml", text.replace("Visa samlingar", "Berätta"))[0] == 0
    assert path.read_text(encoding="utf-8") == text.replace("Visa samlingar", "Berätta")


def test_an_account_file_that_would_not_pass_is_refused(said: Said, here: Path) -> None:
    before = data(here)
    code, text = said("museet-facebook.yaml", WRITTEN.replace("owner: bibliotekarie", "owner: ingen"))
    assert code == 1
    assert "Inget är skrivet" in text
    assert "ska heta som kontots id" in refusal(said, "Museets konto.yaml", WRITTEN)
    taken = WRITTEN.replace("museetmini", "minikopingkultur")
    assert "står redan i registret" in refusal(said, "museet-facebook.yaml", taken)
    assert data(here) == before


# Anything at all.


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(st.text(max_size=30) | st.sampled_from([*HEADINGS, *MUSEUM, *PRIVATE]), max_size=7), max_size=6)
)
def test_no_table_is_too_strange(rows: list[list[str]]) -> None:
    guesser = Guesser(WORLD)
    try:
        sheet = read_delimited(as_csv([HEADINGS, *rows]).encode("utf-8", errors="replace"))
        found = table_of(sheet, guesser)
    except Refused:
        return
    meaning = Meaning({name: (target,) for name, target in guesser.targets(found).items()})
    outcomes = Merging(MINIATURE, Understanding(WORLD, meaning), date(2027, 1, 1)).outcomes(found, None)
    for outcome in outcomes:
        assert outcome.new or outcome.id or outcome.entry.remarks
        assert not (outcome.entry.refused and outcome.change)


def test_letters_of_columns() -> None:
    assert [table.letter(index) for index in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert not Cell("")
