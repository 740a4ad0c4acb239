"""A governing document in its own outline: ours with their decisions, others' with notes on what a reader must know."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Document, Leaf
from checks.policy.policy import Policy
from checks.policy.sentences import actors_of, finished, items_of
from checks.policy.texts import filled_text
from hooks.rendering import page


def document(policy: Policy, id: str) -> str:
    """Return the page of a document: what is known about its decision, its notes and its whole outline."""
    one = policy.documents[id]
    return page(
        "document.md.j2",
        policy,
        document=one,
        decisions=one.decisions if one.retold else one.decisions[-1:],
        coming=policy.coming_versions(id),
        waiting=not one.retold and id in policy.organisation.documents and one not in policy.documents_in_force,
        proposal=policy.drafts[id].proposal,
        corrected={leaf.id: f"{leaf.number} {leaf.wording.guideline.title}" for leaf in one.leaves if leaf.wording},
        outline=Markup(_outline(policy, one, site=True)),
    )


def outline(policy: Policy, document: Document) -> str:
    """Return a document's sections and leaves for paper, as HTML: as on the page, without what only leads further in
    the handbook, and with laws and sources in a `<span class="kb-footnote">`. Sections are headings from level 2 of
    the class `section`, each leaf is one of the class `guideline`, a level below its section's, and a
    `<div class="kb-leaf">`. What is numbered begins with a `<span class="number">`."""
    return _outline(policy, document, site=False)


def _outline(policy: Policy, document: Document, *, site: bool) -> str:
    return page(
        "outline.md.j2",
        policy,
        document=document,
        site=site,
        hashes=lambda depth: Markup("#" * min(depth, 6)),
        finished=partial(finished, policy=policy),
        items_of=items_of,
        actors_of=partial(actors_of, policy=policy),
        filled=partial(filled_text, policy=policy),
        sources_of=partial(sources_of, document=document, policy=policy),
    )


def sources_of(guideline: Guideline, document: Document, policy: Policy) -> list[tuple[Document, Leaf]]:
    """Return where the guideline of an own document comes from: each retold document, and its first place there."""
    if document.retold:
        return []
    places = {leaf.document: leaf for leaf in reversed(policy.leaves_of(guideline.id))}
    return [(source, places[source.id]) for source in policy.sources if source.id in places]
