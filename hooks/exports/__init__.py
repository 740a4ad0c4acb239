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
Makers = Mapping[str, Callable[[], bytes]]  # by its name, what makes a download


def write_downloads(policy: Policy, root: Path, *, public: bool = False) -> tuple[Path, ...]:
    """Write every download below `docs/nedladdning`, each only if its bytes differ, and remove what is no longer one.
    `public` are those for everybody, from the public policy. Return where they are. Raises NotPrintable before anything
    is written."""
    downloads = _quick(policy, root, public=public) | _made_by_two(_slow(policy, public=public))
    _write(root / FOLDER, downloads)
    tell_progress("Bygger sidorna.")
    return tuple(root / FOLDER / name for name in downloads)


def write_downloads_beside(
    pages: Callable[[Sequence[str]], None], policy: Policy, root: Path, site: Path, *, public: bool
) -> None:
    """Write every download while `pages` builds the site. Those that take time are made meanwhile in a process of their
    own: their addresses are what `pages` takes, and they come below `docs/nedladdning` and into the site when both are
    done.

    Raises NotPrintable, and what `pages` raises.
    """
    slow = _slow(policy, public=public)
    _write(root / FOLDER, _quick(policy, root, public=public), kept=slow)
    build, make = partial(pages, [f"{DOWNLOADS}/{name}" for name in slow]), partial(_made_or_refused, _told(slow))
    _, made = (build(), make()) if has_begun() else side_by_side(build, make)
    if isinstance(made, NotPrintable):
        raise made
    with alone(root / FOLDER, wait=True):
        for name, content in made.items():
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
    downloads = _quick(policy, root) | {name: make() for name, make in _calendars(policy).items()}
    if missing:
        downloads |= _made_by_two(prints)
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder, wait=True):
        for name, content in downloads.items():
            write_file(folder / name, content)


def _quick(policy: Policy, root: Path, *, public: bool = False) -> dict[str, bytes]:
    """Return the downloads that are made in a moment."""
    if public:
        assert policy.organisation.public is not None, "nothing is published unless the organisation says where"
        return dict(public_files(policy, policy.organisation.public))
    return _registers(policy) | _decided(policy, root)


def _registers(policy: Policy) -> dict[str, bytes]:
    """Return the register; a body without a register of its own has none."""
    if not policy.units:
        return {}
    return {
        "konton.csv": as_csv(policy),
        "konton.json": as_json(policy),
        FILES: account_files(policy),
        **internal_tables(policy),
    }


def _decided(policy: Policy, root: Path) -> dict[str, bytes]:
    """Return the PDF of each decided version, byte for byte as it was decided."""
    data = find_root(root) if policy.decided else root
    return {
        Path(print_address("decided", f"{one.document.id}-{one.version}")).name: (data / one.pdf_file).read_bytes()
        for one in policy.decided
        if one.pdf_file in policy.files
    }


def _slow(policy: Policy, *, public: bool) -> Makers:
    """Return what makes each of the downloads that take time: the prints, and the calendars of a large register."""
    prints = _prints(policy)
    if not public:
        return {**prints, **_calendars(policy)}
    prints.pop(Path(print_address("accounts")).name, None)  # who answers for each is not public
    return prints


def _prints(policy: Policy) -> dict[str, Callable[[], bytes]]:
    return {Path(address).name: partial(_typeset, make) for address, make in prints(policy)}


def _typeset(make: Callable[[], Print]) -> bytes:
    return typeset(make())


def _calendars(policy: Policy) -> Makers:
    """Return what makes each calendar; a body without a register of its own has none."""
    return calendars(policy) if policy.units else {}


def _made_by_two(made: Makers) -> dict[str, bytes]:
    """Return the content of each download. Every other is made in a process of its own, unless something has been set
    in this one: a copy of it would lack Typst's threads, and wait for them for ever."""
    told = _told(made)
    if has_begun():
        return _made(told)
    own, others = side_by_side(partial(_made, told[::2]), partial(_made, told[1::2]))
    return own | others


def _told(made: Makers) -> list[tuple[str, str, Callable[[], bytes]]]:
    """Return what makes downloads with what is said of each to who waits, and its name."""
    return [(f"Fil {number} av {len(made)}: {name}", name, make) for number, (name, make) in enumerate(made.items(), 1)]


def _made(told: Iterable[tuple[str, str, Callable[[], bytes]]]) -> dict[str, bytes]:
    found = {}
    for sentence, name, make in told:
        tell_progress(sentence)
        found[name] = make()
    return found


def _made_or_refused(told: Iterable[tuple[str, str, Callable[[], bytes]]]) -> dict[str, bytes] | NotPrintable:
    """Return the content of each download, or why one can't be printed: a process of its own can't raise it."""
    try:
        return _made(told)
    except NotPrintable as refusal:
        return refusal


def write_file(path: Path, content: bytes) -> None:
    """Write a file if it is not there with these bytes already: the preview watches the folder."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
