"""The coverage: how many statements of each document stand in each topic, and how they are verified."""

from __future__ import annotations

from checks.policy.coverage import Share, shares
from checks.policy.policy import Policy
from hooks.rendering import page


def coverage(policy: Policy) -> str:
    """Return the page with a table of document by topic and one of how each document's statements are verified."""
    by_cell = {(share.document, share.topic): share for share in shares(policy)}
    documents = list(policy.documents.values())
    rows = [
        (topic, [by_cell.get((document.id, topic.id)) for document in documents]) for topic in policy.topics.values()
    ]
    totals = [_summed([share for share in by_cell.values() if share.document == document.id]) for document in documents]
    return page("coverage.md.j2", policy, documents=documents, rows=rows, totals=totals)


def _summed(found: list[Share]) -> tuple[int, int, int]:
    check, attested, reader = (sum(share.counts[index] for share in found) for index in range(3))
    return check, attested, reader
