"""Measure Kanalboken beside its peers and write the figures into benchmarks/README.md.

`make benchmark` measures everything. `make benchmark PARTS="checks paper"` measures some of it and leaves the other
figures as they were. The peers are installed below build/; nothing here is needed to build, test or run the project.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.handbooks import finished, handbook
from benchmarks.measuring import memory_together, side_by_side
from benchmarks.municipality import ROOT, municipality
from benchmarks.peers import bundled_schema, check_jsonschema, sourcemeta
from benchmarks.plot import plot
from benchmarks.preview import saved_to_seen
from benchmarks.tables import OURS, tables

HERE = ROOT / "benchmarks"
WORK = ROOT / "build" / "benchmarks"
RESULTS, README, PLOT = HERE / "results.json", HERE / "README.md", HERE / "checks.svg"
BIN = Path(sys.executable).parent
SIZES = (100, 300, 1_000, 3_000, 10_000)
MANY = 1_000  # from so many accounts on a command is run fewer times: it takes so long that little else weighs
RUNS = 5
FEW, LARGE = 20, 1_000  # accounts in the small and in the large handbook
DOCUMENTS = ("exempelby-riktlinjer", "exempelby-rutiner")
ALL = "all"  # of the handbook's prints
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"

Figures = dict[str, Any]


def checks() -> Figures:
    """Cold checks of registers of several sizes: ours (everything) beside schema checkers (the accounts' form)."""
    schema, rows = bundled_schema(), {}
    for size in SIZES:
        root = municipality(WORK / f"register-{size}", size)
        accounts = sorted((root / "policy_data" / "accounts").iterdir())
        commands: dict[str, Any] = {
            OURS: ([BIN / "kanalboken", "check"], root),
            "check-jsonschema": ([check_jsonschema(), "--schemafile", schema, *accounts], root),
        }
        if theirs := sourcemeta():
            commands["Sourcemeta jsonschema"] = ([theirs, "validate", schema, *accounts], root)
        rows[str(size)] = _rows(side_by_side(commands, 3 if size > MANY else RUNS))
        rows[str(size)][OURS][2] = round(memory_together(*commands[OURS]), 3)  # it works in two processes
    PLOT.write_text(plot("Seconds to check a register", _series(rows)), encoding="utf-8")
    return rows


def hook() -> Figures:
    """A commit in a register of 300 accounts: our hook judges everything, the peer the one file that changed."""
    root = municipality(WORK / "register-300", 300)
    changed = next((root / "policy_data" / "accounts").iterdir())
    return _rows(
        side_by_side(
            {
                "kanalboken check --gate": ([BIN / "kanalboken", "check", "--gate"], root),
                "check-jsonschema": ([check_jsonschema(), "--schemafile", bundled_schema(), changed], root),
            },
            RUNS,
        )
    )


def site() -> Figures:
    """Building the site: ours as users build it, and the finished pages without us, with the same theme and with its
    successor."""
    small, large = handbook(WORK / "handbook", FEW), handbook(WORK / "handbook-large", LARGE)
    plain = finished(small)
    ours = [str(BIN / "kanalboken"), "build"]
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    return _rows(
        side_by_side(
            {
                f"Kanalboken, {FEW} accounts": (ours, small),
                "the finished pages, mkdocs-material": (build, plain),
                "the finished pages, Zensical": ([BIN / "zensical", "build", "--clean"], plain),
                f"Kanalboken, {LARGE} accounts": (ours, large),
            },
            3,
            NO_MKDOCS_2_WARNING="1",
        )
    )


def preview() -> Figures:
    """From saved to seen: an account's purpose in ours, a word of the finished page without us."""
    ours = handbook(WORK / "handbook", FEW)
    plain = finished(ours)
    page, word = "konton/biblioteket.html", "Locka till läsning"
    account = ours / "policy_data" / "accounts" / "biblioteket-facebook.yaml"
    theirs = plain / "docs" / "konton" / "biblioteket.md"
    serve = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", "127.0.0.1:{port}"]
    return {
        "kanalboken serve": saved_to_seen(
            [BIN / "kanalboken", "serve", "--port", "{port}"], ours, page, account, word, 3
        ),
        "mkdocs serve, the finished pages": saved_to_seen(serve, plain, page, theirs, word, 3),
    }


def paper() -> Figures:
    """The PDF of each document in force, and all prints of the handbook in one process: their number, the slowest of
    them and all of them together."""
    found: Figures = {}
    for document in DOCUMENTS:
        runs = [_printed(document) for _ in range(RUNS)]
        found[document] = [sorted(one[turn] for one in runs)[RUNS // 2] for turn in range(2)]
    each = _printed(ALL)
    return found | {ALL: [len(each), max(each), sum(each)]}


def _printed(what: str) -> list[float]:
    command = [sys.executable, "-m", "benchmarks.paper", what]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [float(one) for one in json.loads(done.stdout)]


PARTS: dict[str, Callable[[], Figures]] = {
    "checks": checks,
    "hook": hook,
    "site": site,
    "preview": preview,
    "paper": paper,
}


def machine() -> Figures:
    """What it was measured on, and with."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    return {
        "machine": f"{os.cpu_count()} cores, {model}, {platform.system()} {platform.release()}",
        "versions": f"Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in ("mkdocs-material", "zensical", "typst", "jsonschema-rs")),
    }


def main(parts: list[str]) -> None:
    """Measure the parts and write what came of it."""
    known: Figures = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for part in parts or PARTS:
        print(f"{part} …", flush=True)
        known[part] = PARTS[part]() | {"measured": date.today().isoformat()}  # noqa: DTZ011, TID251 - the day of the measurement
        known["machine"] = machine()
        RESULTS.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n{tables(known)}{END}{after}", encoding="utf-8")


def _rows(costs: dict[str, Any]) -> Figures:
    return {
        name: [round(value, 3) for value in (one.seconds, one.processor, one.memory)] for name, one in costs.items()
    }


def _series(rows: Figures) -> dict[str, list[tuple[int, float]]]:
    names = next(iter(rows.values()))
    return {name: [(int(size), row[name][0]) for size, row in rows.items()] for name in names}


if __name__ == "__main__":
    if unknown := [one for one in sys.argv[1:] if one not in PARTS]:
        sys.exit(f"There is no part {unknown[0]}: choose from {', '.join(PARTS)}.")
    main(sys.argv[1:])
