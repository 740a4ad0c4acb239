"""Laws and standards: in force or repealed, what they demand of us, when somebody last looked, what rests on them."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup
from msgspec import Struct

from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Document
from checks.policy.model.law import Statute
from checks.policy.policy import Policy
from hooks.pages.search_words import also
from hooks.rendering import OFFICIAL_HOSTS, page, safe_link


class Entry(Struct, frozen=True):
    """A statute with what rests on it: guidelines (with the provision) and documents that cite it."""

    statute: Statute
    guidelines: tuple[tuple[Guideline, str | None], ...]
    documents: tuple[Document, ...]
    link: Markup | None


def laws(policy: Policy) -> str:
    """Return the page of all statutes."""
    entries = [_entry(statute, policy) for statute in sorted(policy.statutes.values(), key=lambda one: one.name)]
    groups = [
        ("Gäller", "galler", [one for one in entries if not one.statute.repealed_on(policy.today)]),
        ("Upphävda", "upphavda", [one for one in entries if one.statute.repealed_on(policy.today)]),
    ]
    return page("laws.md.j2", policy, groups=groups, also=partial(also, policy))


def _entry(statute: Statute, policy: Policy) -> Entry:
    return Entry(
        statute=statute,
        guidelines=tuple(
            (guideline, provision.at)
            for guideline in (policy.stated(id) or one for id, one in policy.guidelines.items())
            for provision in guideline.provisions
            if provision.statute == statute.id
        ),
        documents=tuple(
            document
            for document in policy.documents.values()
            if any(cited.statute == statute.id for leaf in document.leaves for cited in leaf.cites)
        ),
        link=safe_link(statute.url, OFFICIAL_HOSTS),
    )
