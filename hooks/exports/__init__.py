"""The files that people download: written before the site is built, so that links to them are links to files, or beside
it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
from hooks.paper import NotPrintable, Print, has_begun, prints, typeset

FOLDER = f"docs/{DOWNLOADS}"


def write_downloads(policy: Policy, root: Path, *, public: bool = False) -> tuple[Path, ...]:
    """Write every download below `docs/nedladdning`, each only if its bytes differ, and remove what is no longer one.
    `public` are those for everybody, from the public policy. Return where they are. Raises NotPrintable before anything
    is written."""
    downloads = _others(policy, root, public=public) | _printed(_prints(policy, public=public))
    _write(root / FOLDER, downloads)
    tell_progress("Bygger sidorna.")
    return tuple(root / FOLDER / name for name in downloads)


def write_downloads_beside(
    pages: Callable[[Sequence[str]], None], policy: Policy, root: Path, site: Path, *, public: bool
) -> None:
    """Write every download while `pages` builds the site. The prints are set meanwhile in a process of their own: their
    addresses are what `pages` takes, and they come below `docs/nedladdning` and into the site when both are done.

    Raises NotPrintable, and what `pages` raises.
    """
    prints = _prints(policy, public=public)
    _write(root / FOLDER, _others(policy, root, public=public), kept=prints)
    build, set_all = partial(pages, [f"{DOWNLOADS}/{name}" for name in prints]), partial(_set_or_refused, _told(prints))
    _, printed = (build(), set_all()) if has_begun() else side_by_side(build, set_all)
    if isinstance(printed, NotPrintable):
        raise printed
    with alone(root / FOLDER, wait=True):
        for name, content in printed.items():
            write_file(root / FOLDER / name, content)
            (site / DOWNLOADS / name).write_bytes(content)


def _write(folder: Path, downloads: Mapping[str, bytes], kept: Collection[str] = ()) -> None:
    """Write downloads, and remove what is neither one of them nor to be kept as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder, wait=True):
        for path in folder.glob("*"):
            if path.name not in downloads and path.name not in kept:
                path.unlink()
        for name, content in downloads.items():
            write_file(folder / name, content)


def write_registers(policy: Policy, root: Path) -> None:
    """Write what is quickly written, for the preview: the registers, but no PDF that is there already."""
    folder, prints = root / FOLDER, _prints(policy)
    missing = any(not (folder / name).exists() for name in prints)
    downloads = _others(policy, root) | (_printed(prints) if missing else {})
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder, wait=True):
        for name, content in downloads.items():
            write_file(folder / name, content)


def _others(policy: Policy, root: Path, *, public: bool = False) -> dict[str, bytes]:
    """Return every download that is not printed anew."""
    if public:
        assert policy.organisation.public is not None, "nothing is published unless the organisation says where"
        return dict(public_files(policy, policy.organisation.public))
    return _registers(policy) | _decided(policy, root)


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
    told = _told(made)
    if has_begun():
        return _set(told)
    own, others = side_by_side(partial(_set, told[::2]), partial(_set, told[1::2]))
    return own | others


def _told(made: Mapping[str, Callable[[], Print]]) -> list[tuple[str, str, Callable[[], Print]]]:
    """Return prints with what is said of each to who waits, and its name."""
    return [(f"PDF {number} av {len(made)}: {name}", name, make) for number, (name, make) in enumerate(made.items(), 1)]


def _set(told: Iterable[tuple[str, str, Callable[[], Print]]]) -> dict[str, bytes]:
    found = {}
    for sentence, name, make in told:
        tell_progress(sentence)
        found[name] = typeset(make())
    return found


def _set_or_refused(told: Iterable[tuple[str, str, Callable[[], Print]]]) -> dict[str, bytes] | NotPrintable:
    """Return the file of each print, or why one of them can't be printed: a process of its own can't raise it."""
    try:
        return _set(told)
    except NotPrintable as refusal:
        return refusal


def _prints(policy: Policy, *, public: bool = False) -> dict[str, Callable[[], Print]]:
    made = {Path(address).name: made for address, made in prints(policy)}
    if public:
        made.pop(Path(print_address("accounts")).name, None)  # who answers for each is not public
    return made


def write_file(path: Path, content: bytes) -> None:
    """Write a file if it is not there with these bytes already: the preview watches the folder."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
