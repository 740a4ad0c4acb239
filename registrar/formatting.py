"""The command `kanalboken format`: the files of `policy_data` in the form in which they are kept."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from checks.command_line import Refused
from checks.policy.reading import Unreadable
from checks.policy.tree import DATA, FOLDERS, SINGLE_FILES, SourceFile, files
from checks.policy.words import number
from registrar.canonical import Unkept, canonical
from registrar.errand import CLEAN, DRY_RUN, FINDINGS, RECOVERED
from registrar.key_order import form_of
from registrar.trial import as_diff
from registrar.writing import Change, content, recover, rewriting, write

FROZEN = ("decided", "decided-pdf")


def format_files(root: Path, clock: date, arguments: argparse.Namespace) -> int:  # noqa: ARG001 - no day matters
    """Put the files in order, all or those that are named. With `--check` nothing is written, and the exit code is 1 if
    any file is not in order. A file that can't be put in order is told of, and left as it is (1)."""
    only_told = arguments.check or arguments.dry_run
    if not only_told and recover(root):
        print(RECOVERED)
    changes: list[Change] = []
    left = 0
    for file in _chosen(root, arguments.paths):
        try:
            changes += _changes(root, file)
        except (Unkept, Unreadable):
            left += 1
            print(f"{file.path}: går inte att ordna utan att något går förlorat. Filen lämnas som den är.")
    if arguments.dry_run:
        print(f"{as_diff(changes)}\n{DRY_RUN}" if changes else DRY_RUN)
    elif arguments.check:
        for change in changes:
            print(f"{change.path}: är inte ordnad. Kör `kanalboken format`.")
    elif changes:
        write(root, changes)
        for change in changes:
            print(change.path)
    if not changes and not left:
        print("Alla filer är ordnade.")
    elif changes and not only_told:
        print(f"{number(len(changes)).capitalize()} {'fil är ordnad' if len(changes) == 1 else 'filer är ordnade'}.")
    return FINDINGS if left or (arguments.check and changes) else CLEAN


def _changes(root: Path, file: SourceFile) -> Iterator[Change]:
    if file.unreadable:
        raise Unkept
    before = file.text.replace("\r\n", "\n")
    after = canonical(before, form_of(file.kind))
    if after != before:
        yield rewriting(file.path, content(root, file.path), after)


def _chosen(root: Path, paths: Sequence[str]) -> list[SourceFile]:
    """Return the files to put in order. Raises Refused for a path that leads to none."""
    kinds = {*FOLDERS.values(), *SINGLE_FILES.values()} - set(FROZEN)
    every = [file for file in files(root) if file.kind in kinds]
    if not paths:
        return every
    found: dict[str, SourceFile] = {}
    for path in paths:
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - a link stays what it is, `..` does not
        below = [file for file in every if whole in (root / file.path, *(root / file.path).parents)]
        if not below:
            raise Refused(f"{path} är ingen fil i {DATA} som går att ordna. Beslutade versioner ändras aldrig.")
        found |= {file.path: file for file in below}
    return list(found.values())
