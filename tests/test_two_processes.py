"""What two processes find is what one would have found, whatever becomes of the second."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.finding import Finding
from checks.policy import two_processes
from checks.policy.tree import files
from checks.policy.two_processes import Turns, side_by_side
from checks.run import judge, open_policy
from tests.municipality import ROOT, TODAY

HERE = os.getpid()


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be two processes, whatever threads the test runner has and however many cores."""
    monkeypatch.setattr(two_processes, "_possible", lambda: True)


@pytest.mark.usefixtures("two")
def test_the_second_runs_in_a_process_of_its_own() -> None:
    here, there = side_by_side(os.getpid, os.getpid)
    assert here == os.getpid() != there


def test_with_one_core_both_run_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert side_by_side(os.getpid, os.getpid) == (os.getpid(), os.getpid())


def _killed() -> str:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done here"


def _fails_there() -> str:
    if os.getpid() != HERE:
        raise MemoryError
    return "done here"


def _cannot_be_sent() -> object:
    return "done here" if os.getpid() == HERE else lambda: None


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("there", [_killed, _fails_there, _cannot_be_sent])
def test_what_the_second_fails_at_is_done_here(there: Callable[[], object]) -> None:
    assert side_by_side(lambda: 1, there) == (1, "done here")


@pytest.mark.usefixtures("two")
def test_no_room_for_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    before = _next_free()
    assert side_by_side(lambda: 1, lambda: 2) == (1, 2)
    assert _next_free() == before, "both ends of the pipe are closed"


def _next_free() -> int:
    number = os.dup(0)
    os.close(number)
    return number


def _broken() -> int:
    raise ZeroDivisionError


@pytest.mark.usefixtures("two")
def test_an_error_of_the_second_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda: 1, _broken)


@pytest.mark.usefixtures("two")
def test_the_second_ends_with_the_first(tmp_path: Path) -> None:
    told = tmp_path / "pid"

    def for_ever() -> None:
        told.write_text(str(os.getpid()))
        signal.pause()

    def interrupted() -> None:
        while not (told.exists() and told.read_text()):
            pass
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        side_by_side(interrupted, for_ever)
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)


ORPHANED = """
import os, signal, sys
from checks.policy import two_processes
from checks.policy.tree import files

def too_much_for_a_pipe():
    open(sys.argv[1], "w").write("begun")
    return bytes(10_000_000)

def killed():
    while not os.path.getsize(sys.argv[1]):
        pass
    os.kill(os.getpid(), signal.SIGKILL)

two_processes._possible = lambda: True
two_processes.side_by_side(killed, too_much_for_a_pipe)
"""


def test_the_second_does_not_outlive_a_first_that_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "told"
    told.touch()
    command = [sys.executable, "-c", ORPHANED, str(told)]
    # Both have the output, which ends when they have.
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, timeout=60)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.usefixtures("two")
def test_each_turn_is_taken_once() -> None:
    turns = Turns(256)
    here, there = side_by_side(lambda: list(turns), lambda: list(turns))
    turns.close()
    assert sorted(here + there) == list(range(256))


def test_two_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path
    shutil.copytree(ROOT / "policy_data", root / "policy_data")
    for number, account in enumerate(sorted((root / "policy_data" / "accounts").glob("*.yaml"))):
        text = account.read_text(encoding="utf-8")
        faults = (text + "owner: [\n", text + "farge: blå\n", text.replace("owner:", "# owner:"), text + "\u200b\n")
        account.write_text(faults[number % len(faults)], encoding="utf-8")

    def found(two: bool) -> tuple[Finding, ...]:
        monkeypatch.setattr(two_processes, "_possible", lambda: two)
        return judge(open_policy(root, TODAY))

    alone = found(two=False)
    assert {"KO001", "KO002", "KO101"} <= {one.check for one in alone}
    assert found(two=True) == alone


@pytest.mark.usefixtures("two")
def test_while_another_reads_something_else_is_done_once() -> None:
    done: list[int] = []
    shared = list(files(ROOT, meanwhile=lambda: done.append(os.getpid())))
    assert done == [os.getpid()], "in this process"
    assert shared == list(files(ROOT))
