"""What is reported: every sentence of every check once, in one text to read through, and every format told alike."""

import json
import os
import re
from pathlib import Path

import pytest

from checks.explain import CASES, expected
from checks.finding import Broken, Finding
from checks.options import REPORT
from checks.report import FORMATS, as_github, as_gitlab, as_json, as_junit, as_text, summary
from checks.report.github import MAX_SUMMARY, SHOWN, step_summary
from checks.rules import RULES, number_of
from checks.run import judge, open_policy
from tests.municipality import ROOT, TODAY, Municipality, overlay
from tests.reports import READERS, Annotation, from_github, from_json, workflow_command

GOLDEN = Path(__file__).parent / "golden" / "findings.txt"
REWRITE = "GOLDEN=write .venv/bin/pytest tests/test_report.py"
ENGLISH = re.compile(
    r"\b(?:the|is|not|error|missing|invalid|unknown|warning|expected|required|file|line|None|True|False)\b"
)

MUSEUM = "policy_data/accounts/museet-facebook.yaml"

Findings = tuple[Finding, ...]


@pytest.fixture(scope="module")
def bad_cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Findings]:
    """The findings of every bad case, by its check."""
    found = {}
    for rule in RULES:
        root = overlay(tmp_path_factory.mktemp(number_of(rule)), CASES / number_of(rule) / "bad")
        found[number_of(rule)] = judge(open_policy(root, TODAY))
    return found


def test_all_findings_read_as_they_did(bad_cases: dict[str, Findings]) -> None:
    """A change here is a change of what people read: look at the difference, then write the text anew."""
    text = "\n".join(f"== {number}\n{as_text(findings)}" for number, findings in bad_cases.items())
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8"), f"Läs skillnaden. Är den rätt: {REWRITE}"


def test_every_sentence_and_remedy_is_plain_swedish(bad_cases: dict[str, Findings]) -> None:
    for finding in (one for findings in bad_cases.values() for one in findings):
        for words in (finding.sentence, finding.remedy):
            assert words[-1] in ".…)", words
            assert words[0].isupper() or words[0] in "`”", words
            assert not ENGLISH.search(re.sub(r"`[^`]*`|”[^”]*”", "", words)), words
            assert '"' not in re.sub(r"`[^`]*`", "", words), "Swedish quotation marks"


def test_a_finding_tells_place_weight_check_sentence_remedy_and_guideline(bad_cases: dict[str, Findings]) -> None:
    (text,) = (as_text([one]) for one in bad_cases["KO102"] if one.file == MUSEUM)
    assert text.splitlines() == [
        f"{MUSEUM}:1:1: fel KO102: Kontot ”Museet i Miniköping” saknar ersättare för den kontoansvarige.",
        "    Gör så här: Ange en annan roll än den kontoansvariges i fältet `stand_in`.",
        "    Riktlinje: R 1.2 Ersättare (Riktlinjer för sociala medier i Miniköping, ”Kontot”)",
        "    Källa: Storköping 2014, ”Råd”, sidan 3",
        "    Läs mer: kanalboken explain KO102",
        "1 fel.",
    ]


def test_what_the_calendar_did_carries_its_day(bad_cases: dict[str, Findings]) -> None:
    text = as_text(bad_cases["KO101"])
    assert "är inte tillsatt (sedan 30 juni 2026)." in text


def test_a_bor_is_a_warning_and_a_ska_is_an_error(bad_cases: dict[str, Findings]) -> None:
    assert {one.severity for one in bad_cases["KO104"]} == {"warning"}
    assert {one.severity for one in bad_cases["KO102"]} == {"error"}


def test_findings_are_sorted_and_said_once(bad_cases: dict[str, Findings]) -> None:
    for findings in bad_cases.values():
        places = [(one.file, one.line, one.column, one.check) for one in findings]
        assert places == sorted(places)
        assert len(set(findings)) == len(findings)


# Every format, read by its schema or its own parser.


def test_every_format_that_can_be_asked_for_is_there() -> None:
    assert tuple(FORMATS) == tuple(READERS) == REPORT[1]["choices"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_every_finding(name: str, bad_cases: dict[str, Findings]) -> None:
    for findings in bad_cases.values():
        told = READERS[name](FORMATS[name].write(findings))
        assert told == [Annotation(one.file, one.line, one.check, one.severity, one.sentence) for one in findings]


@pytest.mark.parametrize("name", FORMATS)
def test_a_mistake_of_each_kind_is_shown_on_its_line(name: str, bad_cases: dict[str, Findings]) -> None:
    for number, findings in bad_cases.items():
        told = READERS[name](FORMATS[name].write(findings))
        assert {(one.file, one.line, one.check) for one in told} == expected(CASES / number / "bad")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_say_that_all_is_well(name: str) -> None:
    assert READERS[name](FORMATS[name].write(())) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_known_again_and_nothing_else(name: str, bad_cases: dict[str, Findings]) -> None:
    alike = {"text": {"text", "github"}, "github": {"text", "github"}}.get(name, {name})
    for other, form in FORMATS.items():
        for findings in ((), *bad_cases.values()):
            if not (findings == () and {name, other} == {"json", "gitlab"}):
                assert FORMATS[name].is_one(form.write(findings)) == (other in alike)
    for text in ("", "# Läs mig\n", "{}", '{"findings": 1}', "[1]", "fel.", "policy_data: {}\n"):
        assert not FORMATS[name].is_one(text), text


HOSTILE = "::stop-commands::x ##[add-mask]y | <img src=x> `*_` % %0A , : \r\n::error::z \x1b[2J ]]> &amp; \u202e"


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_data_become_markup_or_commands(name: str) -> None:
    broken = Broken("x", HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    finding = Finding(f"a{HOSTILE}.yaml", 1, 1, "KO003", "error", HOSTILE, HOSTILE, None, (broken,), "0" * 32)
    text = FORMATS[name].write([finding])
    if name == "json":
        assert from_json(text) == [Annotation(finding.file, 1, "KO003", "error", HOSTILE)]
        return
    assert not {"\x1b", "\r", "\u202e"} & set(text)
    if name != "text":
        (told,) = READERS[name](text)
        assert (told.line, told.check, told.severity) == (1, "KO003", "error")
        assert "<img src=x> `*_` % %0A , :" in told.sentence
    if name in ("text", "github"):
        commands = [found[0] for line in text.splitlines() if (found := workflow_command(line))]
        assert "stop-commands" not in commands
        assert commands == (["error"] if name == "github" else commands)


def test_the_parser_of_workflow_commands_sees_what_data_could_fake() -> None:
    assert workflow_command("  ::stop-commands::x") == ("stop-commands", {}, "x")
    assert workflow_command("a ##[add-mask]y") == ("add-mask", {}, "y")
    assert workflow_command("::error file=a%3Ab%2Cc,line=2::d%0Ae%250A") == (
        "error",
        {"file": "a:b,c", "line": "2"},
        "d\ne%0A",
    )


def test_what_github_leaves_out_stands_in_the_summary() -> None:
    findings = [Finding(f"{i}.yaml", i, 1, "KO001", "error", "Fel.", "Rätta.") for i in range(1, SHOWN + 3)]
    assert "::notice::" not in as_github(findings[:SHOWN])
    assert "::notice::GitHub visar bara de första." in as_github(findings)
    rows = step_summary(findings).splitlines()
    assert rows[0] == "### Kanalboken: 12 fel."
    assert len([row for row in rows if row.startswith("| fel |")]) == len(findings)
    assert step_summary(()) == "### Kanalboken: inga påpekanden. Allt stämmer.\n\n"


def test_the_summary_is_a_table_and_nothing_in_it_is_markup(bad_cases: dict[str, Findings]) -> None:
    hostile = Finding("a|b.yaml", 1, 1, "KO003", "error", HOSTILE, HOSTILE)
    for findings in (*bad_cases.values(), (hostile,)):
        table = step_summary(findings).splitlines()[2:]
        cells = {len(re.findall(r"(?<!\\)\|", row)) for row in table}
        assert cells == {7}
        assert not re.search(r"(?<!\\)[<`*_\[]", "".join(table))


def test_the_summary_stays_below_what_github_takes() -> None:
    many = [Finding(f"{i}.yaml", 1, 1, "KO001", "error", "Å" * 1000, "Rätta.") for i in range(1000)]
    text = step_summary(many)
    assert MAX_SUMMARY - 5000 < len(text.encode()) < 1024 * 1024
    shown = text.count("| fel |")
    assert text.endswith(f"\nOch {len(many) - shown} till. Kör `kanalboken check` för att se alla.\n")


def test_a_warning_makes_nothing_red_in_junit(bad_cases: dict[str, Findings]) -> None:
    assert "<failure" not in as_junit(bad_cases["KO104"])
    assert "<skipped" in as_junit(bad_cases["KO104"])


def test_gitlab_is_told_what_to_do(bad_cases: dict[str, Findings]) -> None:
    for row, one in zip(json.loads(as_gitlab(bad_cases["KO102"])), bad_cases["KO102"], strict=True):
        assert row["description"].endswith(f"Gör så här: {one.remedy}")


def test_an_annotation_says_what_to_do_and_which_guideline(bad_cases: dict[str, Findings]) -> None:
    (line,) = (line for line in as_github(bad_cases["KO102"]).splitlines() if MUSEUM in line)
    command = workflow_command(line)
    assert command is not None
    assert command[1]["title"] == "KO102: R 1.2 Ersättare"
    assert command[2].splitlines()[1:] == [
        "Gör så här: Ange en annan roll än den kontoansvariges i fältet `stand_in`.",
        "Riktlinje: R 1.2 Ersättare (Riktlinjer för sociala medier i Miniköping, ”Kontot”)",
        "Källa: Storköping 2014, ”Råd”, sidan 3",
        "Läs mer: kanalboken explain KO102",
    ]
    assert len(from_github(line)) == 1


def test_json_counts_and_dates(bad_cases: dict[str, Findings]) -> None:
    for findings in bad_cases.values():
        document = json.loads(as_json(findings))
        assert document["errors"] + document["warnings"] == len(document["findings"]) == len(findings)
        assert [one["stops"] for one in document["findings"]] == [one.stops for one in findings]
        assert [one["since"] for one in document["findings"]] == [
            one.since and one.since.isoformat() for one in findings
        ]


# Fingerprints: the same finding in the next run.


def test_fingerprints_are_unique(bad_cases: dict[str, Findings]) -> None:
    for findings in bad_cases.values():
        assert len({one.fingerprint for one in findings}) == len(findings)


def test_fingerprints_survive_moved_lines_and_the_passing_of_time(
    tmp_path: Path, bad_cases: dict[str, Findings]
) -> None:
    for number, findings in bad_cases.items():
        root = overlay(tmp_path / number, CASES / number / "bad")
        moved = {one.file for one in findings if one.check != "KO001" and one.file.endswith(".yaml")}
        for file in moved:
            text = (root / file).read_text(encoding="utf-8")
            (root / file).write_text(f"# En rad\n# till\n{text}", encoding="utf-8")
        again = judge(open_policy(root, TODAY))
        assert [one.fingerprint for one in again] == [one.fingerprint for one in findings], number
        assert all(new.line == old.line + 2 for new, old in zip(again, findings, strict=True) if new.file in moved)


def test_a_fingerprint_survives_that_its_neighbours_are_mended(municipality: Municipality) -> None:
    root = municipality(CASES / "KO004/bad")
    before = {one.fingerprint: one.sentence for one in judge(open_policy(root, TODAY))}
    account = (root / MUSEUM).read_text(encoding="utf-8").replace("museet-instagram", "kultur-facebook")
    (root / MUSEUM).write_text(account, encoding="utf-8")
    after = {one.fingerprint: one.sentence for one in judge(open_policy(root, TODAY))}
    assert after.items() < before.items()
    assert len(before) - len(after) == 1


def test_a_fingerprint_is_not_that_of_an_item_of_a_list_which_comes_before_it_now(municipality: Municipality) -> None:
    row = "  - {guideline: %s, by: kulturchef, until: 2027-01-31, reason: Kontot flyttas.}\n"
    path = "policy_data/accounts/kultur-facebook.yaml"
    account = (ROOT / "tests/miniature" / path).read_text(encoding="utf-8")

    def told(*guidelines: str) -> list[str]:
        text = account + "exemptions:\n" + "".join(row % one for one in guidelines)
        return [one.fingerprint for one in judge(open_policy(municipality({path: text}), TODAY))]

    (first,) = told("finns-inte")
    both = told("heller-inte", "finns-inte")
    assert both[1] == first != both[0]


# What people read.


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [
        (0, 0, "Inga påpekanden. Allt stämmer."),
        (1, 0, "1 fel."),
        (0, 1, "1 varning."),
        (2, 3, "2 fel och 3 varningar."),
    ],
)
def test_the_last_line_says_how_it_went(errors: int, warnings: int, words: str) -> None:
    finding = Finding("a.yaml", 1, 1, "KO001", "error", "Fel.", "Rätta.")
    warning = Finding("a.yaml", 1, 1, "KO001", "warning", "Fel.", "Rätta.")
    assert summary([finding] * errors + [warning] * warnings) == words


def test_nothing_in_a_file_name_can_fake_a_line() -> None:
    finding = Finding("a\nb\x1b[2J.yaml", 1, 1, "KO003", "error", "Fel.", "Rätta.")
    text = as_text([finding])
    assert "\x1b" not in text
    assert text.startswith("a\N{REPLACEMENT CHARACTER}b")


def test_the_golden_text_is_where_the_sentence_says() -> None:
    assert GOLDEN.is_relative_to(ROOT)
