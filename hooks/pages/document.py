"""A governing document in its own outline: ours with their decisions, others' with notes on what a reader must know."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from checks.policy.model.documents import Document
from checks.policy.policy import Policy
from checks.policy.sentences import actors_of, finished, items_of
from checks.policy.texts import filled_text
from hooks.rendering import page


def document(policy: Policy, id: str) -> str:
    """Return the page of a document: what is known about its decision, its notes and its whole outline."""
    one = policy.documents[id]
    return page("document.md.j2", policy, document=one, outline=Markup(_outline(policy, one, site=True)))


def outline(policy: Policy, document: Document) -> str:
    """Return a document's sections and leaves for paper: as on the page, without what only leads further in the
    handbook. Sections are headings from level 2 (`## 3 Bevaka och svara { #avsnitt-3 }`), each leaf is a heading one
    level below its section's (`### R 3.4 Svara i tid { #r-3-4 }`) and a `<div class="kb-leaf">` of finished HTML."""
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
    )
