"""What is printed: every sentence of every check once, in one text to read through, and JSON for programs."""

import json
import os
import re
from pathlib import Path

import pytest

from checks.explain import CASES
from checks.finding import Finding
from checks.report import as_json, as_text, summary
from checks.rules import RULES, number_of
from checks.run import judge, open_policy
from tests.municipality import ROOT, TODAY, overlay

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
    assert "är inte tillsatt. (sedan 30 juni 2026)" in text


def test_a_bor_is_a_warning_and_a_ska_is_an_error(bad_cases: dict[str, Findings]) -> None:
    assert {one.severity for one in bad_cases["KO104"]} == {"warning"}
    assert {one.severity for one in bad_cases["KO102"]} == {"error"}


def test_findings_are_sorted_and_said_once(bad_cases: dict[str, Findings]) -> None:
    for findings in bad_cases.values():
        places = [(one.file, one.line, one.column, one.check) for one in findings]
        assert places == sorted(places)
        assert len(set(findings)) == len(findings)


def test_json_says_the_same(bad_cases: dict[str, Findings]) -> None:
    for findings in bad_cases.values():
        document = json.loads(as_json(findings))
        assert document["errors"] + document["warnings"] == len(document["findings"]) == len(findings)
        assert [one["sentence"] for one in document["findings"]] == [one.sentence for one in findings]
        assert all(one["since"] is None or len(one["since"]) == 10 for one in document["findings"])


def test_json_of_nothing() -> None:
    assert json.loads(as_json(())) == {"errors": 0, "warnings": 0, "findings": []}


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
