"""A year in Exempelby, month by month: what happens to its accounts, what the checks say on the first of the month, and
what the people who answer for it then do. Nothing but the day and these events makes a finding come or go."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

import kanalboken
from checks.run import judge, open_policy
from tests.municipality import ROOT
from tests.redlines import edit

ACCOUNTS, UNITS = "policy_data/accounts", "policy_data/units"
NEW = f"{ACCOUNTS}/biblioteket-linkedin.yaml"
Findings = set[tuple[str, str]]


class Year:
    """A copy of the shipped data, and the day that has come."""

    def __init__(self, root: Path) -> None:
        self.root, self.day = root, date(2026, 12, 1)

    def first_of(self, year: int, month: int) -> Findings:
        """Let the first of a month come and return what is found: checks and the names of files."""
        self.day = date(year, month, 1)
        findings = judge(open_policy(self.root, self.day, self.day))
        return {(one.check, Path(one.file).stem) for one in findings}

    def does(self, *words: str, on: str) -> None:
        """Carry out a command on a day."""
        assert kanalboken.run([*words, "--as-of", on]) == 0

    def edit(self, path: str, *changes: tuple[str, str]) -> None:
        edit(self.root, path, *changes)

    def add(self, path: str, text: str) -> None:
        file = self.root / path
        file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n{text}", encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8")

    def seen(self, path: str, key: str, on: str) -> None:
        """Note in a file that somebody has looked again."""
        text = (self.root / path).read_text(encoding="utf-8")
        self.write(path, re.sub(rf"^( *){key}: \d.*$", rf"\g<1>{key}: {on}", text, flags=re.MULTILINE))

    def snapshot(self, account: str, on: str) -> None:
        """Note a snapshot of an account as an editor would who writes it in by hand."""
        path = f"{ACCOUNTS}/{account}.yaml"
        line = f'  - {{on: {on}, reference: "E-arkivet, 2027-0100", covers: [layout, content], format: pdf}}\n'
        text = (self.root / path).read_text(encoding="utf-8")
        if "snapshots:\n" in text:
            self.edit(path, ("snapshots:\n", f"snapshots:\n{line}"))
        else:
            self.add(path, f"snapshots:\n{line}")

    def answer(self, on: str) -> None:
        """Let every role answer its sheet: all is as it should be, and it has looked."""
        sheets = self.root / "build/egenkontroll" / on
        self.does("egenkontroll", "--output", str(sheets), on=on)
        for sheet in sheets.iterdir():
            text = sheet.read_text(encoding="utf-8")
            text = re.sub(r"^datum:$", f"datum: {on}", text, flags=re.MULTILINE)
            text = re.sub(r"^( +)svar:$", r"\1svar: följs", text, flags=re.MULTILINE)
            text = re.sub(r"^( +)tittade_på:$", r"\1tittade_på: kontot och rutinerna", text, flags=re.MULTILINE)
            sheet.write_text(text, encoding="utf-8")
        self.does("egenkontroll", "--read", str(sheets), on=on)


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Year:
    for part in ("policy_data", "docs"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return Year(tmp_path)


def test_a_year_in_exempelby(year: Year) -> None:  # noqa: PLR0915 - a year is long
    assert year.first_of(2026, 12) == set()

    # December. One account is closed as it should be; the other is forgotten.
    steps = ("--archived-on", "2026-11-30", "--access-revoked-on", "2026-12-01", "--closed")
    year.does("account", "close", "raddningstjansten-x", *steps, on="2026-12-01")

    assert year.first_of(2027, 1) == {("KO119", "bjorkskolan-blogg"), ("KO151", "bjorkskolan-blogg")}

    # January. It is closed, and the library decides to start an account.
    steps = ("--archived-on", "2026-12-14", "--access-revoked-on", "2026-12-14", "--closed")
    year.does("account", "close", "bjorkskolan-blogg", *steps, on="2027-01-11")
    year.does(
        *("account", "new", "--url", "https://www.linkedin.com/company/exempelby-bibliotek", "--unit", "biblioteket"),
        *("--category", "verksamhetskonto", "--owner", "bibliotekarie-digitala-kanaler"),
        *("--stand-in", "bibliotekschef"),
        *("--purpose", "Visa vad ett bibliotek gör för den som vill arbeta där", "--name", "Biblioteket i Exempelby"),
        on="2027-01-18",
    )

    assert year.first_of(2027, 2) == set()

    # February. It opens once the head has approved it.
    approved = ("--approved-by", "bibliotekschef", "--approved-on", "2027-02-08")
    year.does("account", "open", "biblioteket-linkedin", *approved, on="2027-02-15")

    assert year.first_of(2027, 3) == set()
    assert year.first_of(2027, 4) == set()

    # April. Snapshots are taken in the middle of the term, but nobody thinks of the company's accounts.
    for file in sorted((year.root / ACCOUNTS).iterdir()):
        if "status: closed" not in file.read_text(encoding="utf-8") and "bostader" not in file.name:
            year.snapshot(file.stem, "2027-04-08")

    assert year.first_of(2027, 5) == {("KO136", "bostader-facebook"), ("KO136", "bostader-linkedin")}

    # May. They are taken afterwards; every role answers what only it can see, and those who administer are looked at.
    for account in ("bostader-facebook", "bostader-linkedin"):
        what = ("--reference", "E-arkivet, 2027-0211", "--covers", "layout", "content", "--file-format", "pdf")
        year.does("account", "snapshot", account, *what, on="2027-05-04")
    year.answer("2027-05-10")

    # The last month of a term is too late: that stands until the next snapshot is taken.
    late = {("KO138", "bostader-facebook"), ("KO138", "bostader-linkedin")}
    assert year.first_of(2027, 6) == {("KO110", "omsorg")} | late

    # June. The social services look at theirs. The library plans its leave: the same weeks for owner and stand-in.
    year.edit(f"{UNITS}/omsorg.yaml", ("attested_on: 2026-05-11", "attested_on: 2027-06-02"))
    year.edit(f"{UNITS}/biblioteket.yaml", ("[2027-W32, 2027-W33]", "[2027-W30, 2027-W32, 2027-W33]"))
    campaign = "exempelby-inflyttning-instagram"
    year.does(
        *("account", "close", campaign, "--decided-by", "kommunikationschef", "--reason", "Kampanjen är slut"),
        *("--turn-to", "Kommunens sidor om att flytta hit", "--notice-on", "2027-06-10", "--closed-on", "2027-06-30"),
        on="2027-06-10",
    )

    # July. The campaign has ended, but not its account; in week 30 nobody is there to answer for the library.
    assert year.first_of(2027, 7) == late | {
        *(("KO119", campaign), ("KO151", campaign)),
        *(("KO140", "biblioteket-facebook"), ("KO140", "biblioteket-linkedin"), ("KO141", "verksamhetskonto")),
    }
    steps = ("--archived-on", "2027-06-29", "--access-revoked-on", "2027-06-30", "--closed")
    year.does("account", "close", campaign, *steps, on="2027-07-02")
    year.edit(f"{UNITS}/biblioteket.yaml", ("[2027-W30, 2027-W32, 2027-W33]", "[2027-W32, 2027-W33]"))

    # August. The librarian who answers for three accounts leaves.
    assert year.first_of(2027, 8) == late
    leaver, left = "bibliotekarie-digitala-kanaler", "    holder: k0322\n"
    year.edit(f"{UNITS}/biblioteket.yaml", (left, f"{left}    until: 2027-08-20\n"))
    year.does("show", "leaver", leaver, on="2027-08-09")

    # September. Nobody has taken over. Now the assistant does, and every unit looks at who administers its accounts.
    library = ("biblioteket-blogg", "biblioteket-facebook", "biblioteket-linkedin")
    assert year.first_of(2027, 9) == late | {
        *(("KO101", account) for account in library),
        *(("KO102", "biblioteket-instagram"), ("KO110", "bjorkskolan")),
    }
    for account in library:
        year.edit(f"{ACCOUNTS}/{account}.yaml", (f"owner: {leaver}", "owner: biblioteksassistent"))
    year.edit(f"{ACCOUNTS}/biblioteket-instagram.yaml", (f"stand_in: {leaver}", "stand_in: biblioteksassistent"))
    for unit in ("biblioteket", "bjorkskolan", "bostader", "kommunikation", "teknik-raddning"):
        year.seen(f"{UNITS}/{unit}.yaml", "attested_on", "2027-09-06")

    # October. The autumn's snapshots and answers; somebody has hijacked the name on X.
    assert year.first_of(2027, 10) == late
    for file in sorted((year.root / ACCOUNTS).iterdir()):
        if "status: closed" not in file.read_text(encoding="utf-8"):
            year.snapshot(file.stem, "2027-10-07")
    year.answer("2027-10-11")
    year.write(
        "policy_data/false_accounts/x-exempelby-tavling.yaml",
        "platform: x\naddresses: [https://x.com/exempelby_vinst]\nseen_on: 2027-10-25\ncase: KS 2027/402\n",
    )
    assert kanalboken.run(["verify", "x.com/exempelby_vinst", "--as-of", "2027-10-26"]) == 1

    # November. It has not been reported, and the documents should have been looked over.
    assert year.first_of(2027, 11) == {
        *(("KO009", "exempelby-riktlinjer"), ("KO009", "exempelby-rutiner")),
        ("KO170", "x-exempelby-tavling"),
    }
    year.add("policy_data/false_accounts/x-exempelby-tavling.yaml", "reported_on: 2027-11-02\n")
    for statute in sorted((year.root / "policy_data/statutes").iterdir()):
        year.seen(f"policy_data/statutes/{statute.name}", "checked", "2027-11-08")
    project = ("--decided-by", "teknik-och-raddningschef", "--reason", "Bygget är klart", "--closed-on", "2027-11-30")
    notice = ("--turn-to", "Kommunens växel", "--notice-on", "2027-11-12")
    year.does("account", "close", "nya-centrum-blogg", *project, *notice, on="2027-11-12")
    steps = ("--archived-on", "2027-11-29", "--access-revoked-on", "2027-11-30", "--closed")
    year.does("account", "close", "nya-centrum-blogg", *steps, on="2027-11-30")

    # December. Only what the board must do remains.
    assert year.first_of(2027, 12) == {("KO009", "exempelby-riktlinjer"), ("KO009", "exempelby-rutiner")}
