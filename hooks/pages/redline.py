"""What changes in each of our own documents: by the proposal there is, or by the last decision."""

from __future__ import annotations

from checks.policy.model.documents import Document
from checks.policy.policy import Policy
from checks.policy.redline import words as redline_words
from checks.policy.redline.readings import NoReading
from checks.policy.redline.word_differences import Stretch
from checks.redline.consequences import Comparison, shown
from checks.report import SEVERITIES
from hooks.rendering import page


def redline(policy: Policy) -> str:
    """Return the page."""
    rows = [_row(policy.drafts[id], policy) for id in policy.organisation.documents if id in policy.drafts]
    return page(
        "redline.md.j2",
        policy,
        rows=rows,
        site=True,
        alone=True,
        words=redline_words,
        before=before,
        SEVERITIES=SEVERITIES,
    )


def _row(draft: Document, policy: Policy) -> tuple[Document, Comparison | None, str | None]:
    """Return a document with its comparison, or why there is none as long as something is unreadable."""
    try:
        return draft, shown(draft.id, policy), None
    except NoReading as reason:
        return draft, None, str(reason)


def changes(policy: Policy, comparison: Comparison, *, alone: bool) -> str:
    """Return what a comparison tells for paper, as HTML: as on the page, without what only leads further in the
    handbook; not `alone` also without summary and consequences. Headings begin at level 3, those of guidelines are one
    below."""
    return page(
        "changes.md.j2",
        policy,
        comparison=comparison,
        consequences=comparison.consequences,
        alone=alone,
        site=False,
        words=redline_words,
        before=before,
        SEVERITIES=SEVERITIES,
    )


def before(stretches: tuple[Stretch, ...], at: int) -> str:
    """Return what stands between a stretch and the one before it: a space, or nothing."""
    return " " if at and stretches[at].spaced else ""
