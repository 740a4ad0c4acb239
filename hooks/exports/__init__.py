"""The files that people download: written before the site is built, so that links to them are links to files."""

from __future__ import annotations

from pathlib import Path

from checks.policy.policy import Policy
from hooks.exports.accounts import as_csv, as_json

FOLDER = "docs/nedladdning"


def write_downloads(policy: Policy, root: Path) -> tuple[Path, ...]:
    """Write every download below `docs/nedladdning`, each only if its bytes differ, and remove what is no longer one.
    Return where they are."""
    folder = root / FOLDER
    downloads = {folder / name: content for name, content in (_registers(policy) | _printed(policy)).items()}
    for path in set(folder.glob("*")) - set(downloads):
        path.unlink()
    for path, content in downloads.items():
        _write(path, content)
    return tuple(downloads)


def write_registers(policy: Policy, root: Path) -> None:
    """Write what is quickly written, for the preview: the registers, but no PDF that is there already."""
    folder = root / FOLDER
    missing = any(not (folder / f"{document.id}.pdf").exists() for document in policy.documents_in_force)
    for name, content in (_registers(policy) | (_printed(policy) if missing else {})).items():
        _write(folder / name, content)


def _registers(policy: Policy) -> dict[str, bytes]:
    return {"konton.csv": as_csv(policy), "konton.json": as_json(policy)}


def _printed(policy: Policy) -> dict[str, bytes]:
    from hooks.paper import pdf  # Typst and its fonts are loaded only when there is something to print

    return {f"{document.id}.pdf": pdf(policy, document) for document in policy.documents_in_force}


def _write(path: Path, content: bytes) -> None:
    """Write a file if it is not there with these bytes already: the preview watches the folder."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
