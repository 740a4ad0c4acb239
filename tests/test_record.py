"""Writing in a decision: everything or nothing is written, what is refused says why, and the whole round of a year."""

import shutil
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

import kanalboken
from checks.command_line import Refused
from checks.policy.model.documents import Document
from checks.policy.policy import Policy
from checks.policy.reading import read
from checks.run import judge, open_policy
from hooks.exports import write_registers
from hooks.pages.history import history as history_page
from registrar import writing
from registrar.recording import Minutes, recording, refuse_what_changed
from registrar.recording import record as recording_command
from registrar.writing import UNDO, recover
from registrar.yaml_text import dumped, parsed
from tests.municipality import TODAY, Municipality, overlay
from tests.redlines import ACCOUNTS, ANSWERS, DOCUMENT, OWN, SAFETY, edit, opened

WORDS = ("--body", "kommunstyrelsen", "--paragraph", "120", "--case", "KS 2026/90")
PROPOSAL = """\
# Vad vi föreslår.
proposal:
  version: "1.1"  # nästa
  case: KS 2026/90
  body: kommunstyrelsen
  meeting_on: 2026-11-10
  proposer: kommunikator
  reason: >-
    Svaren ska komma
    fortare.

# Hur dokumentet är ordnat.
sections:
"""


@pytest.fixture
def root(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The miniature, without git, as working directory."""
    made = municipality({})
    monkeypatch.chdir(made)
    return made


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with its riktlinjer recorded as 1.0, and a proposal with another level and another number."""
    made = overlay(tmp_path_factory.mktemp("recorded"), {})
    assert record(made, "--on", "2026-09-08", "--valid-from", "2026-10-01", first=True) == 0
    propose(made)
    return made


@pytest.fixture
def decided(recorded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, as working directory."""
    made = tmp_path / "decided"
    shutil.copytree(recorded, made)
    monkeypatch.chdir(made)
    return made


def propose(root: Path) -> None:
    edit(
        root,
        DOCUMENT,
        ("sections:\n  - title: Kontot", f"{PROPOSAL}  - title: Kontot"),
        ("friendly-tone, level: should", "friendly-tone, level: must"),
        ("default: 2 workdays", "default: 1 workday"),
    )


def record(root: Path, *words: str, first: bool = False) -> int:
    """Carry out the command with a printer that is quick."""
    given = ("--body", "kommunstyrelsen", "--paragraph", "112", "--case", "KS 2026/41") if first else WORDS
    review = ("--review-by", "2027-12-31")
    arguments = kanalboken.parser().parse_args(["record", "--document", OWN, *given, *review, *words])
    arguments.hands = quickly_printed
    return recording_command(root, TODAY, arguments)


def quickly_printed(policy: Policy, document: Document) -> bytes:
    assert policy.documents[document.id] is document, "what is printed is in force"
    assert document.decision
    return f"%PDF {document.title} {document.decision.version}".encode()


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def errors(root: Path) -> list[str]:
    return [one.check for one in judge(opened(root)) if one.stops]


# What is written.


def test_a_decision_is_written_in_without_git(decided: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(decided)
    assert record(decided, "--on", "2026-11-20", "--valid-from", "2026-11-21") == 0
    after = tree(decided)
    assert {path for path in after if before.get(path) != after[path]} == {
        DOCUMENT,
        f"policy_data/decided/{OWN}/1.1.yaml",
        f"policy_data/decided/{OWN}/1.1.pdf",
    }
    pdf = sha256(after[f"policy_data/decided/{OWN}/1.1.pdf"]).hexdigest()
    assert pdf in capsys.readouterr().out
    assert read(after[f"policy_data/decided/{OWN}/1.1.yaml"].decode())["pdf"] == pdf
    policy = opened(decided)
    assert errors(decided) == []
    assert [one.version for one in policy.versions_of(OWN)] == ["1.0", "1.1"]
    assert policy.in_force["friendly-tone"].level == "must"
    assert policy.drafts[OWN].proposal is None
    now = policy.drafts[OWN].decision
    assert now
    assert (now.body, now.on, now.paragraph, now.case) == ("kommunstyrelsen", date(2026, 11, 20), "120", "KS 2026/90")
    assert (now.version, now.valid_from) == ("1.1", date(2026, 11, 21))
    assert policy.versions_of(OWN)[1].proposal


def test_the_document_keeps_its_comments_and_its_order(decided: Path) -> None:
    text = (decided / DOCUMENT).read_text(encoding="utf-8")
    record(decided, "--on", "2026-11-20")
    after = (decided / DOCUMENT).read_text(encoding="utf-8")
    assert "# Vad vi föreslår.\n\n# Hur dokumentet är ordnat.\nsections:" in after
    assert "proposal:" not in after
    assert "nästa" not in after
    begin, end = text.index("decisions:"), text.index("# Vad vi föreslår.")
    assert after.startswith(text[:end]), "what was decided before stands as it stood"
    assert after.endswith(text[text.index("sections:") :])
    assert dumped(parsed(after)) == after
    assert begin < end


def test_a_later_day_makes_a_coming_version(decided: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(decided, "--on", "2026-11-20", "--valid-from", "2027-01-01")
    assert "börjar gälla den 1 januari 2027" in capsys.readouterr().out
    policy = opened(decided)
    assert policy.in_force["friendly-tone"].level == "should"
    assert [one.version for one in policy.coming_versions(OWN)] == ["1.1"]
    assert open_policy(decided, TODAY, date(2027, 1, 1)).in_force["friendly-tone"].level == "must"


def test_what_other_documents_propose_is_not_decided_with_it(decided: Path) -> None:
    """The PDF and the frozen words are those of a day when only this document changes."""
    archive = "policy_data/documents/minikoping-arkiv.yaml"
    edit(decided, archive, ("sections:\n", PROPOSAL.replace('"1.1"  # nästa', '"2.0"')), ("1 per month", "1 per year"))
    record(decided, "--on", "2026-11-20")
    policy = opened(decided)
    assert policy.in_force["save-posts"].set == {"often": "1 per month"}
    assert policy.drafts["minikoping-arkiv"].proposal


def test_a_dry_run_writes_nothing(decided: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(decided)
    assert record(decided, "--on", "2026-11-20", "--dry-run") == 0
    assert tree(decided) == before
    assert "Inget är skrivet" in capsys.readouterr().out


def test_the_door_hands_the_pen_a_printer(decided: Path) -> None:
    words = ["record", "--document", OWN, *WORDS, "--on", "2026-11-20", "--review-by", "2027-12-31"]
    assert kanalboken.run(words) == 0
    assert (decided / f"policy_data/decided/{OWN}/1.1.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert errors(decided) == []


# What is refused.


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--on", "2026-11-09"), "förslaget tas upp först den 10 november 2026"),
        (("--on", "2026-11-23"), "som inte har varit än"),
        (("--on", "2026-11-20", "--valid-from", "2026-11-19"), "före den dag då det fattades"),
        (("--on", "2026-11-20", "--valid-from", "2026-11-20", "--review-by", "2026-11-19"), "innan det börjar gälla"),
        (("--on", "2026-11-20", "--body", "kommunchefen"), "--body är ”kommunchefen”, men förslaget säger"),
        (("--on", "2026-11-20", "--case", "KS 1"), "--case är ”KS 1”, men förslaget säger"),
        (("--on", "2026-11-20", "--version", "2.0"), "--version är ”2.0”, men förslaget säger ”1.1”"),
        (("--on", "2026-11-20", "--document", "storkoping-2014"), "Det finns inget eget dokument ”storkoping-2014”"),
        (("--on", "2026-11-20", "--document", "inget"), "Välj bland minikoping-riktlinjer, minikoping-bolag"),
    ],
)
def test_what_the_minutes_can_not_say_is_refused(decided: Path, words: tuple[str, ...], told: str) -> None:
    before = tree(decided)
    with pytest.raises(Refused, match=told):
        record(decided, *words)
    assert tree(decided) == before


@pytest.mark.parametrize(
    ("version", "words", "told"),
    [
        ("1.0", (), "Version 1.0 är redan beslutad"),
        ("../2", (), "kan inte vara ett filnamn"),
        ("2.0", ("--valid-from", "2026-10-01"), "före den dag då det fattades"),
    ],
)
def test_a_version_that_can_not_be_is_refused(decided: Path, version: str, words: tuple[str, ...], told: str) -> None:
    edit(decided, DOCUMENT, ('version: "1.1"  # nästa', f'version: "{version}"'))
    with pytest.raises(Refused, match=told):
        record(decided, "--on", "2026-11-20", *words)


def test_two_versions_never_begin_on_the_same_day(decided: Path) -> None:
    record(decided, "--on", "2026-11-20", "--valid-from", "2026-11-21")
    edit(decided, DOCUMENT, ("sections:\n  - title: Kontot", f"{PROPOSAL}  - title: Kontot"))
    edit(decided, DOCUMENT, ('version: "1.1"  # nästa', 'version: "1.2"'))
    with pytest.raises(Refused, match="måste börja gälla en senare dag"):
        record(decided, "--on", "2026-11-20", "--valid-from", "2026-11-21")
    with pytest.raises(Refused, match=r"Version 1\.1 beslutades senare"):
        record(decided, "--on", "2026-11-19", "--valid-from", "2026-11-25")


def test_the_day_of_review_is_asked_for_where_no_guideline_says_how_often(decided: Path) -> None:
    assert decided == Path.cwd()
    with pytest.raises(Refused, match="Ange med --review-by"):
        kanalboken.run(["record", "--document", OWN, *WORDS, "--on", "2026-11-20"])


def test_without_a_proposal_there_is_nothing_to_decide(root: Path) -> None:
    record(root, "--on", "2026-09-08", "--valid-from", "2026-10-01", first=True)
    with pytest.raises(Refused, match="har inget förslag att besluta om"):
        record(root, "--on", "2026-11-20")


def test_what_would_not_pass_is_refused_with_the_findings(decided: Path) -> None:
    edit(decided, "policy_data/accounts/kultur-facebook.yaml", ("owner:", "no_owner:"))
    with pytest.raises(Refused, match="har fel form"):
        record(decided, "--on", "2026-11-20")


def test_a_version_that_would_break_an_account_on_its_first_day_is_refused(decided: Path) -> None:
    edit(
        decided,
        DOCUMENT,
        ("administrators, level: must, set: {count: 2,", "administrators, level: must, set: {count: 99,"),
    )
    before = tree(decided)
    with pytest.raises(Refused, match="KO110"):
        record(decided, "--on", "2026-11-20", "--valid-from", "2027-01-01")
    assert tree(decided) == before


# Nothing is recorded by half.


@pytest.mark.parametrize("path", [DOCUMENT, SAFETY, f"policy_data/decided/{OWN}/1.0.yaml"])
def test_data_that_changed_meanwhile_is_refused(decided: Path, path: str) -> None:
    """Somebody edits the document, the catalogue or a decided version while the PDF is printed."""

    def slowly_printed(policy: Policy, document: Document) -> bytes:
        (decided / path).write_bytes((decided / path).read_bytes() + b"# nytt\n")
        return quickly_printed(policy, document)

    policy = opened(decided)
    minutes = Minutes("kommunstyrelsen", "120", date(2026, 11, 20), "KS 2026/90", review_by=date(2027, 12, 31))

    def record_slowly() -> None:
        recording(decided, policy, OWN, minutes, slowly_printed)
        refuse_what_changed(decided, policy)

    with pytest.raises(Refused, match=f"{path} har ändrats medan kommandot arbetade"):
        record_slowly()
    assert not (decided / f"policy_data/decided/{OWN}/1.1.yaml").exists()


@pytest.mark.parametrize("placed", [0, 1, 2])
def test_a_crash_in_the_middle_leaves_everything_as_it_was(
    decided: Path, placed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, place = tree(decided), writing._place
    _crash_after(placed, place, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        record(decided, "--on", "2026-11-20")
    assert tree(decided) == before


def test_after_a_power_cut_the_next_command_begins_with_what_there_was(
    decided: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, place = tree(decided), writing._place
    _crash_after(1, place, monkeypatch)
    monkeypatch.setattr(writing, "_undo", lambda _: False)  # the power is gone: nobody tidies up
    with pytest.raises(KeyboardInterrupt):
        record(decided, "--on", "2026-11-20")
    assert (decided / UNDO).is_dir()
    monkeypatch.undo()
    monkeypatch.chdir(decided)
    assert record(decided, "--on", "2026-11-20") == 0
    assert "Filerna är återställda" in capsys.readouterr().out
    assert errors(decided) == []
    assert set(tree(decided)) - set(before) == {f"policy_data/decided/{OWN}/1.1.{ending}" for ending in ("yaml", "pdf")}
    assert not recover(decided)


def _crash_after(count: int, place: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    def placing(root: Path, index: int, change: writing.Change) -> None:
        if index == count:
            raise KeyboardInterrupt
        place(root, index, change)

    monkeypatch.setattr(writing, "_place", placing)


# What stands afterwards.


def test_a_frozen_file_that_somebody_edited_is_found(decided: Path) -> None:
    edit(
        decided,
        f"policy_data/decided/{OWN}/1.0.yaml",
        ('"sentence": "Den som svarar bör skriva vänligt."', '"sentence": "Nej."'),
    )
    assert "KO014" in errors(decided)


def test_a_pdf_that_somebody_replaced_is_found(decided: Path) -> None:
    (decided / f"policy_data/decided/{OWN}/1.0.pdf").write_bytes(b"%PDF-1.7 en annan")
    assert "KO014" in errors(decided)


def test_a_decided_file_with_windows_line_ends_still_says_the_same(decided: Path) -> None:
    path = decided / f"policy_data/decided/{OWN}/1.0.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "KO014" not in errors(decided)


def test_the_round_of_a_year(decided: Path) -> None:
    """Propose three changed guidelines and a number, decide, change a decided word (refused), correct it editorially
    (accepted and listed), and prove last year's PDF by its hash."""
    last_year = (decided / f"policy_data/decided/{OWN}/1.0.pdf").read_bytes()
    edit(
        decided, ANSWERS, ("Den som svarar {level} skriva vänligt.", "Den som svarar {level} skriva vänligt och kort.")
    )
    edit(decided, ACCOUNTS, ("Varje konto {level} höra till en verksamhet.", "Kontot {level} höra till en verksamhet."))
    edit(decided, SAFETY, ("title: Inget hemligt", "title: Inga lösenord"))
    assert errors(decided) == []
    assert kanalboken.run(["proposal", "--document", OWN]) == 0
    assert (decided / f"build/forslag/forslag-{OWN}-1.1.pdf").read_bytes().startswith(b"%PDF")
    assert record(decided, "--on", "2026-11-20") == 0
    assert errors(decided) == []

    edit(decided, ANSWERS, ("skriva vänligt och kort.", "svara vänligt och kort."))
    assert errors(decided) == ["KO013"]

    correction = """\
corrections:
  - guideline: friendly-tone
    on: 2026-11-22
    by: kommunikator
    reason: Samma ord som i rubriken.
    now: {text: "Den som svarar {level} svara vänligt och kort."}
"""
    edit(decided, DOCUMENT, ("# Hur dokumentet är ordnat.\n", f"{correction}# Hur dokumentet är ordnat.\n"))
    assert errors(decided) == []
    policy = opened(decided)
    assert "Den 22 november 2026: R 3&#46;1&#46;3 Vänlig ton" in history_page(policy)

    (decided / "docs").mkdir()
    write_registers(policy, decided)
    downloaded = (decided / f"docs/nedladdning/beslutad-{OWN}-1.0.pdf").read_bytes()
    (then,) = (one for one in policy.versions_of(OWN) if one.version == "1.0")
    assert sha256(downloaded).hexdigest() == sha256(last_year).hexdigest() == then.pdf
    assert then.pdf in history_page(policy)
