"""How long a command takes as a whole process, and how much memory it fills."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct


class Cost(Struct, frozen=True):
    """Seconds on the clock, seconds of processor time, and the most memory (MiB) that one of its processes filled:
    medians of several runs."""

    seconds: float
    processor: float
    memory: float


def side_by_side(
    commands: dict[str, tuple[Sequence[str | Path], Path]], runs: int, **environment: str
) -> dict[str, Cost]:
    """Run several commands by turns, so many times each, so that what else the machine does weighs on all alike.

    Each must end well, or the measurement is of something else.
    """
    rounds = [
        {name: _once(command, folder, environment) for name, (command, folder) in commands.items()} for _ in range(runs)
    ]
    return {name: median([one[name] for one in rounds]) for name in commands}


def median(costs: Sequence[Cost]) -> Cost:
    """Return the medians of several costs."""
    return Cost(
        statistics.median(one.seconds for one in costs),
        statistics.median(one.processor for one in costs),
        statistics.median(one.memory for one in costs),
    )


def memory_together(command: Sequence[str | Path], folder: Path) -> float:
    """Return the most memory in MiB that a command and its processes fill at one moment (Linux). What they share is
    counted once."""
    process = subprocess.Popen(
        [str(word) for word in command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0
    while process.poll() is None:
        most = max(most, sum(_filled(one) for one in _with_descendants(process.pid)))
        time.sleep(0.01)
    return most / 1024


def _with_descendants(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").glob("*"):
        with suppress(OSError):  # it has ended
            for child in (task / "children").read_text().split():
                yield from _with_descendants(int(child))


def _filled(process: int) -> int:
    """Return the KiB of memory that a process fills, with its share of what it shares with others."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _once(command: Sequence[str | Path], folder: Path, environment: dict[str, str]) -> Cost:
    began = time.perf_counter()
    # os.wait4 tells what this one process (and those it waited for) used; subprocess alone does not.
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))[:200]}\n… ended with {process.returncode}:\n{said[-2000:]}")
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
