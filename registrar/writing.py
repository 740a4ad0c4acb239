"""Writing: all files of one command or none, one command at a time, and never over what somebody else has changed
meanwhile.

Everything new is written beside the data first; then the files are only renamed into place. Until that is done, what
they were is kept in the folder `.kanalboken-undo`, so that even a power cut in the middle can be undone.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from checks.alone import alone
from checks.command_line import Refused

UNDO = ".kanalboken-undo"
MANIFEST = "manifest.json"


class Change(Struct, frozen=True):
    """What a file (a path from the data root) was when it was read and is to become; None is no file."""

    path: str
    before: bytes | None
    after: bytes | None


def rewriting(path: str, before: bytes | None, text: str) -> Change:
    """Return what makes a file consist of a text. A file that had the line ends of Windows keeps them."""
    unix = text.replace("\r\n", "\n")
    windows = before is not None and b"\r\n" in before
    return Change(path, before, (unix.replace("\n", "\r\n") if windows else unix).encode("utf-8"))


def content(root: Path, path: str) -> bytes | None:
    """Return the bytes of a plain file below the root, or None if there is none. Raises Refused for links."""
    here = root
    for part in Path(path).parts:
        here /= part
        try:
            mode = os.lstat(here).st_mode
        except FileNotFoundError:
            return None
        if stat.S_ISLNK(mode):
            raise Refused(f"{path} är en länk. Ersätt den med en vanlig fil och försök igen.")
    return here.read_bytes()


def write(root: Path, changes: Sequence[Change]) -> None:
    """Carry out the changes. If anything goes wrong on the way, everything is as it was."""
    with alone(root):
        for change in changes:
            if content(root, change.path) != change.before:
                raise Refused(f"{change.path} har ändrats medan kommandot arbetade. Inget är skrivet; kör det igen.")
        _stage(root, changes)
        try:
            for index, change in enumerate(changes):
                _place(root, index, change)
        except BaseException:
            _undo(root)
            raise
        _finish(root)


def recover(root: Path) -> bool:
    """Undo what an interrupted command had begun; whether there was anything to undo.

    Raises Refused if somebody has edited the files since then, or if another command is writing now.
    """
    with alone(root):
        return _undo(root)


def _undo(root: Path) -> bool:
    kept = root / UNDO
    for unfinished in root.glob(f"{UNDO}-*"):
        shutil.rmtree(unfinished, ignore_errors=True)
    if not kept.is_dir():
        return False
    rows = json.loads((kept / MANIFEST).read_text(encoding="utf-8"))
    touched = []
    for index, row in enumerate(rows):
        if Path(row["path"]).is_absolute() or ".." in Path(row["path"]).parts:
            raise Refused(f"Mappen {UNDO} pekar ut filer utanför handboken. Ta bort den.")
        now = _fingerprint(content(root, row["path"]))
        if now not in (row["before"], row["after"]):
            raise Refused(
                f"Ett tidigare kommando avbröts, och {row['path']} har ändrats efter det. "
                f"Hämta tillbaka filerna med git och ta sedan bort mappen {UNDO}."
            )
        if now != row["before"]:
            touched.append((index, row))
    for index, row in touched:
        target = root / row["path"]
        if row["before"] is None:
            target.unlink()
        else:
            again = kept / f"again-{index}"
            shutil.copy2(kept / f"before-{index}", again)
            target.parent.mkdir(parents=True, exist_ok=True)
            again.replace(target)
    _finish(root)
    return True


def _stage(root: Path, changes: Sequence[Change]) -> None:
    """Keep what the files are and write what they are to become, in one folder that appears at once."""
    folder = Path(tempfile.mkdtemp(prefix=f"{UNDO}-", dir=root))
    try:
        rows = []
        for index, change in enumerate(changes):
            for name, bytes_ in ((f"before-{index}", change.before), (f"after-{index}", change.after)):
                if bytes_ is not None:
                    _write(folder / name, bytes_)
            if change.before is not None:
                for name in (f"before-{index}", f"after-{index}"):
                    if (folder / name).exists():
                        shutil.copymode(root / change.path, folder / name)
            rows.append(
                {
                    "path": change.path,
                    "before": _fingerprint(change.before),
                    "after": _fingerprint(change.after),
                }
            )
        _write(folder / MANIFEST, json.dumps(rows).encode())
        folder.rename(root / UNDO)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _place(root: Path, index: int, change: Change) -> None:
    target = root / change.path
    if change.after is None:
        target.unlink(missing_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    (root / UNDO / f"after-{index}").replace(target)


def _finish(root: Path) -> None:
    """Take away what was kept; from the moment it is renamed, the command is done."""
    done = root / f"{UNDO}-done"
    shutil.rmtree(done, ignore_errors=True)
    (root / UNDO).rename(done)
    shutil.rmtree(done, ignore_errors=True)


def _write(path: Path, bytes_: bytes) -> None:
    with path.open("wb") as file:
        file.write(bytes_)
        file.flush()
        os.fsync(file.fileno())


def _fingerprint(bytes_: bytes | None) -> str | None:
    return None if bytes_ is None else sha256(bytes_).hexdigest()


def _copy(folder: Path, to: Path) -> None:
    try:
        shutil.copytree(folder, to, symlinks=True)
    except shutil.Error:  # a list of what went wrong, file by file
        raise Refused("Det gick inte att göra en kopia att pröva i. Frigör plats på disken, försök igen.") from None


def written(root: Path, changes: Iterable[Change], to: Path) -> None:
    """Make a copy of what is judged (`policy_data`, `docs`) in another folder, with the changes carried out."""
    for folder in ("policy_data", "docs"):
        if (root / folder).is_dir():
            _copy(root / folder, to / folder)
    for change in changes:
        target = to / change.path
        if change.after is None:
            target.unlink(missing_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(change.after)
