"""Editions: a governing document in finished words, as decided or as in the working files.

Two editions are compared by statement, so redline, history and the checks see the same differences; they need no git.
An edition of a decided version (`DecidedVersion.document`) is read from its frozen wording, an edition of a working
document from the catalogue of today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from checks.policy.model.documents import Decision, Document, Heading, Leaf, Section
from checks.policy.model.law import Provision
from checks.policy.policy import Policy
from checks.policy.problem import Place
from checks.policy.sentences import actors_of, finished, items_of, plain, values_in_words
from checks.policy.texts import filled_text

Path = tuple[Heading, ...]
"""The headings that lead to a section, outermost first."""


class Statement(Struct, frozen=True):
    """A guideline (or a whole standard text) as its reader meets it in one edition.

    `id` is that of the guideline or standard text and never changes; `number` is printed (`R 3.4`). `section` is the
    path to it, outermost first. `stated` is the sentence with its blanks unfilled. `items` are (id, text) of its list
    in order, `settings` its numbers in words by parameter, `checks` those that guard it, `actors` whom it binds in
    words.
    """

    id: str
    number: str
    section: Path
    level: str
    title: str
    sentence: str
    stated: str
    items: tuple[tuple[str, str], ...] = ()
    items_are: str = "all"
    settings: Mapping[str, str] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    why: str | None = None
    reason: str | None = None
    support: str | None = None
    provisions: tuple[Provision, ...] = ()
    checks: tuple[str, ...] = ()
    is_text: bool = False
    source: Place = Place("")


class Edition(Struct, frozen=True):
    """A document in one version: what was decided about it, its outline (the path to each section) and its statements
    in reading order. `version` and `decision` are None for a working document that nobody has decided. `left_out` is
    why the guidelines that it does not adopt are left out, by id."""

    document: str
    title: str
    kind: str
    version: str | None
    decision: Decision | None
    outline: tuple[Path, ...]
    statements: tuple[Statement, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)

    def by_id(self) -> dict[str, Statement]:
        """Return the statements by id; the first if one stands in several sections."""
        found: dict[str, Statement] = {}
        for statement in self.statements:
            found.setdefault(statement.id, statement)
        return found


def edition_of(document: Document, policy: Policy) -> Edition:
    """Return a document in finished words. A leaf whose guideline or text is nowhere to be found is left out (KO004
    tells of it)."""
    proposal, decision = document.proposal, document.decision
    sections = tuple(_sections(document.sections, ()))
    return Edition(
        document=document.id,
        title=document.title,
        kind=document.kind,
        version=proposal.version if proposal else decision.version if decision else None,
        decision=None if proposal else decision,
        outline=tuple(path for path, _ in sections),
        statements=tuple(
            statement
            for path, section in sections
            for statement in (statement_of(leaf, path, policy) for leaf in section.guidelines)
            if statement
        ),
        left_out={one.id: one.reason for one in document.left_out},
    )


def _sections(sections: tuple[Section, ...], above: Path) -> Iterator[tuple[Path, Section]]:
    for section in sections:
        path = (*above, section.heading)
        yield path, section
        yield from _sections(section.sections, path)


def statement_of(leaf: Leaf, section: Path, policy: Policy) -> Statement | None:
    """Return what a leaf says, or None if its guideline or text is nowhere to be found."""
    if leaf.text:
        return _whole_text(leaf, leaf.text, section, policy)
    guideline = policy.guideline_of(leaf)
    if guideline is None:
        return None
    return Statement(
        id=guideline.id,
        number=leaf.number,
        section=section,
        level=leaf.level,
        title=guideline.title,
        sentence=plain(finished(guideline, leaf, policy)),
        stated=guideline.text,
        items=tuple((item.id, item.text) for item in items_of(guideline, leaf)),
        items_are=guideline.items_are,
        settings=values_in_words(guideline, leaf, policy),
        actors=actors_of(guideline, leaf, policy),
        why=guideline.why,
        reason=leaf.reason,
        support=guideline.support,
        provisions=leaf.cites or guideline.provisions,
        checks=guideline.checks,
        source=leaf.source,
    )


def _whole_text(leaf: Leaf, id: str, section: Path, policy: Policy) -> Statement | None:
    if leaf.whole_text:
        title, words = leaf.whole_text.title, leaf.whole_text.text
    elif text := policy.texts.get(id):
        title, words = text.title, filled_text(text, policy)
    else:
        return None
    return Statement(id, leaf.number, section, leaf.level, title, words, words, is_text=True, source=leaf.source)
