"""A report in a file of its own: whole or not at all, never among the data, never over anything but a report."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from checks.command_line import Refused
from checks.policy.tree import DATA
from checks.whole_file import write_whole


def save(path: Path, text: str, is_one: Callable[[str], bool], root: Path) -> None:
    """Write a report. Raises Refused below `policy_data` (the judge never writes data), for what is no plain file and
    for a file that is not a report in the same format."""
    folder = path.parent
    if not folder.is_dir():
        raise Refused(f"Mappen {folder} finns inte. Skapa den eller ange en annan fil med --output.")
    if any(parent.samefile(root / DATA) for parent in (folder.resolve() / path.name).parents):
        raise Refused(f"Kontrollen skriver aldrig i {DATA}. Ange en fil någon annanstans med --output.")
    _refuse_what_is_no_report(path, is_one)
    write_whole(path, text.encode(errors="replace"))


def _refuse_what_is_no_report(path: Path, is_one: Callable[[str], bool]) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise Refused(f"{path} är ingen vanlig fil. Ange en annan fil med --output.")
    there = path.read_bytes().decode(errors="replace")
    if there.strip() and not is_one(there):
        raise Refused(
            f"{path} finns redan och är ingen rapport i det formatet. Inget är skrivet. "
            "Ange en annan fil med --output, eller ta bort den som finns."
        )
