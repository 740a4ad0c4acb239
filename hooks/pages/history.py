"""The history of our own documents: every version, who decided it, what it changed, and the PDF as it was decided."""

from __future__ import annotations

from checks.policy.decisions.history import history as chapters
from checks.policy.policy import Policy
from checks.policy.redline import words as redline_words
from hooks.rendering import page

STATES = {"coming": "kommande", "in-force": "gäller", "past": "har gällt"}


def history(policy: Policy) -> str:
    """Return the page of every version of the organisation's own documents, the latest first."""
    drafts = [policy.drafts[id] for id in policy.organisation.documents if id in policy.drafts]
    return page(
        "history.md.j2",
        policy,
        rows=[(draft, chapters(draft.id, policy)) for draft in drafts],
        numbers={draft.id: _numbers(draft.id, policy) for draft in drafts},
        words=redline_words,
        STATES=STATES,
    )


def _numbers(document: str, policy: Policy) -> dict[str, str]:
    """Return what each guideline that was ever decided in a document is called there: its latest number and title."""
    return {
        leaf.id: f"{leaf.number} {leaf.wording.guideline.title}"
        for version in policy.versions_of(document)
        for leaf in version.document.leaves
        if leaf.id and leaf.wording
    }
