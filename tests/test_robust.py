"""Every command of the door where things are hard: a disk that is full or only to be read, no network, no git, a narrow
terminal, Ctrl-C, two at once. One sentence in Swedish, and no file half written.

A new command is tried here by itself; if it demands something that no sample is known of, the test says so.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import kanalboken
from checks.alone import BUSY, alone
from checks.command_line import CAUSES, Refused, answered, disturbance, tell_progress
from checks.explain import CASES
from checks.options import TAKES, Option
from checks.rules import RULES, number_of
from checks.run import judge, open_policy
from hooks.build import _put_in_place
from registrar.writing import Change, recover, write
from tests.mini_handbook import mini_handbook
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality, overlay
from tests.redlines import edit
from tests.repository import committed

Outcome = dict[str, Any]
Play = Callable[..., list[Any]]

# What a command is given for each thing that it demands …
SAMPLES: Mapping[str, tuple[str, ...]] = {
    "account": ("kultur-facebook",),
    "account open account": ("museet-facebook",),
    "address": ("facebook.com/minikopingkultur",),
    "number": ("KO102",),
    "ref": ("HEAD",),
    "--name": ("--name", "Storköpings kommun"),
    "--document": ("--document", "minikoping-arkiv"),
    "--body": ("--body", "kommunchefen"),
    "--paragraph": ("--paragraph", "12"),
    "--case": ("--case", "KS 2026/1"),
    "--on": ("--on", "2026-11-20"),
    "role": ("kulturchef",),
    "source": ("konton.csv",),
    "target": ("register.xlsx",),
}
# … and besides, so that it comes as far as to write.
BESIDES: Mapping[str, tuple[str, ...]] = {
    "account close": ("--decided-by", "kulturchef", "--reason", "Få", "--closed-on", "2026-12-31", "--turn-to", "oss"),
    "account new": ("--url", "x.com/minihallen", "--unit", "kultur", "--category", "verksamhet"),
    "account open": ("--approved-by", "kulturchef", "--approved-on", "2026-11-01"),
    "account rename": ("--handle", "minikulturhus"),
    "account review": ("--by", "kulturchef", "--outcome", "keep"),
    "account snapshot": ("--reference", "E-arkivet", "--covers", "layout"),
    "adopt": ("--yes",),
    "check": ("--output", "rapport.txt"),
    "probe": ("--dry-run",),
    "record": ("--review-by", "2027-12-31"),
    "serve": ("--port", "0"),
    "show leaver": ("--output", "overlamning.md"),
}
PROPOSAL = """\
proposal:
  version: "1.1"
  case: KS 2026/1
  body: kommunchefen
  meeting_on: 2026-11-20
  valid_from: 2026-12-01
  proposer: kommunikator
sections:
"""
SPREADSHEET = "Länk;Verksamhet;Ansvarig;Ersättare;Syfte\nx.com/minimuseet;kultur;bibliotekarie;kulturchef;Berätta\n"
PLANNED = """\
platform: facebook
handle: minimuseet
url: https://facebook.com/minimuseet
unit: kultur
category: verksamhet
owner: kommunikator
stand_in:   kulturchef
purpose: Visa samlingarna
status: planned
planned_on: 2026-11-02
"""
COMMANDS = {command.name: command for command in kanalboken.COMMANDS}
# Each of these writes something, were it only a report.
WRITE = {
    "account close",
    "account new",
    "account open",
    "account rename",
    "account review",
    "account snapshot",
    "adopt",
    "build",
    "check",
    "egenkontroll",
    "export",
    "format",
    "import",
    "proposal",
    "record",
    "show leaver",
}
LATIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
ENGLISH = re.compile(r"\b(?:the|is|not|error|No such|Read-only|denied|space|left|file|line|Errno|Traceback|None)\b")


def demanded(option: Option) -> bool:
    """Whether a command can't be given without it."""
    (name, *_), settings = option
    return settings.get("required", False) or not (name.startswith("-") or settings.get("nargs") in ("?", "*"))


def sample(command: kanalboken.Command) -> list[str]:
    words = command.name.split()
    for option in filter(demanded, TAKES[command.name]):
        name = option[0][0]
        assert name in SAMPLES, f"Skriv i SAMPLES vad `kanalboken {command.name}` kan få som {name}."
        words += SAMPLES.get(f"{command.name} {name}", SAMPLES[name])
    return [*words, *BESIDES.get(command.name, ())]


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small handbook in a repository, in which every command can do what it is for."""
    root = mini_handbook(tmp_path_factory.mktemp("scene") / "handbok")
    for path in ("policy_data/needs/var-sida.yaml", "docs/behov/var-sida.md"):
        if (root / path).exists():  # one need of its own kind is enough, and `adopt` can leave it
            (root / path).unlink()
    edit(root, "mkdocs.yml", ("- behov/var-sida.md\n", ""))
    edit(
        root, "policy_data/documents/minikoping-arkiv.yaml", ("sections:\n", PROPOSAL), ("level: should", "level: must")
    )
    (root / "konton.csv").write_text(SPREADSHEET, encoding="utf-8")
    (root / "policy_data/accounts/museet-facebook.yaml").write_text(PLANNED, encoding="utf-8")
    return committed(root, "Handboken")


@pytest.fixture(scope="session")
def play() -> Play:
    """Carry out jobs in a condition, in one process, and return their outcomes."""

    def played(condition: str, jobs: list[Any], **surroundings: str) -> list[Any]:
        done = subprocess.run(
            [sys.executable, "-B", "-m", "tests.hard_conditions", condition, json.dumps(jobs)],
            cwd=ROOT,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1795305600", **surroundings},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        found: list[Any] = json.loads(done.stdout)
        return found

    return played


class Stage:
    """The outcomes of all commands in one condition, and the folders that they were carried out in."""

    def __init__(self, scene: Path, folder: Path, play: Play, condition: str, **surroundings: str) -> None:
        self.scene, self.folder = scene, folder
        jobs = []
        for command in kanalboken.COMMANDS:
            shutil.copytree(scene, self.root(command.name), symlinks=True)
            jobs.append([str(self.root(command.name)), sample(command)])
        outcomes = play(condition, jobs, **surroundings)
        self.outcomes = dict(zip(COMMANDS, outcomes, strict=True))

    def root(self, name: str) -> Path:
        return self.folder / name.replace(" ", "-")

    def data(self, name: str) -> dict[str, bytes]:
        return data(self.root(name))

    def all_files(self, name: str) -> dict[str, bytes]:
        return contents(self.root(name))


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git/" not in path.as_posix()
    }


def data(root: Path) -> dict[str, bytes]:
    return {path: bytes_ for path, bytes_ in contents(root).items() if path.startswith(("policy_data/", ".kanalboken"))}


@pytest.fixture(scope="session")
def ordinary(scene: Path, tmp_path_factory: pytest.TempPathFactory, play: Play) -> Stage:
    return Stage(scene, tmp_path_factory.mktemp("ordinary"), play, "ordinary")


@pytest.fixture(scope="session")
def read_only(scene: Path, tmp_path_factory: pytest.TempPathFactory, play: Play) -> Stage:
    return Stage(scene, tmp_path_factory.mktemp("read-only"), play, "read_only")


@pytest.fixture(scope="session")
def full_disk(scene: Path, tmp_path_factory: pytest.TempPathFactory, play: Play) -> Stage:
    return Stage(scene, tmp_path_factory.mktemp("full-disk"), play, "full_disk")


@pytest.fixture(scope="session")
def austere(scene: Path, tmp_path_factory: pytest.TempPathFactory, play: Play) -> Stage:
    return Stage(scene, tmp_path_factory.mktemp("austere"), play, "austere", COLUMNS="40", PATH="/nowhere", **LATIN)


def is_one_swedish_sentence(outcome: Outcome) -> bool:
    """Whether a command that failed says why, in Swedish, in a line or two, and ends there."""
    text = outcome["err"].strip() or outcome["out"].strip()
    words = re.sub(r"”[^”]*”|`[^`]*`|\S*/\S*", "", text)
    return (
        outcome["code"] == kanalboken.FAILED
        and 10 < len(text) < 400
        and text[-1] in ".)"
        and not ENGLISH.search(words)
        and "Programmet gjorde fel" not in text
    )


each_command = pytest.mark.parametrize("name", COMMANDS)


@each_command
def test_a_command_does_what_it_is_for(name: str, ordinary: Stage) -> None:
    outcome = ordinary.outcomes[name]
    if name not in WRITE and outcome["code"] == kanalboken.FAILED:
        assert is_one_swedish_sentence(outcome), outcome
        return
    assert outcome["code"] in (kanalboken.CLEAN, kanalboken.FINDINGS), outcome
    assert outcome["err"] == ""
    assert (ordinary.all_files(name) != contents(ordinary.scene)) == (name in WRITE)
    if not COMMANDS[name].function.startswith("registrar."):
        assert ordinary.data(name) == data(ordinary.scene), "only the pen writes data"


@each_command
def test_on_a_disk_that_can_only_be_read(name: str, read_only: Stage, ordinary: Stage) -> None:
    outcome = read_only.outcomes[name]
    if name in WRITE:
        assert is_one_swedish_sentence(outcome), outcome
    else:
        assert outcome == ordinary.outcomes[name] or is_one_swedish_sentence(outcome), outcome
    assert read_only.all_files(name) == contents(read_only.scene)


@each_command
def test_on_a_full_disk(name: str, full_disk: Stage, ordinary: Stage) -> None:
    outcome = full_disk.outcomes[name]
    if outcome != ordinary.outcomes[name]:
        assert is_one_swedish_sentence(outcome), outcome
        assert full_disk.data(name) == data(full_disk.scene)
    left = set(full_disk.all_files(name)) - set(contents(full_disk.scene))
    assert [path for path in left if not path.startswith(("build/", "rapport."))] == []


@each_command
def test_without_network_git_utf_8_or_width(name: str, austere: Stage, ordinary: Stage) -> None:
    outcome = austere.outcomes[name]
    if name == "upgrade":
        assert is_one_swedish_sentence(outcome), outcome
        assert "git är inte installerat" in outcome["err"]
        return
    assert (outcome["code"], outcome["err"]) == (ordinary.outcomes[name]["code"], ordinary.outcomes[name]["err"])
    assert "".join(outcome["out"].split()) == "".join(ordinary.outcomes[name]["out"].split())
    assert austere.all_files(name) == ordinary.all_files(name)


@each_command
def test_in_the_wrong_folder(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused, match="Här finns ingen mapp policy_data"):
        kanalboken.run(sample(COMMANDS[name]))
    assert list(tmp_path.iterdir()) == []


def test_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"cd {gone} && rmdir {gone} && {sys.executable} {ROOT / 'kanalboken.py'} check"
    done = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (kanalboken.FAILED, "")
    assert done.stderr.startswith("Det gick inte att läsa eller skriva: den finns inte.")


@pytest.mark.parametrize("words", [(), *(tuple(name.split()) for name in [*kanalboken.GROUPS, *COMMANDS])])
def test_help_fits_a_terminal_of_40_columns(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    with pytest.raises(SystemExit):
        kanalboken.run([*words, "--help"])
    _, *blocks = capsys.readouterr().out.split("\n\n")  # how it is used is broken between options, and no further
    for line in "\n".join(blocks).splitlines():
        assert len(line) <= 40 or re.fullmatch(r" *(?:-\S+ )?\S+", line), line


# Ctrl-C at any moment.

MOMENTS = (0.1, 0.6, 0.9, 0.98)


def was_interrupted(outcome: Outcome, ordinary: Outcome) -> bool:
    """Whether a command says that it was interrupted, and no more; else it had done all it was to do."""
    if outcome["code"] == kanalboken.FAILED and outcome["err"] == "Avbrutet.\n":
        return True
    assert outcome["code"] == ordinary["code"], outcome
    return False


def test_ctrl_c_ends_what_only_reads(scene: Path, play: Play, ordinary: Stage) -> None:
    readers = [name for name in COMMANDS if name not in WRITE]
    moments = (0.1, 0.9)
    jobs = [[[str(scene)] * (2 + len(moments)), sample(COMMANDS[name]), moments] for name in readers]
    for name, (_, *outcomes) in zip(readers, play("interrupted", jobs), strict=True):
        stopped = [was_interrupted(outcome, ordinary.outcomes[name]) for outcome in outcomes]
        assert any(stopped), name


@pytest.mark.parametrize("name", sorted(WRITE - {"build"}))
def test_ctrl_c_leaves_all_as_it_was_or_as_it_was_to_be(
    name: str, scene: Path, tmp_path: Path, play: Play, ordinary: Stage
) -> None:
    roots = [Path(shutil.copytree(scene, tmp_path / str(number))) for number in range(2 + len(MOMENTS))]
    ((_, *outcomes),) = play("interrupted", [[list(map(str, roots)), sample(COMMANDS[name]), MOMENTS]])
    stopped = 0
    for root, outcome in zip(roots[2:], outcomes, strict=True):
        stopped += was_interrupted(outcome, ordinary.outcomes[name])
        assert [path for path in contents(root) if "unfinished" in path or path.startswith(".kanalboken")] == []
        assert data(root) in (data(scene), ordinary.data(name))
    assert stopped >= 2


def test_ctrl_c_leaves_the_earlier_site(scene: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(scene, tmp_path / "handbok"))
    (root / "site").mkdir()
    (root / "site/index.html").write_text("Den förra", encoding="utf-8")
    building = subprocess.Popen(
        [sys.executable, ROOT / "kanalboken.py", "build"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    while building.poll() is None and not any((root / "build/unfinished").glob("*")):
        time.sleep(0.01)
    building.send_signal(signal.SIGINT)
    out, err = building.communicate()
    assert (building.returncode, err) == (kanalboken.FAILED, "Avbrutet.\n"), out
    assert contents(root / "site") == {"index.html": b"Den f\xc3\xb6rra"}
    assert [path.name for path in (root / "docs/nedladdning").glob("*.pdf") if not path.read_bytes()] == []
    assert data(root) == data(scene)


@pytest.mark.parametrize("moment", range(3))
def test_ctrl_c_never_leaves_a_page_half_built(moment: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, text in (("site", "gammal"), ("unfinished", "ny")):
        for name in ("a.html", "b.html", f"{folder}.html"):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / name).write_text(text, encoding="utf-8")
    replace, left = Path.replace, moment

    def interrupted(path: Path, target: Path) -> Path:
        nonlocal left
        if left == 0:
            raise KeyboardInterrupt
        left -= 1
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _put_in_place(tmp_path / "unfinished", tmp_path / "site")
    found = contents(tmp_path / "site")
    assert set(found.values()) <= {b"gammal", b"ny"}
    assert list(found.values()).count(b"ny") == moment


# Two at once.


def test_two_commands_never_write_at_once(scene: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(scene, tmp_path / "handbok"))
    path = "policy_data/organisation.yaml"
    before = (root / path).read_bytes()
    with alone(root):
        with pytest.raises(Refused, match=BUSY):
            write(root, [Change(path, before, before + b"# mer\n")])
        with pytest.raises(Refused, match=BUSY):
            recover(root)
    assert contents(root) == contents(scene)
    write(root, [Change(path, before, before + b"# mer\n")])
    assert (root / path).read_bytes() == before + b"# mer\n"


@pytest.mark.parametrize("name", ["adopt", "build", "record"])
def test_a_command_that_writes_leaves_another_in_peace(
    name: str, scene: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(scene, tmp_path / "handbok"))
    monkeypatch.chdir(root)
    with alone(root), pytest.raises(Refused, match=BUSY):
        kanalboken.run(sample(COMMANDS[name]))
    assert contents(root) == contents(scene)


def test_whoever_waits_gets_its_turn(tmp_path: Path) -> None:
    turns = []

    def waits() -> None:
        with alone(tmp_path, wait=True):
            turns.append("den som väntade")

    waiting = threading.Thread(target=waits)
    with alone(tmp_path):
        waiting.start()
        waiting.join(0.2)
        turns.append("den som var först")
    waiting.join(10)
    assert turns == ["den som var först", "den som väntade"]


def test_a_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    script = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from checks.alone import BUSY, alone
with alone(Path({str(tmp_path)!r})):
    print("har", flush=True)
    sys.stdin.read()
"""
    holder = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "har\n"
    with pytest.raises(Refused, match=BUSY), alone(tmp_path):
        pass
    holder.kill()
    holder.communicate()
    with alone(tmp_path):
        assert list(tmp_path.iterdir()) == [], "no file is left behind"


# The finished site in place of the earlier one.


def test_a_finished_site_replaces_the_earlier_one(tmp_path: Path) -> None:
    for path, text in {
        "site/index.html": "gammal",
        "site/borta/sida.html": "gammal",
        "site/sida": "förut en fil",
        "site/.git/config": "någons",
        "build/unfinished/index.html": "ny",
        "build/unfinished/sida/index.html": "ny",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    _put_in_place(tmp_path / "build/unfinished", tmp_path / "site")
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"site/index.html", "site/sida/index.html", "site/.git/config"}
    assert not (tmp_path / "site/borta").exists()


# Windows line ends.


@pytest.mark.parametrize("rule", RULES, ids=number_of)
def test_windows_line_ends_change_no_finding(rule: Any, tmp_path: Path) -> None:
    case = CASES / number_of(rule) / "bad"
    unix, windows = overlay(tmp_path / "unix", case), overlay(tmp_path / "windows", case)
    for path in windows.rglob("*"):
        if path.suffix in (".yaml", ".md") and path.is_file() and b"\0" not in path.read_bytes():
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert judge(open_policy(windows, TODAY)) == judge(open_policy(unix, TODAY))


def test_the_pen_keeps_windows_line_ends(scene: Path, tmp_path: Path, play: Play, ordinary: Stage) -> None:
    pens = [name for name in COMMANDS if name in WRITE and COMMANDS[name].function.startswith("registrar.")]
    for name in pens:
        root = Path(shutil.copytree(scene, tmp_path / name))
        for path in root.rglob("*"):
            if path.suffix in (".yaml", ".yml", ".md"):
                path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    jobs = [[str(tmp_path / name), sample(COMMANDS[name])] for name in pens]
    for pen, outcome in zip(pens, play("ordinary", jobs), strict=True):
        assert outcome == ordinary.outcomes[pen]
        before, after = ordinary.all_files(pen), contents(tmp_path / pen)
        assert set(before) == set(after)
        for name in (name for name in before if name.endswith((".yaml", ".yml", ".md"))):
            assert after[name].replace(b"\r\n", b"\n") == before[name], name
            if (scene / name).exists():
                assert after[name].count(b"\r\n") == after[name].count(b"\n"), name


# What the computer could not do.


@pytest.mark.parametrize("number", CAUSES)
def test_every_cause_says_what_to_do(number: int) -> None:
    sentence = disturbance(OSError(number, os.strerror(number), "policy_data/x.yaml"))
    assert sentence.startswith("Det gick inte att läsa eller skriva policy_data/x.yaml: ")
    assert sentence.count(".") >= 2
    assert os.strerror(number) not in sentence


def test_a_cause_that_is_not_known_is_named() -> None:
    assert "ENOLCK" in disturbance(OSError(37, "No locks available"))
    assert "okänt" in disturbance(OSError("?"))


@pytest.mark.parametrize("words", [("check",), ("explain", "KO102"), ("show", "coverage")])
def test_an_answer_that_finds_no_room_is_told_of(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, ROOT / "kanalboken.py", *words],
            cwd=MINIATURE,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == kanalboken.FAILED
    assert done.stderr == "Det gick inte att läsa eller skriva: disken är full. Frigör plats och försök igen.\n"


def test_an_answer_that_nobody_reads_is_no_accident() -> None:
    command = f"{sys.executable} {ROOT / 'kanalboken.py'} check >&-"
    done = subprocess.run(["sh", "-c", command], cwd=MINIATURE, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (kanalboken.CLEAN, b"")


def test_a_fault_of_our_own_is_a_sentence_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert answered(lambda: 1 // 0, kanalboken.FAILED) == kanalboken.FAILED
    assert re.match(r"Programmet gjorde fel \(ZeroDivisionError, test_robust.py rad \d+\)\.", capsys.readouterr().err)


def test_progress_is_told_at_a_terminal_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_progress("Bygger handboken.")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell_progress("Bygger handboken.")
    assert capsys.readouterr().err == "Bygger handboken.\n"


def test_the_municipality_of_the_tests_is_left_as_it_is(municipality: Municipality) -> None:
    assert judge(open_policy(municipality({}), TODAY)) == ()
