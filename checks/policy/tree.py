"""The files of a data root: which there are, what kind each is, what stands in them and on which line."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import cached_property
from io import BufferedReader
from pathlib import Path

from msgspec import Struct

from checks.policy.problem import Place, Problem
from checks.policy.reading import MAX_BYTES, Mark, Unreadable, Value, decode, find_marks, read, refuse_unseen
from checks.policy.two_processes import Turns, side_by_side

DATA = "policy_data"
PAGES = "docs"
MAX_FOLDERS = 12

# What is copied into the site as it is: in one folder scripts and styles, anywhere only what a browser never runs.
ASSETS = f"{PAGES}/assets/"
INERT = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".pdf", ".csv", ".json", ".ics", ".txt")

WORTH_TWO = 300_000  # bytes of YAML
PILES = 64  # of files, which whoever is ready takes one of

# One folder, one kind of file. The kind is also the name of the schema.
FOLDERS = {
    "units": "unit",
    "categories": "category",
    "platforms": "platform",
    "accounts": "account",
    "false_accounts": "false-account",
    "texts": "text",
    "statutes": "statute",
    "bodies": "body",
    "guidelines": "topic",
    "documents": "document",
    "guides": "guide",
    "needs": "need",
    "attestations": "attestation",
    "decided": "decided",
}
DECIDED = "decided"
SINGLE_FILES = {"organisation": "organisation", "search-words": "search-words"}

Content = tuple[str, Value]

NO_KIND = Unreadable(
    "Filen hör inte hemma i den här mappen, eller så slutar namnet inte på `.yaml`.",
    f"Flytta den, döp om den eller ta bort den. Mapparna är {', '.join(FOLDERS)}.",
)
NO_PAGE = Unreadable(
    "Filen är varken en sida eller en bild.",
    f"Ta bort den. I {PAGES} ligger sidor (`.md`) och bilder (`.png`, `.jpg`, `.webp`), i {ASSETS} skript och stilar.",
)
NO_KEYS = Unreadable("Filen ska bestå av nycklar med värden.", "Börja varje rad med `nyckel: värde`.")


class SourceFile(Struct, frozen=True, dict=True):
    """A file as it was found. `value` is None if it could not be read; then `unreadable` says why.

    A page of the handbook (kind "page") has no value, only its text; the value of a decided version's PDF (kind
    "decided-pdf") is the SHA-256 of its bytes. `stopped_at` is where (line and column) it could not be read, `misfits`
    say why the model can't hold the value.
    """

    path: str
    kind: str
    id: str
    value: Value
    text: str = ""
    unreadable: Problem | None = None
    stopped_at: tuple[int, int] = (1, 1)
    misfits: tuple[Problem, ...] = ()

    @property
    def place(self) -> Place:
        """The file as a whole."""
        return Place(self.path)

    @property
    def lines(self) -> list[str]:
        """The file's lines, comments included; line n (from 0) has the place `file.place / n`."""
        return self.text.split("\n")

    @property
    def sound(self) -> bool:
        """Whether the model can be built from it."""
        return self.unreadable is None and not self.misfits

    @cached_property
    def mark(self) -> Mark:
        """Where each value stands; of a file without a value only its beginning, or where it could not be read."""
        return Mark(*self.stopped_at) if self.unreadable or not isinstance(self.value, dict) else find_marks(self.text)

    def position(self, place: Place) -> tuple[int, int]:
        """Return line and column (from 1) of a place in this file; of the nearest place around it if it is missing."""
        if place.route and isinstance(place.route[0], int):  # a line: the root of a file is never a list
            return place.route[0] + 1, 1
        mark = self.mark
        for key in place.route:
            inner = mark.inside.get(key)
            if inner is None:
                break
            mark = inner
        return mark.line, mark.column


class NoData(Exception):
    """There is no `policy_data` in the folder or above it."""


def find_root(start: Path) -> Path:
    """Return the nearest folder upward that holds `policy_data`. Raises NoData."""
    for folder in (start, *start.parents):
        if (folder / DATA).is_dir():
            return folder
    raise NoData(str(start))


def files(root: Path, meanwhile: Callable[[], object] = lambda: None) -> Iterator[SourceFile]:
    """Yield every file of the data root in the order of their paths: all of `policy_data`, the pages of `docs`, and
    whatever else stands there but must not. If another process helps with the reading, `meanwhile` is done first in
    this one."""
    paths = list(_walk(root, DATA))
    contents = _read_for_two(root, paths, meanwhile)
    for path in paths:
        yield _data_file(root, path, contents.get(path))
    for path in _walk(root, PAGES):
        if path.endswith(".md"):
            yield _page(root, path)
        elif stray := _stray(root, path):
            yield stray


def _walk(root: Path, folder: str) -> Iterator[str]:
    """Yield the paths (from the root) of everything below a folder that is not itself a plain folder.

    A folder that is called like a file, or too far down, is yielded as it is: it does not belong here.
    """
    try:
        entries = sorted(os.scandir(f"{root}/{folder}"), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and not entry.name.endswith(".yaml") and path.count("/") < MAX_FOLDERS:
            yield from _walk(root, path)
        else:
            yield path


def _read_for_two(root: Path, paths: Sequence[str], meanwhile: Callable[[], object]) -> dict[str, Content]:
    """Return what stands in files, read in two processes; some of it may be missing, and what can't be read is. Nothing
    is returned where there is so little to read that two would need more time than one."""
    sizes = {path: min(os.lstat(f"{root}/{path}").st_size, MAX_BYTES) for path in paths if path.endswith(".yaml")}
    if sum(sizes.values()) < WORTH_TWO:
        return {}
    ordered = sorted(sizes, key=lambda path: (-sizes[path], path))
    with closing(Turns(PILES)) as turns:

        def take_turns() -> dict[str, Content]:
            return _contents(root, (path for turn in turns for path in ordered[turn::PILES]))

        def then_take_turns() -> dict[str, Content]:
            meanwhile()
            return take_turns()

        own, others = side_by_side(then_take_turns, take_turns)
    return own | others


def _contents(root: Path, paths: Iterable[str]) -> dict[str, Content]:
    found = {}
    for path in paths:
        with suppress(Unreadable):
            found[path] = _content(root, path)
    return found


def _content(root: Path, path: str) -> Content:
    """Return the text of a file and the value that it holds. Raises Unreadable."""
    text = _text(root, path)
    return text, read(text)


def _data_file(root: Path, path: str, content: Content | None) -> SourceFile:
    *folders, name = path.split("/")[1:]
    id, dot, ending = name.rpartition(".")
    kind = _kind(folders, id)
    if kind == DECIDED:
        id = f"{folders[1]}/{id}"
    if kind == DECIDED and dot + ending == ".pdf":
        return _decided_pdf(root, path, id)
    if kind is None or dot + ending != ".yaml":
        return _unreadable(path, "unknown", id, NO_KIND)
    try:
        text, value = content or _content(root, path)
    except Unreadable as error:
        return _unreadable(path, kind, id, error)
    if not isinstance(value, dict):
        return _unreadable(path, kind, id, NO_KEYS)
    return SourceFile(path, kind, id, value, text)


def _kind(folders: list[str], id: str) -> str | None:
    """Return what kind of file stands in a folder under an id, or None if none does. Only decided versions stand one
    folder further down, in that of their document."""
    if not folders:
        return SINGLE_FILES.get(id)
    deep = 2 if folders[0] == DECIDED else 1
    return FOLDERS.get(folders[0]) if len(folders) == deep else None


def _decided_pdf(root: Path, path: str, id: str) -> SourceFile:
    try:
        _refuse_links(root, path)
    except Unreadable as error:
        return _unreadable(path, "decided-pdf", id, error)
    with _opened(root, path) as file:
        return SourceFile(path, "decided-pdf", id, hashlib.file_digest(file, "sha256").hexdigest())


def _page(root: Path, path: str) -> SourceFile:
    try:
        text = _text(root, path)
        refuse_unseen(text)
        return SourceFile(path, "page", path, None, text)
    except Unreadable as error:
        return _unreadable(path, "page", path, error)


def _stray(root: Path, path: str) -> SourceFile | None:
    """Return a file beside the pages that would come into the site with them and must not; None if it may."""
    try:
        _refuse_links(root, path)
    except Unreadable as error:
        return _unreadable(path, "unknown", path, error)
    name = path.rpartition("/")[2].lower()
    if path.startswith(ASSETS) or name.endswith(INERT) or name.startswith("."):
        return None
    return _unreadable(path, "unknown", path, NO_PAGE)


def _text(root: Path, path: str) -> str:
    """Return the text of a plain file. Raises Unreadable for links, devices and whatever else is no plain file."""
    _refuse_links(root, path)
    with _opened(root, path) as file:
        return decode(file.read(MAX_BYTES + 1))


def _opened(root: Path, path: str) -> BufferedReader:
    return open(f"{root}/{path}", "rb")  # noqa: PTH123 - to make a Path of it takes nearly as long as to read it


def _refuse_links(root: Path, path: str) -> None:
    if not stat.S_ISREG(os.lstat(f"{root}/{path}").st_mode):
        raise Unreadable("Det här är en länk eller något annat än en vanlig fil.", "Ersätt den med en vanlig fil.")


def _unreadable(path: str, kind: str, id: str, error: Unreadable) -> SourceFile:
    problem = Problem(Place(path), error.sentence, error.remedy)
    return SourceFile(path, kind, id, None, unreadable=problem, stopped_at=(error.line, error.column))
