"""The hostile files of `tests/hostile`: where each goes in a municipality, and what must happen to it there.

A file says it in its first line (`# refused: KO006 on line 5`, `# accepted: …`); for those that a comment would make
something else it stands in `silent.yaml`. Run as a module, this judges files in a process of its own, under limits, and
tells what came of each: what was found, what it cost, and whatever was done that a judge never does.
"""

import json
import os
import re
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from checks.policy import two_processes
from checks.policy.reading import read

ROOT = Path(__file__).parent.parent
HOSTILE = Path(__file__).parent / "hostile"
SILENT = HOSTILE / "silent.yaml"
TEXTS = tuple((HOSTILE / "accepted/accounts").glob("text-*.yaml"))
EXPECTED = re.compile(r"(KO\d{3}) on line (\d+)")

# Where a kind of file goes that has one place only; the others keep their names.
PLACES = {
    "organisation": "policy_data/organisation.yaml",
    "search-words": "policy_data/search-words.yaml",
    "decided": "policy_data/decided/minikoping-arkiv/1.0.yaml",
    "sakerhet": "policy_data/guidelines/sakerhet.yaml",
}

CPU_SECONDS = 120  # for everything; more is a hang
ADDRESS_SPACE = 2 << 30


class Hostile(Struct, frozen=True):
    """A file of the corpus, the path it goes to, and the findings that refuse it (check and line; none: accepted)."""

    name: str
    source: Path
    goes_to: str
    refused: tuple[tuple[str, int], ...]


def corpus() -> Iterator[Hostile]:
    """Yield every hostile file."""
    silent = yaml.safe_load(SILENT.read_text(encoding="utf-8"))
    for source in sorted(HOSTILE.glob("*/*/*")):
        name = source.relative_to(HOSTILE).as_posix()
        said = silent.get(name) or source.read_text(encoding="utf-8").partition("\n")[0]
        yield Hostile(
            name, source, _goes_to(source), tuple((check, int(line)) for check, line in EXPECTED.findall(said))
        )


def texts() -> list[str]:
    """Return the texts that mean something elsewhere: what accounts of the corpus are for."""
    return [read(source.read_text(encoding="utf-8"))["purpose"] for source in sorted(TEXTS)]


def _goes_to(source: Path) -> str:
    folder = source.parent.name
    return PLACES.get(folder) or f"{'' if folder == 'docs' else 'policy_data/'}{folder}/{source.name}"


# The judge's own process.

NEVER_DONE = (
    "ctypes.", "ftplib.", "http.client.", "imaplib.", "os.chmod", "os.exec", "os.fork", "os.kill", "os.link",
    "os.mkdir", "os.posix_spawn", "os.putenv", "os.remove", "os.rename", "os.rmdir", "os.spawn", "os.startfile",
    "os.symlink", "os.system", "os.truncate", "os.utime", "pty.", "shutil.", "smtplib.", "socket.", "subprocess.",
    "urllib.", "webbrowser.",
)  # fmt: skip


class Guard:
    """Notes what a judge never does: write, run, connect, or read outside the municipality and the program."""

    def __init__(self, *readable: Path) -> None:
        self.deeds: list[str] = []
        self.watching = False
        self._readable = tuple(str(path.resolve()) for path in readable)
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.watching:
            return
        if event.startswith(NEVER_DONE):
            self.deeds.append(f"{event} {arguments}")
        elif event == "open" and isinstance(arguments[0], str):
            self._opened(*arguments)

    def _opened(self, path: str, mode: str | None, flags: int) -> None:
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or set(mode or "r") & set("wax+")
        if writes or not os.path.realpath(path).startswith(self._readable):
            self.deeds.append(f"open {path} {mode}")


def judged(root: Path, batch: Sequence[Hostile], guard: Guard) -> dict[str, Any]:
    """Lay hostile files in a municipality, judge it, and take the files away again."""
    from checks.report import as_json, as_text
    from checks.run import judge, open_policy
    from tests.municipality import TODAY

    paths = [root / hostile.goes_to for hostile in batch]
    before = [path.read_bytes() if path.exists() else None for path in paths]
    for path, hostile in zip(paths, batch, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(hostile.source.read_bytes())
    began = time.process_time()
    guard.watching = True
    findings = judge(open_policy(root, TODAY))
    told = as_text(findings) + as_json(findings)
    guard.watching = False
    seconds = time.process_time() - began
    for path, content in zip(paths, before, strict=True):
        path.unlink() if content is None else path.write_bytes(content)
    deeds, guard.deeds = guard.deeds, []
    return {
        "names": [hostile.name for hostile in batch],
        "seconds": seconds,
        "deeds": deeds,
        "control": sorted({character for character in told if ord(character) < 32 and character != "\n"}),
        "findings": [
            (one.file, one.line, one.column, one.check, one.stops, one.sentence, one.remedy) for one in findings
        ],
    }


def batches() -> Iterator[list[Hostile]]:
    """Yield the hostile files in lots that have room beside each other: those that are accepted all at once, those that
    are refused by folder, and one at a time if they go to the same place."""
    files = list(corpus())
    yield [one for one in files if not one.refused]
    refused = [one for one in files if one.refused]
    shared = {one.goes_to for one in refused if sum(other.goes_to == one.goes_to for other in refused) > 1}
    yield from ([one] for one in refused if one.goes_to in shared)
    for _, lot in groupby((one for one in refused if one.goes_to not in shared), lambda one: one.source.parent):
        yield list(lot)


def main() -> None:
    """Judge every hostile file in the municipality that the command line names."""
    root = Path(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    sys.dont_write_bytecode = True
    two_processes._possible = lambda: False  # what a second one does, the guard would not hear
    guard = Guard(root, ROOT, Path(sys.prefix), Path(sys.base_prefix))
    lots = [judged(root, batch, guard) for batch in batches()]
    json.dump({"lots": lots, "megabytes": most_kilobytes() / 1024}, sys.stdout)


def most_kilobytes() -> int:
    """The most memory that this process has filled; getrusage would count that of the one that started it, too."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
