"""The files that people download: written before the site is built, so that links to them are links to files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from checks.alone import alone
from checks.command_line import tell_progress
from checks.policy.pages import DOWNLOADS, print_address
from checks.policy.policy import Policy
from checks.policy.tree import find_root
from checks.policy.two_processes import side_by_side
from checks.whole_file import write_whole
from hooks.exports.accounts import as_csv, as_json
from hooks.exports.calendars import calendars
from hooks.exports.internal import internal_tables
from hooks.exports.public import public_files
from hooks.pages.account_form import FILES, account_files
from hooks.paper import Print, has_begun, prints, typeset

FOLDER = f"docs/{DOWNLOADS}"


def write_downloads(policy: Policy, root: Path) -> tuple[Path, ...]:
    """Write every download below `docs/nedladdning`, each only if its bytes differ, and remove what is no longer one.
    Return where they are. Raises NotPrintable before anything is written."""
    return _written(root / FOLDER, _registers(policy) | _decided(policy, root) | _printed(_prints(policy)))


def write_public_downloads(policy: Policy, root: Path) -> tuple[Path, ...]:
    """Write what is published for everybody, from the public policy: its register and the prints of its pages. Return
    where the files are. Raises NotPrintable before anything is written."""
    public = policy.organisation.public
    assert public is not None, "nothing is published unless the organisation says where"
    printed = _prints(policy)
    printed.pop(Path(print_address("accounts")).name, None)  # who answers for each is not public
    return _written(root / FOLDER, {**public_files(policy, public), **_printed(printed)})


def _written(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    downloads = {folder / name: content for name, content in contents.items()}
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder, wait=True):
        for path in set(folder.glob("*")) - set(downloads):
            path.unlink()
        for path, content in downloads.items():
            write_file(path, content)
    tell_progress("Bygger sidorna.")
    return tuple(downloads)


def write_registers(policy: Policy, root: Path) -> None:
    """Write what is quickly written, for the preview: the registers, but no PDF that is there already."""
    folder = root / FOLDER
    missing = any(not (folder / name).exists() for name in _prints(policy))
    downloads = _registers(policy) | _decided(policy, root) | (_printed(_prints(policy)) if missing else {})
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder, wait=True):
        for name, content in downloads.items():
            write_file(folder / name, content)


def _registers(policy: Policy) -> dict[str, bytes]:
    """Return the register and its calendars; a body without a register of its own has none."""
    if not policy.units:
        return {}
    return {
        "konton.csv": as_csv(policy),
        "konton.json": as_json(policy),
        FILES: account_files(policy),
        **internal_tables(policy),
        **calendars(policy),
    }


def _decided(policy: Policy, root: Path) -> dict[str, bytes]:
    """Return the PDF of each decided version, byte for byte as it was decided."""
    data = find_root(root) if policy.decided else root
    return {
        Path(print_address("decided", f"{one.document.id}-{one.version}")).name: (data / one.pdf_file).read_bytes()
        for one in policy.decided
        if one.pdf_file in policy.files
    }


def _printed(made: Mapping[str, Callable[[], Print]]) -> dict[str, bytes]:
    """Return the file of each print. Every other is set in a process of its own, unless something has been set in this
    one: a copy of it would lack Typst's threads, and wait for them for ever."""
    told = [(f"PDF {number} av {len(made)}: {name}", name, make) for number, (name, make) in enumerate(made.items(), 1)]
    if has_begun():
        return _set(told)
    own, others = side_by_side(partial(_set, told[::2]), partial(_set, told[1::2]))
    return own | others


def _set(told: Iterable[tuple[str, str, Callable[[], Print]]]) -> dict[str, bytes]:
    found = {}
    for sentence, name, make in told:
        tell_progress(sentence)
        found[name] = typeset(make())
    return found


def _prints(policy: Policy) -> dict[str, Callable[[], Print]]:
    return {Path(address).name: made for address, made in prints(policy)}


def write_file(path: Path, content: bytes) -> None:
    """Write a file if it is not there with these bytes already: the preview watches the folder."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
