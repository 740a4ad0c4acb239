"""What a check is, for people: the page that both the handbook and `kanalboken explain` show."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from msgspec import Struct

from checks.policy.policy import Policy
from checks.policy.sentences import with_items
from checks.rules import RULES, number_of

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"\s*(?:# |<!-- )(KO[0-9]{3}(?: KO[0-9]{3})*)(?: -->)?\s*$")  # at the end of a line where it is wrong
File = tuple[str, tuple[str, dict[int, tuple[str, ...]]]]  # its path, its text without marks, and its marks


class Example(Struct, frozen=True):
    """A file of a case: its path in a data root, its text and the lines (from 1) where the finding stands."""

    path: str
    text: str
    marked: tuple[int, ...] = ()


class Guarded(Struct, frozen=True):
    """A guideline in force that the check guards: its id, number, title and finished sentence."""

    id: str
    number: str
    title: str
    sentence: str


class Explanation(Struct, frozen=True):
    """A check's page: the claim, the reasons (paragraphs), what it guards and would guard if every proposal were
    decided, and how right and wrong look."""

    number: str
    claim: str
    paragraphs: tuple[str, ...]
    guards: tuple[Guarded, ...]
    proposed: tuple[Guarded, ...]
    good: tuple[Example, ...]
    bad: tuple[Example, ...]

    def as_text(self) -> str:
        """Return the page as plain text for the terminal."""
        blocks = [f"{self.number}: {self.claim}", *self.paragraphs]
        for heading, guards in (("Riktlinjer i kraft", self.guards), ("Föreslagna riktlinjer", self.proposed)):
            if guards:
                blocks.append("\n".join([heading, *(f"  {one.number} {one.sentence}" for one in guards)]))
        for heading, examples in (("Rätt", self.good), ("Fel", self.bad)):
            blocks += [f"{heading}: {one.path}\n{_numbered(one)}" for one in examples]
        return "\n\n".join(blocks) + "\n"


def explanations(policy: Policy) -> tuple[Explanation, ...]:
    """Return the pages of all checks, in order."""
    return tuple(_explanation(rule, policy) for rule in RULES)


def explanation(number: str, policy: Policy) -> Explanation | None:
    """Return the page of one check (KO102), or None if there is none."""
    return next((_explanation(rule, policy) for rule in RULES if number_of(rule) == number), None)


def _explanation(rule: ModuleType, policy: Policy) -> Explanation:
    number = number_of(rule)
    claim, *paragraphs = inspect.cleandoc(rule.__doc__ or "").split("\n\n")
    guards = _guarded(number, policy)
    known = {one.id for one in guards}
    return Explanation(
        number=number,
        claim=claim,
        paragraphs=tuple(" ".join(paragraph.split()) for paragraph in paragraphs),
        guards=guards,
        proposed=tuple(one for one in _guarded(number, policy.proposed) if one.id not in known),
        good=_examples(number, "good"),
        bad=_examples(number, "bad"),
    )


def _guarded(number: str, policy: Policy) -> tuple[Guarded, ...]:
    return tuple(
        Guarded(guideline.id, leaf.number, guideline.title, with_items(guideline, leaf, policy))
        for guideline, leaf in policy.guarded_by(number)
    )


def _examples(number: str, verdict: str) -> tuple[Example, ...]:
    folder = CASES / number / verdict
    files = tuple(_files(folder))
    marks = {(path, line) for path, line, name in _expected(folder, files) if name == number}
    return tuple(
        Example(path, text, tuple(sorted(line for marked, line in marks if marked == path)))
        for path, (text, _) in files
    )


def expected(folder: Path) -> set[tuple[str, int, str]]:
    """Return what a case says must be found: path, line (from 1) and check.

    The marks are comments at the ends of lines, or lines `path:line KO001` in a file `expected` where a comment
    can't stand, as in an empty file.
    """
    return _expected(folder, _files(folder))


def _expected(folder: Path, files: Iterable[File]) -> set[tuple[str, int, str]]:
    found = {(path, line, name) for path, (_, marks) in files for line, names in marks.items() for name in names}
    extra = folder / "expected"
    for row in extra.read_text(encoding="utf-8").splitlines() if extra.exists() else ():
        where, _, name = row.partition(" ")
        path, _, line = where.rpartition(":")
        found.add((path, int(line), name))
    return found


def _files(folder: Path) -> Iterator[File]:
    """Yield the path of every file of a case, its text without marks, and its marks."""
    for path in sorted(folder.glob("*/**/*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), unmarked(path.read_bytes().decode("utf-8", errors="replace"))


def unmarked(text: str) -> tuple[str, dict[int, tuple[str, ...]]]:
    """Return a case's text without the comments that mark lines, and the checks that they name by line (from 1)."""
    lines = text.splitlines()
    marks = {index: tuple(found[1].split()) for index, line in enumerate(lines, 1) if (found := MARK.search(line))}
    return "\n".join(MARK.sub("", line) for line in lines), marks


def _numbered(example: Example) -> str:
    rows = example.text.splitlines()
    return "\n".join(f"  {'>' if index in example.marked else ' '} {row}" for index, row in enumerate(rows, 1))
