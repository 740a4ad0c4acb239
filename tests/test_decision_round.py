"""The whole round of a decision on the shipped data, by the commands alone: propose, print, decide, correct, prove."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from tests.municipality import ROOT
from tests.printed import pages_of, squeezed
from tests.redlines import edit

OWN = "exempelby-riktlinjer"
DOCUMENT = f"policy_data/documents/{OWN}.yaml"
RESPONSIBILITY = "policy_data/guidelines/ansvar.yaml"
PROPOSAL = """\
proposal:
  version: "1.1"
  case: KS 2026/0300
  body: kommunstyrelsen
  meeting_on: 2026-12-09
  valid_from: 2027-01-01
  proposer: kommunikationschef
  reason: Svaren håller inte den tid som vi lovar.
adopted_by:
"""
CORRECTION = """\
corrections:
  - guideline: account-owner
    on: 2027-01-11
    by: kommunikationschef
    reason: Ett ord föll bort.
    now: {text: "För varje konto som är öppet {level} minst {count} utses som kontoansvarig."}
adopted_by:
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def municipality(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of what is shipped, without git."""
    root = tmp_path_factory.mktemp("round")
    for part in ("policy_data", "docs"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.fixture(scope="module")
def run(municipality: Path) -> Run:
    def command(*words: str, on: str) -> subprocess.CompletedProcess[str]:
        words = (*words, "--as-of", on)
        program = [sys.executable, str(ROOT / "kanalboken.py"), *words]
        return subprocess.run(program, cwd=municipality, capture_output=True, text=True, check=False)

    return command


def ended(done: subprocess.CompletedProcess[str], status: int = 0) -> str:
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def test_a_round_with_three_guidelines_and_a_number(municipality: Path, run: Run) -> None:
    ended(run("check", on="2026-12-01"))

    # Three guidelines in other words and one number: refused until it is proposed.
    edit(municipality, RESPONSIBILITY, ("chef {level} ytterst ansvara för hur", "chef {level} ansvara för hur"))
    edit(
        municipality,
        RESPONSIBILITY,
        ("höra till en verksamhet eller ett bolag som ansvarar", "ha en verksamhet som ansvarar"),
    )
    edit(municipality, RESPONSIBILITY, ("avsätta de resurser som kontot behöver", "avsätta tid för kontot"))
    edit(municipality, DOCUMENT, ("set: {within: 1 workday}", "set: {within: 2 workdays}"))
    assert ended(run("check", "--select", "KO013", on="2026-12-01"), 1).count("explain KO013") == 4
    edit(municipality, DOCUMENT, ("adopted_by:\n", PROPOSAL))
    ended(run("check", on="2026-12-01"))

    # What the meeting gets: the change by guideline, in the terminal and on paper.
    redline = ended(run("redline", "--document", OWN, on="2026-12-01"))
    assert "Värdet är ändrat från ”inom en arbetsdag” till ”inom två arbetsdagar”." in redline
    ended(run("proposal", "--document", OWN, on="2026-12-01"))
    file = municipality / f"build/forslag/forslag-{OWN}-1.1.pdf"
    paper = squeezed(" ".join(pages_of(file.read_bytes())))
    for said in ("KS 2026/0300", "Svaren håller inte den tid som vi lovar.", "två arbetsdagar"):
        assert squeezed(said) in paper

    # The decision, from the approved minutes.
    last_year = (municipality / f"policy_data/decided/{OWN}/1.0.pdf").read_bytes()
    minutes = ("--body", "kommunstyrelsen", "--paragraph", "214", "--on", "2026-12-09", "--case", "KS 2026/0300")
    ended(run("record", "--document", OWN, *minutes, on="2026-12-15"))
    assert "Riktlinjer för sociala medier: version 1.0, " in ended(run("show", "in-force", on="2026-12-20"))
    assert "Riktlinjer för sociala medier: version 1.1, " in ended(run("show", "in-force", on="2027-01-11"))
    ended(run("check", "--select", "KO0", on="2027-01-11"))
    assert {path.name for path in (municipality / f"policy_data/decided/{OWN}").iterdir()} >= {"1.1.yaml", "1.1.pdf"}

    # A decided word is not changed without a new decision, unless it is corrected, and then it is listed.
    edit(municipality, RESPONSIBILITY, ("För varje konto {level} minst", "För varje konto som är öppet {level} minst"))
    assert "explain KO013" in ended(run("check", "--select", "KO0", on="2027-01-11"), 1)
    edit(municipality, DOCUMENT, ("adopted_by:\n", CORRECTION))
    ended(run("check", "--select", "KO0", on="2027-01-11"))

    # What was in force last year is proved by the hash that stands with it.
    then = ended(run("show", "in-force", "--format", "json", on="2026-11-15"))
    assert hashlib.sha256(last_year).hexdigest() in then
    assert (municipality / f"policy_data/decided/{OWN}/1.0.pdf").read_bytes() == last_year
    assert len(pypdf.PdfReader(municipality / f"policy_data/decided/{OWN}/1.1.pdf").pages) > 5
