"""Work for two: something is computed in a process of its own while this one does something else."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from typing import NoReturn, TypeVar

A = TypeVar("A")
B = TypeVar("B")


def side_by_side(here: Callable[[], A], there: Callable[[], B]) -> tuple[A, B]:
    """Return what two functions return. `there` runs meanwhile in a copy of this process, if there is another core to
    run it on; so it must change nothing, and it must be possible to pickle what it returns.

    If the copy comes to grief, `there` runs here instead; any error of its own is then raised here.
    """
    if not _possible():
        return here(), there()
    reading, writing = os.pipe()
    try:
        copy = os.fork()
    except OSError:  # no room for one more process
        os.close(reading)
        os.close(writing)
        return here(), there()
    if copy == 0:
        os.close(reading)  # so that the copy can write to nobody, and ends, when this process is gone
        _answer(there, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            own, sent = here(), pipe.read()
    except BaseException:
        os.kill(copy, signal.SIGKILL)
        os.waitpid(copy, 0)
        raise
    _, status = os.waitpid(copy, 0)
    return own, there() if status else pickle.loads(sent)  # noqa: S301 - from a copy of ourselves


class Turns:
    """The numbers from 0 up to a count (at most 256), each for one of two processes: who is ready takes the next."""

    def __init__(self, count: int) -> None:
        self._left, given = os.pipe()
        os.write(given, bytes(range(count)))
        os.close(given)

    def __iter__(self) -> Iterator[int]:
        while turn := os.read(self._left, 1):
            yield turn[0]

    def close(self) -> None:
        """Take no more turns."""
        os.close(self._left)


def _possible() -> bool:
    """Whether there is another core, and a copy would be whole: of several threads only one is copied."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return False
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return cores is not None and cores > 1


def _answer(there: Callable[[], object], writing: int) -> NoReturn:
    """Write what the function returns and end the copy, with status 0 if all of it was written. Nothing else that the
    copy has taken over is flushed, closed or said."""
    status = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(there(), pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)
