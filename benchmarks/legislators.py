"""A trial at size: the official accounts of the United States Congress, imported into an empty register and checked.

`python -m benchmarks.legislators FILE` takes legislators-social-media.yaml of unitedstates/congress-legislators, which
is no part of this repository, and prints the figures that stand in benchmarks/README.md.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from benchmarks.measuring import Cost, side_by_side
from benchmarks.municipality import ROOT, municipality

MAPPING = ROOT / "benchmarks" / "legislators.mapping.yaml"
WORK = ROOT / "build" / "benchmarks" / "legislators"
KANALBOKEN = Path(sys.executable).parent / "kanalboken"
UNIT = """\
# yaml-language-server: $schema=../../checks/schemas/unit.json
name: Kongressen
kind: department
head: pressekreterare
board: Kongressen
website: https://www.kongressen.example
roles:
  pressekreterare: {title: Pressekreterare, mailbox: press@kongressen.example}
"""


def main(file: Path) -> None:
    """Import the file twice into a handbook that a newcomer has just taken over, check it, and print the figures."""
    municipality(WORK, 0)
    shutil.copy(ROOT / "mkdocs.yml", WORK)
    adopt: list[str | Path] = [KANALBOKEN, "adopt", "--name", "Provkommun", "--yes"]
    subprocess.run(adopt, cwd=WORK, check=True, stdout=subprocess.DEVNULL)
    (WORK / "policy_data" / "units" / "kongressen.yaml").write_text(UNIT, encoding="utf-8")
    options = ("--mapping", MAPPING, "--complete-by", "2027-06-30")
    words: list[str | Path] = [KANALBOKEN, "import", file.resolve(), *options]
    report: list[str | Path] = [KANALBOKEN, "check", "--format", "json"]
    costs = {name: _once(name, command) for name, command in (("import", words), ("again", words), ("check", report))}
    done = subprocess.run(report, cwd=WORK, check=False, capture_output=True, text=True)
    findings = json.loads(done.stdout)["findings"]
    print(len(list((WORK / "policy_data" / "accounts").iterdir())), "accounts")
    for name, cost in costs.items():
        print(f"| {name} | {cost.seconds:.1f} s | {cost.processor:.1f} s | {cost.memory:.0f} MiB |")
    for (check, severity), count in sorted(Counter((one["check"], one["severity"]) for one in findings).items()):
        print(f"| {check} | {severity} | {count:,} |")


def _once(name: str, command: list[str | Path]) -> Cost:
    """Return what a command costs that may have findings to tell of (exit code 1)."""
    told: list[str | Path] = ["sh", "-c", '"$@" || test $? -eq 1', "sh", *command]
    return side_by_side({name: (told, WORK)}, 1)[name]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
