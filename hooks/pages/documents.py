"""The index of the governing documents: our own in force, and the sources that the guidelines come from."""

from __future__ import annotations

from checks.policy.policy import Policy
from hooks.rendering import page


def documents(policy: Policy) -> str:
    """Return the index of all documents."""
    coming = [
        (policy.drafts[id], policy.coming_versions(id)) for id in policy.organisation.documents if id in policy.drafts
    ]
    return page(
        "documents.md.j2",
        policy,
        own=policy.documents_in_force,
        coming=[(draft, version) for draft, versions in coming for version in versions],
        sources=policy.sources,
    )
