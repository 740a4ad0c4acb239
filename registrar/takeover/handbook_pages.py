"""The pages of the handbook when entities come and go: their stubs, the menu, and links to what is no more."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from checks.policy.pages import Stub, stubs
from checks.policy.policy import Policy
from checks.policy.tree import PAGES
from registrar.takeover.naming import Renaming
from registrar.writing import Change, content, rewriting

MENU = "mkdocs.yml"
DRAWINGS = f"{PAGES}/assets"
DOWNLOADS = f"{PAGES}/nedladdning"  # built, and built again under new names
WIDTH = 120

_FICTITIOUS = re.compile(r"(?<=[.\n])[ \n]*[^.\n]*\bär en påhittad kommun\b[^.]*\.")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)#\s]+)(?:#[^)]*)?\)")
_PROSE = re.compile(r"[^\W\d_<]")


def page_changes(
    root: Path, policy: Policy, documents: Mapping[str, str], unit: str, name: Renaming
) -> Iterator[Change]:
    """Yield what changes in `docs/` and in the menu when the example's documents are renamed and only one of its units
    is left."""
    after = replace(policy, known=_known(policy, documents, unit))
    before, wanted = _by_path(stubs(policy)), _by_path(stubs(after))
    gone = before.keys() - wanted.keys()
    for path in sorted(gone):
        yield from _change(root, path, None)
    for path in sorted(wanted.keys() - before.keys()):
        yield from _change(root, path, wanted[path])
    for path in _files(root, PAGES, ".md"):
        if path not in before:
            text = _text(root, path)
            yield from _change(root, path, _told(text, path, gone, name))
    for path in _files(root, DRAWINGS, ".svg"):
        yield from _change(root, path, name.name(_text(root, path)))
    for path in _files(root, DOWNLOADS, ""):
        yield from _change(root, path, None)
    if (root / MENU).is_file():
        renamed = {f"{PAGES}/dokument/{old}.md": f"dokument/{new}.md" for old, new in documents.items()}
        yield from _change(root, MENU, _menu(name.name(_text(root, MENU)), gone, renamed))


def _known(policy: Policy, documents: Mapping[str, str], unit: str) -> dict[str, frozenset[str]]:
    """Return the ids there are when the documents have their new names and only one unit is left."""
    kept = (policy.known["document"] - documents.keys()) | set(documents.values())
    return {**policy.known, "document": kept, "unit": frozenset({unit})}


def _by_path(rows: Iterator[Stub]) -> dict[str, str]:
    return {f"{PAGES}/{stub.path}": stub.content for stub in rows}


def _files(root: Path, folder: str, ending: str) -> list[str]:
    """Return the paths of the files of a folder and below it."""
    found = (root / folder).rglob(f"*{ending}")
    return sorted(path.relative_to(root).as_posix() for path in found if path.is_file())


def _text(root: Path, path: str) -> str:
    bytes_ = content(root, path)
    assert bytes_ is not None, path
    return bytes_.decode("utf-8")


def _change(root: Path, path: str, text: str | None) -> Iterator[Change]:
    before = content(root, path)
    change = Change(path, before, None) if text is None else rewriting(path, before, text)
    if change.before != change.after:
        yield change


def _menu(text: str, gone: set[str], renamed: Mapping[str, str]) -> str:
    """Return `mkdocs.yml` without the lines of pages that are no more; a renamed page keeps its line."""
    lines = []
    for line in text.splitlines(keepends=True):
        entry = re.match(r"(\s+- (?:[^#:]+: )?)(\S+\.md)\s*$", line)
        path = f"{PAGES}/{entry[2]}" if entry else ""
        if entry and path in renamed:
            lines.append(f"{entry[1]}{renamed[path]}\n")
        elif path not in gone:
            lines.append(line)
    return "".join(lines)


def _told(text: str, path: str, gone: set[str], name: Renaming) -> str:
    """Return a page with the newcomer's name, and without the links to pages that are no more."""
    paragraphs = _FICTITIOUS.sub("", text).split("\n\n") if name.example_in_short in text else text.split("\n\n")
    return "\n\n".join(_paragraph(one, path, gone, name) for one in paragraphs)


def _paragraph(text: str, path: str, gone: set[str], name: Renaming) -> str:
    lines = []
    for line in text.split("\n"):
        dead = [found for found in _LINK.finditer(line) if _target(path, found[2]) in gone]
        if dead and re.fullmatch(r"\s*[-*] \[[^\]]*\]\([^)]*\)\s*", line):
            continue
        for found in dead:
            line = line.replace(found[0], found[1])  # noqa: PLW2901  # one link after the other
        lines.append(name.name(line))
    told = "\n".join(lines)
    is_prose = all(_PROSE.match(line) or line.startswith('<p class="') for line in lines if line)
    if told != text and is_prose and any(len(line) > WIDTH for line in lines):
        return textwrap.fill(told.replace("\n", " "), WIDTH, break_long_words=False, break_on_hyphens=False)
    return told


def _target(path: str, link: str) -> str:
    """Return which file below the root a page's link leads to."""
    parts: list[str] = []
    for part in (Path(path).parent / link).parts:
        if part == "..":
            parts[-1:] = []
        else:
            parts.append(part)
    return "/".join(parts)
