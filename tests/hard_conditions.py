"""Carry out command lines in hard conditions: `python -m tests.hard_conditions CONDITION JOBS`.

It is a process of its own, because what a condition does to Python can't be undone. JOBS is a JSON list of folders and
command lines; what comes back, on standard output, is a JSON list of their outcomes.
"""

import contextlib
import errno
import io
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import kanalboken

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.chmod")
CALLS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def ordinary() -> None:
    """Nothing is wrong."""


def read_only() -> None:
    """Nothing on any disk can be changed."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and arguments[0] != os.devnull and (arguments[2] or 0) & WRITES
        if writes or event in CHANGES:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), arguments[0])

    sys.addaudithook(refuse)


def full_disk() -> None:
    """No file can hold more than some hundred bytes; what goes beyond that fails when it is half written."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))


def austere() -> None:
    """No network. No git, a narrow terminal and no UTF-8 come with the surroundings that the process is started in."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in CALLS:
            raise OSError(errno.ENETUNREACH, f"{event} {arguments}")

    sys.addaudithook(refuse)


CONDITIONS: dict[str, Callable[[], None]] = {one.__name__: one for one in (ordinary, read_only, full_disk, austere)}


def outcome(folder: str, words: list[str]) -> dict[str, Any]:
    """Carry out one command line and return its exit code and what it printed."""
    os.chdir(folder)
    sys.argv = ["kanalboken", *words]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = kanalboken.main()
        except BaseException:  # noqa: BLE001  # that nothing but an exit code comes out is what is tested
            traceback.print_exc()
            code = -1
    said = (stream.buffer.getvalue().decode() for stream in (out, err))
    return dict(zip(("code", "out", "err"), (code, *said), strict=True))


def interrupted(folders: list[str], words: list[str], moments: list[float]) -> list[dict[str, Any]]:
    """Carry out one command line in each folder; in all but the first, Ctrl-C is pressed when that share of the calls
    of functions that there were in the first has been made."""
    whole, left, run = 0, 0, kanalboken.run

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal whole, left
        whole += event == "call"
        left -= event == "call"
        if left == 0:
            sys.setprofile(None)
            raise KeyboardInterrupt

    def counted(words: Sequence[str]) -> int:
        sys.setprofile(count)
        try:
            return run(words)
        finally:
            sys.setprofile(None)

    kanalboken.run = counted
    outcome(folders[0], words)  # everything is imported
    whole, left = 0, 0
    found, calls = [outcome(folders[1], words)], whole
    for folder, moment in zip(folders[2:], moments, strict=True):
        left = max(1, int(calls * moment))
        found.append(outcome(folder, words))
    kanalboken.run = run
    return found


def serve_no_longer_than_it_takes_to_build() -> None:
    """Let `serve` be ended with Ctrl-C as soon as it serves."""
    from mkdocs.livereload import LiveReloadServer

    def ended(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    LiveReloadServer.serve = ended  # type: ignore[method-assign]  # it is meant to be replaced


def main() -> None:
    """Carry out the jobs that the command line gives."""
    sys.dont_write_bytecode = True
    condition, jobs = sys.argv[1], json.loads(sys.argv[2])
    serve_no_longer_than_it_takes_to_build()
    if condition == "interrupted":
        done: list[Any] = [interrupted(*job) for job in jobs]
    else:
        CONDITIONS[condition]()
        done = [outcome(*job) for job in jobs]
    sys.__stdout__.write(json.dumps(done))  # type: ignore[union-attr]  # it was never closed


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main()
