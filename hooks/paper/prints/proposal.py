"""A proposal for the meeting: what to decide, what that changes and for whom, and the whole text as it would be; and
the text alone."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from checks.policy.legal_basis import rests
from checks.policy.model.documents import Leaf
from checks.policy.model.law import Statute
from checks.policy.policy import Policy
from checks.policy.redline import words as redline_words
from checks.policy.redline.readings import Reading
from checks.redline.consequences import Comparison, Consequence
from checks.report import SEVERITIES
from hooks.paper.prints.document import account_appendix, governing_document, text
from hooks.paper.prints.redline import NOT_DECIDED, compared, proposed
from hooks.paper.tree import Node, shifted, tree
from hooks.paper.typesetting import Print
from hooks.rendering import page


class Basis(Struct, frozen=True):
    """A statute that a document rests on, and the leaves that do so."""

    statute: Statute
    leaves: tuple[Leaf, ...]


def proposal(
    policy: Policy, after: Reading, comparison: Comparison | None, consequences: tuple[Consequence, ...]
) -> Print:
    """Return the paper for the meeting. There is no comparison if no version has been in force before."""
    draft = after.document
    assert draft.proposal is not None

    def part(name: str) -> list[Node]:
        return tree(
            page(
                "proposal.html.j2",
                policy,
                part=name,
                document=draft,
                proposal=draft.proposal,
                comparison=comparison,
                consequences=consequences,
                basis=basis(after),
                words=redline_words,
                SEVERITIES=SEVERITIES,
                site=False,
            )
        )

    return Print(
        layout="document",
        organisation=draft.issuer,
        kind="Förslag till beslut",
        title=draft.title,
        on=draft.proposal.meeting_on,
        body=[
            *part("decision"),
            *(compared(policy, comparison, top=2, alone=False) if comparison else ()),
            *part("consequences"),
            *part("text"),
            *shifted(text(after.policy, draft), top=2),
            *part("basis"),
            *account_appendix(after.policy),
        ],
        case=draft.proposal.case,
        notice=NOT_DECIDED,
        facts=proposed(policy, draft),
    )


def clean(policy: Policy, after: Reading) -> Print:
    """Return the text of a proposal alone, as it is to be printed once it is decided but for the decision."""
    draft = after.document
    assert draft.proposal is not None
    return replace(
        governing_document(after.policy, draft),
        on=draft.proposal.meeting_on,
        case=draft.proposal.case,
        notice=NOT_DECIDED,
        facts=proposed(policy, draft),
    )


def basis(after: Reading) -> tuple[Basis, ...]:
    """Return the statutes that a document rests on, by name."""
    found: dict[str, tuple[Statute, dict[str, Leaf]]] = {}
    for rest in rests(after.document, after.policy):
        if isinstance(rest.on, Statute):
            found.setdefault(rest.on.id, (rest.on, {}))[1][rest.leaf.number] = rest.leaf
    ordered = sorted(found.values(), key=lambda row: row[0].name)
    return tuple(Basis(statute, tuple(leaves.values())) for statute, leaves in ordered)
