"""The command line: Swedish help, exit codes 0, 1 and 2, and a sentence for whatever can't be done."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import kanalboken
from checks.explain import CASES
from checks.rules import RULES, number_of
from checks.run import judge, open_policy
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality

ENGLISH = re.compile(
    r"\b(?:usage|optional|positional|arguments?|options?|show|this|help|message|exit|default|choose|choice|required"
    r"|error|invalid|unrecognized|the|and|command)\b"
)
COMMANDS = [command.name for command in kanalboken.COMMANDS]


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "kanalboken.py", *words], cwd=root, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def here(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean municipality, which is also the working directory."""
    root = municipality({})
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("words", [(), *(tuple(name.split()) for name in [*kanalboken.GROUPS, *COMMANDS])])
def test_help_is_swedish(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        kanalboken.run([*words, "--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("Användning: kanalboken")
    assert not ENGLISH.findall(
        re.sub(r"--?[a-z-]+|\{.*?\}|kanalboken [a-z ]+|^    [a-z]+", "", text, flags=re.MULTILINE)
    ), text


def test_help_names_every_command_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    for command in kanalboken.COMMANDS:
        group, _, name = command.name.rpartition(" ")
        with pytest.raises(SystemExit):
            kanalboken.run([*group.split(), "--help"])
        assert f"{name} {command.sentence}" in " ".join(capsys.readouterr().out.split())
        assert command.sentence.endswith(".")


def test_clean_data_is_0(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kanalboken.run(["check"]) == kanalboken.CLEAN
    told, verdict = capsys.readouterr().out.splitlines()
    assert told.startswith("Upplysning: andras dokument vilar på 2 lagar och organ")
    assert verdict == "Inga påpekanden. Allt stämmer."
    assert here.exists()


def test_findings_are_1_and_stand_on_standard_output(municipality: Municipality) -> None:
    done = run(municipality(CASES / "KO102/bad"), "check")
    assert (done.returncode, done.stderr) == (kanalboken.FINDINGS, "")
    assert done.stdout.splitlines()[-1] == "5 fel."


def test_warnings_alone_are_0(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(municipality(CASES / "KO104/bad"))
    assert kanalboken.run(["check"]) == kanalboken.CLEAN


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Kommandot går inte att förstå"),
        (("chek",), "Kommandot går inte att förstå. ”chek” finns inte."),
        (("check", "allt"), "Kommandot går inte att förstå. Det tar inte emot ”allt”."),
        (("check", "--formt", "json"), "Kommandot går inte att förstå"),
        (("check", "--format", "xml"), "Kommandot går inte att förstå"),
        (("check", "--as-of", "2026-02-30"), "är inget datum som finns"),
        (("check", "--as-of", "i morgon"), "är inget datum som finns"),
        (("explain",), "Kommandot går inte att förstå. Det saknar KONTROLL."),
        (("explain", "KO999"), "finns ingen kontroll"),
        (("explain", "../../x"), "finns ingen kontroll"),
    ],
)
def test_what_cannot_be_done_is_2_with_a_swedish_sentence(
    here: Path,
    words: tuple[str, ...],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["kanalboken", *words])
    assert kanalboken.main() == kanalboken.FAILED
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""
    assert not ENGLISH.findall(re.sub(r"--?[a-z-]+|\{.*?\}|kanalboken \w+|”.*?”|Välj bland .*", "", said.err))
    assert here.exists()


def test_in_the_wrong_folder_it_says_where_to_go(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert (done.returncode, done.stdout) == (kanalboken.FAILED, "")
    assert done.stderr == "Här finns ingen mapp policy_data. Gå till mappen med handboken och försök igen.\n"


def test_the_data_is_found_from_any_folder_below(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here / "policy_data" / "accounts")
    assert kanalboken.run(["check"]) == kanalboken.CLEAN


def test_a_reader_that_leaves_early_is_no_accident(municipality: Municipality) -> None:
    root = municipality(CASES / "KO102/bad")
    command = f"{sys.executable} {ROOT / 'kanalboken.py'} check | head -n 0"
    done = subprocess.run(["sh", "-c", command], cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""


def test_swedish_letters_are_printed_whatever_the_terminal_says(municipality: Municipality) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "kanalboken.py", "check"],
        cwd=municipality(CASES / "KO102/bad"),
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert "saknar ersättare" in done.stdout.decode("utf-8")


# --as-of moves the clock, --gate lets through what only the calendar did.


def test_as_of_moves_the_clock(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kanalboken.run(["check", "--as-of", "2028-01-01"]) == kanalboken.FINDINGS
    assert "skulle ha setts över (sedan 31 december 2027)." in capsys.readouterr().out
    assert here.exists()


def test_as_of_never_moves_the_data(here: Path) -> None:
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    kanalboken.run(["check", "--as-of", "2028-01-01"])
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_the_clock_counts_only_where_the_organisation_does_not_stand_still(municipality: Municipality) -> None:
    standing = (MINIATURE / "policy_data/organisation.yaml").read_text(encoding="utf-8")
    root = municipality({"policy_data/organisation.yaml": standing.replace("as_of: 2026-11-22\n", "")})
    later = date(2028, 1, 1)
    assert open_policy(MINIATURE, later).today == TODAY
    assert open_policy(root, later).today == later
    assert open_policy(root, later, TODAY).today == TODAY


def test_the_gate_lets_the_calendar_pass_and_nothing_else(
    here: Path, municipality: Municipality, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kanalboken.run(["check", "--gate", "--as-of", "2028-01-01"]) == kanalboken.CLEAN
    assert "skulle ha setts över" in capsys.readouterr().out, "it is still told"
    municipality(CASES / "KO102/bad")
    assert kanalboken.run(["check", "--gate"]) == kanalboken.FINDINGS
    assert here.exists()


@pytest.mark.parametrize("day", ["2027-01-15", "2027-12-31", "2030-06-01", "9999-12-31"])
def test_time_alone_never_makes_what_stops_the_handbook(day: str) -> None:
    findings = judge(open_policy(MINIATURE, TODAY, date.fromisoformat(day)))
    assert [one for one in findings if one.stops] == []


# explain


@pytest.mark.parametrize("number", [number_of(rule) for rule in RULES])
def test_explain_tells_why_and_shows_right_and_wrong(
    number: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kanalboken.run(["explain", number.lower()]) == kanalboken.CLEAN
    text = capsys.readouterr().out
    assert text.startswith(f"{number}: ")
    assert "\nRätt: " in text
    assert "\nFel: " in text
    assert "\n  > " in text
    assert f"# {number}" not in text
    assert here.exists()


def test_explain_names_the_guidelines_in_force(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kanalboken.run(["explain", "KO102"])
    assert "R 1.2 Varje konto ska ha en ersättare för den kontoansvarige." in capsys.readouterr().out
    assert here.exists()
