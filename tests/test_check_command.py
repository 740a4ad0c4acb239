"""`kanalboken check`: a pull request as CI judges it, reports in files, what fails, and what is tolerated."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import kanalboken
from checks.command_line import Refused
from checks.explain import CASES, expected
from checks.finding import Finding
from checks.report import FORMATS
from checks.run import judge, open_policy
from tests.municipality import MINIATURE, TODAY, Municipality, overlay
from tests.reports import READERS, from_github
from tests.repository import committed, git

Check = Callable[..., int]

ACCOUNT = "policy_data/accounts/kultur-facebook.yaml"
MUSEUM = "policy_data/accounts/museet-facebook.yaml"


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Check:
    """Run the command in a folder, as typed."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)

    def run(root: Path, *words: str) -> int:
        monkeypatch.chdir(root)
        return kanalboken.run(["check", *words])

    return run


# A pull request with a mistake of each kind, in a repository where the data is not at the root.

PULL_REQUEST = (
    ("KO001", "policy_data/accounts/tabb.yaml"),  # a file that can't be read
    ("KO002", MUSEUM),  # a form that is wrong, in several places
    ("KO003", "policy_data/accounts/Museet Facebook.yaml"),  # a name that is none
    ("KO005", "policy_data/statutes/arkivlagen-1990.yaml"),  # something that nobody uses
    ("KO104", "policy_data/accounts/bion-facebook.yaml"),  # a guideline that only advises
    ("KO123", "policy_data/statutes/forvaltningslagen-2017.yaml"),  # a law
)


def changed_lines(root: Path) -> set[tuple[str, int]]:
    """The lines that the last commit added or changed, as a reviewer sees them."""
    found, file = set(), ""
    for line in git(root, "diff", "--unified=0", "--no-color", "HEAD~1", "HEAD").splitlines():
        if line.startswith("+++ b/"):
            file = line.removeprefix("+++ b/").rstrip("\t")
        elif hunk := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line):
            found |= {(file, int(hunk[1]) + offset) for offset in range(int(hunk[2] or 1))}
    return found


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A repository with the handbook in a folder of its own; its last commit is the pull request."""
    root = overlay(tmp_path / "handbok", {})
    committed(tmp_path, "Före")
    for number, path in PULL_REQUEST:
        (root / path).write_bytes((CASES / number / "bad" / path).read_bytes())
    committed(tmp_path, "Förslag")
    return root


@pytest.mark.parametrize("name", FORMATS)
def test_a_pull_request_is_annotated_on_the_lines_it_changed(
    name: str, pull_request: Path, check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(pull_request, "--format", name) == kanalboken.FINDINGS
    folder = "handbok/" if FORMATS[name].in_repository else ""
    shown = {(one.file, one.line, one.check) for one in READERS[name](capsys.readouterr().out)}
    for number, path in PULL_REQUEST:
        marked = {
            (folder + file, line, check) for file, line, check in expected(CASES / number / "bad") if file == path
        }
        assert marked, path
        assert marked <= shown
    changed = {(path.removeprefix("" if folder else "handbok/"), line) for path, line in changed_lines(pull_request)}
    assert {(file, line) for file, line, _ in shown} <= changed


def test_the_summary_of_a_step_holds_every_finding(
    pull_request: Path,
    check: Check,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("Tidigare steg\n", encoding="utf-8")
    monkeypatch.setattr("checks.judge_and_report.STEP_SUMMARY", "KANALBOKEN_TEST_SUMMARY")
    monkeypatch.setenv("KANALBOKEN_TEST_SUMMARY", str(summary))
    check(pull_request, "--format", "github")
    shown = from_github(capsys.readouterr().out)
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("Tidigare steg\n### Kanalboken: ")
    assert len(re.findall(r"^\| (?:fel|varning) \|", text, re.MULTILINE)) == len(shown)
    check(pull_request, "--format", "json")
    assert summary.read_text(encoding="utf-8") == text


# --output


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_in_a_file_is_the_report(
    name: str, municipality: Municipality, check: Check, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root, report = municipality(CASES / "KO102/bad"), tmp_path / "rapport"
    check(root, "--format", name, "--output", str(report))
    assert capsys.readouterr().out == f"5 fel. Rapporten står i {report}.\n"
    check(root, "--format", name)
    printed = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("Upplysning:")]
    assert report.read_text(encoding="utf-8").splitlines() == printed
    municipality({})
    (root / MUSEUM).unlink()
    check(root, "--format", name, "--output", str(report))
    assert READERS[name](report.read_text(encoding="utf-8")) != READERS[name]("\n".join(printed))
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_an_empty_file_may_become_a_report(municipality: Municipality, check: Check, tmp_path: Path) -> None:
    (tmp_path / "rapport.json").touch()
    assert check(municipality({}), "--format", "json", "--output", str(tmp_path / "rapport.json")) == kanalboken.CLEAN


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("policy_data/rapport.json", "Kontrollen skriver aldrig i policy_data."),
        ("policy_data/accounts/rapport.json", "Kontrollen skriver aldrig i policy_data."),
        ("genväg/rapport.json", "Kontrollen skriver aldrig i policy_data."),
        ("finns/inte.json", "Mappen finns finns inte."),
        (ACCOUNT, "Kontrollen skriver aldrig i policy_data."),
        ("README.md", "README.md finns redan och är ingen rapport i det formatet."),
        ("länk.json", "länk.json är ingen vanlig fil."),
        (".", "är ingen vanlig fil."),
        ("/dev/null", "/dev/null är ingen vanlig fil."),
    ],
)
def test_a_report_is_never_written_over_anything_else(
    name: str, sentence: str, municipality: Municipality, check: Check
) -> None:
    root = municipality({"README.md": "# Vår handbok\n"})
    (root / "genväg").symlink_to("policy_data/accounts", target_is_directory=True)
    (root / "länk.json").symlink_to("README.md")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(Refused, match=re.escape(sentence)):
        check(root, "--format", "json", "--output", name)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


# --fail-on, --select, --ignore


@pytest.mark.parametrize(
    ("case", "words", "code"),
    [
        ("KO104", (), 0),
        ("KO104", ("--fail-on", "error"), 0),
        ("KO104", ("--fail-on", "warning"), 1),
        ("KO104", ("--fail-on", "warning", "--ignore", "ko104"), 0),
        ("KO102", (), 1),
        ("KO102", ("--ignore", "KO102"), 0),
        ("KO102", ("--ignore", "KO1"), 0),
        ("KO102", ("--select", "KO102"), 1),
        ("KO102", ("--select", "KO0"), 0),
        ("KO102", ("--select", "KO103, KO10"), 1),
        ("KO102", ("--select", "KO10", "--ignore", "KO102"), 0),
        ("KO119", ("--select", "KO119", "--gate"), 1),
    ],
)
def test_what_counts(case: str, words: tuple[str, ...], code: int, municipality: Municipality, check: Check) -> None:
    assert check(municipality(CASES / case / "bad"), *words) == code


def test_the_gate_lets_warnings_of_the_calendar_pass_too(municipality: Municipality, check: Check) -> None:
    root = municipality({})
    assert check(root, "--as-of", "2030-01-01", "--fail-on", "warning") == kanalboken.FINDINGS
    assert check(root, "--as-of", "2030-01-01", "--fail-on", "warning", "--gate") == kanalboken.CLEAN


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--select", "KO999"), "Det finns ingen kontroll ”KO999”."),
        (("--select", "KO102,"), "Det finns ingen kontroll ””."),
        (("--ignore", "stand_in"), "Det finns ingen kontroll ”STAND_IN”."),
        (("--select", "KO102", "--ignore", "KO1"), "blir det ingen kontroll kvar"),
        (("--ignore", "KO"), "blir det ingen kontroll kvar"),
        (("--fail-on", "info"), "Kommandot går inte att förstå"),
    ],
)
def test_a_selection_that_is_none_is_refused(
    words: tuple[str, ...], sentence: str, municipality: Municipality, check: Check
) -> None:
    with pytest.raises(Refused, match=sentence):
        check(municipality({}), *words)


# What is tolerated for a while: an exemption in the data, or an account that was taken over incomplete.

EXEMPTION = "exemptions:\n  - {{guideline: {}, by: kulturchef, until: 2026-12-31, reason: Kontot flyttas i vår.}}\n"
LAST, BITES = date(2026, 12, 31), date(2027, 1, 1)


def without_stand_in(extra: str) -> dict[str, str]:
    account = (MINIATURE / ACCOUNT).read_text(encoding="utf-8")
    return {ACCOUNT: re.sub(r"^stand_in:.*\n", "", account, flags=re.MULTILINE) + extra}


def told(root: Path, day: date) -> list[Finding]:
    return [one for one in judge(open_policy(root, TODAY, day)) if one.check == "KO102"]


def test_an_exemption_holds_until_its_last_day_and_then_bites(municipality: Municipality) -> None:
    (guideline,) = {one.breaks[0].id for one in told(municipality(without_stand_in("")), TODAY)}
    root = municipality(without_stand_in(EXEMPTION.format(guideline)))
    assert told(root, LAST) == []
    (finding,) = told(root, BITES)
    assert (finding.severity, finding.since, finding.stops) == ("error", BITES, False)


def test_an_exemption_from_something_else_tolerates_nothing(municipality: Municipality) -> None:
    root = municipality(without_stand_in(EXEMPTION.format("purpose")))
    for day in (LAST, BITES):
        (finding,) = told(root, day)
        assert (finding.severity, finding.since) == ("error", None)


def test_a_prolonged_exemption_counts_from_its_last_day(municipality: Municipality) -> None:
    (guideline,) = {one.breaks[0].id for one in told(municipality(without_stand_in("")), TODAY)}
    again = EXEMPTION.format(guideline).replace("exemptions:\n", "").replace("2026-12-31", "2027-06-30")
    root = municipality(without_stand_in(EXEMPTION.format(guideline) + again))
    assert told(root, date(2027, 6, 30)) == []
    (finding,) = told(root, date(2027, 8, 1))
    assert finding.since == date(2027, 7, 1)


def test_a_unit_may_be_exempted_for_all_its_accounts(municipality: Municipality) -> None:
    unit = "policy_data/units/kultur.yaml"
    (guideline,) = {one.breaks[0].id for one in told(municipality(without_stand_in("")), TODAY)}
    text = (MINIATURE / unit).read_text(encoding="utf-8")
    inside = "accounts:\n  " + EXEMPTION.format(guideline).replace("\n  ", "\n    ")
    root = municipality(without_stand_in("") | {unit: text.replace("accounts:\n", inside)})
    assert told(root, LAST) == []
    (finding,) = told(root, BITES)
    assert finding.since == BITES


@pytest.mark.parametrize(("until", "since"), [("2026-12-31", None), ("2026-10-31", date(2026, 11, 1))])
def test_a_unit_may_itself_be_exempted(until: str, since: date | None, municipality: Municipality) -> None:
    root = municipality(CASES / "KO125/bad")
    (finding,) = (one for one in judge(open_policy(root, TODAY)) if one.check == "KO125")
    assert finding.since is None
    exemption = EXEMPTION.format(finding.breaks[0].id).replace("2026-12-31", until)
    with (root / finding.file).open("a", encoding="utf-8") as unit:
        unit.write(exemption)
    findings = judge(open_policy(root, TODAY))
    assert [one.check for one in findings if one.check in ("KO002", "KO004")] == []
    assert [one.since for one in findings if one.check == "KO125"] == ([since] if since else [])


def test_a_unit_is_exempted_by_a_role_from_a_guideline_that_there_are(municipality: Municipality) -> None:
    unit = "policy_data/units/kultur.yaml"
    text = (MINIATURE / unit).read_text(encoding="utf-8") + EXEMPTION.format("finns-inte").replace(
        "kulturchef", "ingen"
    )
    findings = judge(open_policy(municipality({unit: text}), TODAY))
    assert [one.sentence for one in findings] == ["Riktlinjen `finns-inte` finns inte.", "Rollen `ingen` finns inte."]


def test_an_account_taken_over_incomplete_is_warned_about_and_then_not_tolerated(municipality: Municipality) -> None:
    root = municipality(without_stand_in("complete_by: 2026-12-31\n"))
    (finding,) = told(root, LAST)
    assert (finding.severity, finding.since) == ("warning", None)
    (finding,) = told(root, BITES)
    assert (finding.severity, finding.since, finding.stops) == ("error", BITES, False)
