"""The paper for the meeting: everything the body needs in one file and the text alone in another, valid and always the
same."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pypdf
import pytest

import kanalboken
from checks.policy.sentences import finished, plain
from hooks.paper import prints, typeset
from hooks.proposal import FOLDER, proposal_prints
from tests.municipality import ROOT, Municipality, overlay
from tests.printed import PROFILES, failures, pages_of, squeezed, without_headers
from tests.redlines import ANSWERS, DOCUMENT, OWN, SAFETY, decide, edit, opened

PROPOSAL = """\
proposal:
  version: "1.1"
  case: KS 2026/77
  body: kommunstyrelsen
  meeting_on: 2026-12-15
  valid_from: 2027-01-01
  proposer: kommunikator
  reason: Svaren dröjer för länge.
sections:
  - title: Kontot
"""
NAMES = ("forslag-minikoping-riktlinjer-1.1.pdf", "forslag-minikoping-riktlinjer-1.1-enbart-texten.pdf")


def propose(root: Path) -> Path:
    """Decide a document, then propose another number, level and wording, and a guideline less."""
    decide(root)
    edit(
        root,
        DOCUMENT,
        ("sections:\n  - title: Kontot\n", PROPOSAL),
        ("{id: response-time, level: must, set: {within: {default: 2 workdays,", TIMELY),
        ("{id: friendly-tone, level: should}", "{id: friendly-tone, level: must, reason: Tonen avgör.}"),
        ("      - {id: admin-tool, level: must}\n", ""),
    )
    edit(root, ANSWERS, ("Det {level} synas vem", "Det {level} alltid synas vem"))
    edit(root, "policy_data/accounts/kultur-facebook.yaml", ("response_time: 1 workday", "response_time: 2 workdays"))
    return root


TIMELY = "{id: response-time, level: must, reason: Två dagar är för långt., set: {within: {default: 1 workday,"


@pytest.fixture
def proposed(municipality: Municipality) -> Path:
    """A municipality with a decided document and a proposal to change it."""
    return propose(municipality({}))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The finished files of a proposal, by name."""
    root = propose(overlay(tmp_path_factory.mktemp("proposed"), {}))
    return {name: typeset(made) for name, made in proposal_prints(OWN, opened(root)).items()}


def told(file: bytes) -> str:
    return squeezed(without_headers(pages_of(file)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("profile", PROFILES)
def test_both_files_are_archivable_and_accessible(files: Mapping[str, bytes], name: str, profile: str) -> None:
    assert failures(files[name], profile) == []


def test_the_cover_tells_who_decides_what_and_when(files: Mapping[str, bytes]) -> None:
    for name in NAMES:
        cover = pages_of(files[name])[0]
        for row in (
            "Förslag, inte beslutat",
            "Ska beslutas av Kommunstyrelsen",
            "Sammanträde 15 december 2026",
            "Ärendenummer KS 2026/77",
            "Föreslaget av Kommunikatör",
            "Version 1.1",
            "Gäller från 1 januari 2027",
        ):
            assert row in cover
        assert "Beslutsdatum" not in cover


def test_every_page_has_the_case_and_its_number(files: Mapping[str, bytes]) -> None:
    for name in NAMES:
        pages = pages_of(files[name])
        heads = [one.partition("\n")[0] for one in pages]
        assert all("KS 2026/77" in head for head in heads)
        assert [head.rpartition("sida ")[2] for head in heads] == [
            f"{number} ({len(pages)})" for number in range(1, len(pages) + 1)
        ]


def test_the_paper_holds_every_part_in_order(files: Mapping[str, bytes]) -> None:
    text = told(files[NAMES[0]])
    parts = [
        "Kommunstyrelsen föreslås besluta",
        "att anta version 1.1 av ”Riktlinjer för sociala medier i Miniköping” enligt förslaget,",
        "att versionen gäller från och med den 1 januari 2027, och",
        "att version 1.0 slutar gälla samma dag.",
        "Svaren dröjer för länge.",
        "1 riktlinje är borttagen.",
        "3 riktlinjer är ändrade.",
        "En sak behöver rättas i registret",
        "Två dagar är för långt.",
        "Så ändras dokumentet från version 1.0",
        "[borttaget: två arbetsdagar] [tillagt: en arbetsdag]",
        "Den som svarar [borttaget: bör] [tillagt: ska] skriva vänligt.",
        "Det ska [tillagt: alltid] synas vem",
        "Registret är prövat mot förslaget som det ser ut den 22 november 2026.",
        "Kulturhuset i Miniköping (Facebook)",
        "Frågor ska få svar inom en arbetsdag",
        "Förvaltningslagen",
        "Bilaga: Kontolista",
        "Miniköping Vatten",
    ]
    position = text.find(squeezed("Kommunstyrelsen föreslås"))
    for part in parts:
        found = text.find(squeezed(part), position)
        assert found >= 0, part
        position = found


def test_the_text_alone_is_the_whole_text_and_nothing_else(files: Mapping[str, bytes], proposed: Path) -> None:
    policy = opened(proposed)
    text = told(files[NAMES[1]])
    for leaf in policy.drafts[OWN].leaves:
        assert squeezed(plain(finished(policy.guidelines[leaf.id or ""], leaf, policy.proposed))) in text
    assert "tillagt" not in text
    assert "borttaget" not in text


def test_bookmarks_lead_to_the_parts(files: Mapping[str, bytes]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(files[NAMES[0]]))
    top = [one.title for one in reader.outline if not isinstance(one, list)]
    assert [title for title in top if title != "Innehåll"] == [
        "Förslag till beslut",
        "Sammanfattning",
        "Ändringar mot gällande lydelse",
        "Vad förslaget betyder för kontona",
        "Dokumentet enligt förslaget",
        "Författningar som förslaget vilar på",
        "Bilaga: Kontolista",
    ]


def test_the_first_version_has_nothing_to_compare_with(municipality: Municipality) -> None:
    root = municipality({})
    edit(root, DOCUMENT, ("sections:\n  - title: Kontot\n", PROPOSAL.replace('"1.1"', '"1.0"')))
    text = told(typeset(proposal_prints(OWN, opened(root))["forslag-minikoping-riktlinjer-1.0.pdf"]))
    assert squeezed("Det här är den första versionen som beslutas i handboken.") in text
    assert squeezed("slutar gälla") not in text


def test_the_changes_are_a_print_of_their_own(proposed: Path) -> None:
    made = dict(prints(opened(proposed)))
    file = typeset(made[f"nedladdning/andringar-{OWN}.pdf"]())
    assert [failures(file, profile) for profile in PROFILES] == [[], []]
    assert squeezed("[borttaget: två arbetsdagar] [tillagt: en arbetsdag]") in told(file)
    assert "Kulturhuset" in told(file)


# The command


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.chdir(root)
    monkeypatch.setattr("sys.argv", ["kanalboken", "proposal", *words])
    return kanalboken.main()


def test_the_command_writes_both_files_with_the_same_bytes_twice(
    proposed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], files: Mapping[str, bytes]
) -> None:
    assert run(proposed, monkeypatch) == 0
    assert capsys.readouterr().out.splitlines() == [f"PDF: {FOLDER}/{name}" for name in NAMES]
    assert {name: (proposed / FOLDER / name).read_bytes() for name in NAMES} == files
    done = subprocess.run(
        [sys.executable, ROOT / "kanalboken.py", "proposal", "--document", OWN, "--output", "ut"],
        cwd=proposed,
        env={**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [f"PDF: ut/{name}" for name in NAMES]
    assert [digest(proposed / "ut" / name) for name in NAMES] == [digest(proposed / FOLDER / name) for name in NAMES]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr("sys.argv", ["kanalboken", "proposal", *words])
        assert kanalboken.main() == 2
    return capsys.readouterr().err


def test_without_a_proposal_the_command_says_where_to_write_one(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(municipality({}))
    assert "Inget eget styrdokument har något förslag. Skriv det under `proposal`" in refused([], capsys)
    told = refused(["--document", OWN], capsys)
    assert f"har inget förslag. Skriv det under `proposal` i {DOCUMENT}" in told
    assert "är inget av de egna styrdokumenten" in refused(["--document", "storkoping-2014"], capsys)


def test_what_can_not_be_read_or_printed_writes_nothing(
    proposed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(proposed)
    assert "Utskrifter hör inte hemma i policy_data" in refused(["--output", "policy_data/ut"], capsys)
    (proposed / "fil").write_text("x")
    assert "fil är ingen mapp" in refused(["--output", "fil"], capsys)
    edit(proposed, DOCUMENT, ("reason: Tonen avgör.", "reason: Tonen 漢 avgör."))
    assert "Tecknet ”漢” (U+6F22) finns inte i typsnitten" in refused([], capsys)
    edit(proposed, SAFETY, ("title: Säkerhet\n", "titel: Säkerhet\n"))
    assert "sakerhet.yaml går inte att läsa eller har fel form" in refused([], capsys)
    assert not (proposed / FOLDER).exists()
