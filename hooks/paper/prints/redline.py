"""What changes in a document, from one version to the next."""

from __future__ import annotations

from checks.policy.model.documents import Document
from checks.policy.policy import Policy
from checks.policy.redline.readings import Reading
from checks.policy.words import day
from checks.redline.consequences import Comparison, compare
from hooks.pages.redline import changes
from hooks.paper.prints.document import facts
from hooks.paper.tree import Node, shifted, tree
from hooks.paper.typesetting import Print
from hooks.rendering import page

NOT_DECIDED = "Förslag, inte beslutat"


def redline(policy: Policy, before: Reading, after: Reading) -> Print:
    """Return the print of what changes between two readings of a document, under the case of the later one."""
    comparison, document = compare(before, after), after.document
    told = proposed(policy, document) if document.proposal else facts(document)
    return Print(
        layout="document",
        organisation=document.issuer,
        kind=comparison.heading,
        title=document.title,
        on=document.proposal.meeting_on if document.proposal else policy.today,
        body=compared(policy, comparison, top=1, alone=True),
        case=told["case"],
        notice=NOT_DECIDED if document.proposal else None,
        facts=told,
    )


def compared(policy: Policy, comparison: Comparison, top: int, *, alone: bool) -> list[Node]:
    """Return what a comparison tells, `alone` with summary and consequences; the sections of the document are headings
    at level `top`."""
    beginning = tree(page("compared.html.j2", policy, comparison=comparison))
    return [*beginning, *shifted(tree(changes(policy, comparison, alone=alone)), top)]


def proposed(policy: Policy, document: Document) -> dict[str, str | None]:
    """Return what is told about the proposal of a document."""
    proposal = document.proposal
    assert proposal is not None
    role = policy.roles.get(proposal.proposer)
    return {
        "decides": proposal.body[:1].upper() + proposal.body[1:],
        "meeting_on": day(proposal.meeting_on),
        "case": proposal.case,
        "proposer": role.title if role else proposal.proposer,
        "version": proposal.version,
        "valid_from": day(proposal.valid_from) if proposal.valid_from else None,
        "tab": document.tab,
        "office": document.office,
    }
