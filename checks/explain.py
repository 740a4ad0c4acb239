"""What a check is, for people: the page that both the handbook and `kanalboken explain` show."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from checks.policy.policy import Policy
from checks.policy.sentences import finished, plain
from checks.rules import RULES, number_of

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Example:
    """A file of a case: its path in a data root, its text and the lines (from 1) where the finding stands."""

    path: str
    text: str
    marked: tuple[int, ...] = ()


@dataclass(frozen=True)
class Guarded:
    """A guideline in force that the check guards: its id, number, title and finished sentence."""

    id: str
    number: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Explanation:
    """A check's page: the claim, the reasons (paragraphs), what it guards, and how right and wrong look."""

    number: str
    claim: str
    paragraphs: tuple[str, ...]
    guards: tuple[Guarded, ...]
    good: tuple[Example, ...]
    bad: tuple[Example, ...]

    def as_text(self) -> str:
        """Return the page as plain text for the terminal."""
        blocks = [f"{self.number}: {self.claim}", *self.paragraphs]
        if self.guards:
            blocks.append("Riktlinjer i kraft\n" + "\n".join(f"  {one.number} {one.sentence}" for one in self.guards))
        for heading, examples in (("Rätt", self.good), ("Fel", self.bad)):
            blocks += [f"{heading}: {one.path}\n{_numbered(one)}" for one in examples]
        return "\n\n".join(blocks) + "\n"


def explanations(policy: Policy) -> tuple[Explanation, ...]:
    """Return the pages of all checks, in order."""
    return tuple(_explanation(rule, policy) for rule in RULES)


def explanation(number: str, policy: Policy) -> Explanation | None:
    """Return the page of one check (KO102), or None if there is none."""
    return next((page for page in explanations(policy) if page.number == number), None)


def _explanation(rule: ModuleType, policy: Policy) -> Explanation:
    number = number_of(rule)
    claim, *paragraphs = inspect.cleandoc(rule.__doc__ or "").split("\n\n")
    return Explanation(
        number=number,
        claim=claim,
        paragraphs=tuple(" ".join(paragraph.split()) for paragraph in paragraphs),
        guards=tuple(
            Guarded(guideline.id, leaf.number, guideline.title, plain(finished(guideline, leaf, policy)))
            for guideline, leaf in policy.guarded_by(number)
        ),
        good=_examples(number, "good"),
        bad=_examples(number, "bad"),
    )


def _examples(number: str, verdict: str) -> tuple[Example, ...]:
    folder = CASES / number / verdict
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(_example(path, folder, number) for path in paths)


def _example(path: Path, folder: Path, number: str) -> Example:
    """Read a case's file; the comments that mark lines for the tests become `marked`."""
    mark = re.compile(rf"\s*(?:# {number}|<!-- {number} -->)\s*$")
    lines = path.read_bytes().decode("utf-8", errors="replace").splitlines()
    marked = tuple(index for index, line in enumerate(lines, 1) if mark.search(line))
    text = "\n".join(mark.sub("", line) for line in lines)
    return Example(path.relative_to(folder).as_posix(), text, marked)


def _numbered(example: Example) -> str:
    rows = example.text.splitlines()
    return "\n".join(f"  {'>' if index in example.marked else ' '} {row}" for index, row in enumerate(rows, 1))
