"""Decided versions: which of them is in force on a day, how it reads today, and how a version is frozen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from msgspec.structs import replace

from checks.policy.construct import construct
from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Correction, DecidedVersion, Decision, Document, Leaf, Section
from checks.policy.outlines import document_of
from checks.policy.problem import Place

CONTENT = "content"
"""The key of a frozen file that holds the hash of all the others."""

RULE = ("text", "parameters", "items", "items_are", "applies_to", "exception_to", "concerns")
"""What two guidelines must have in common for the same checks to guard both."""


def version_of(value: Mapping[str, Any], place: Place, document: str, version: str) -> DecidedVersion:
    """Return the decided version whose values stand in a frozen file. Raises Misfit."""
    decision = construct(Decision, value["decision"], place / "decision", version=version)
    made = document_of(value, place, document, decisions=(decision,), proposal=None)
    return construct(DecidedVersion, value, place, source=place, document=made, version=version, decision=decision)


def content_hash(value: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a frozen file says, whatever its keys' order and its layout."""
    said = {key: one for key, one in value.items() if key != CONTENT}
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def in_order(versions: Iterable[DecidedVersion]) -> tuple[DecidedVersion, ...]:
    """Return the versions in the order in which they come into force."""
    return tuple(sorted(versions, key=lambda one: (one.valid_from or date.min, one.decision.on or date.min)))


def as_it_reads(version: DecidedVersion, draft: Document, catalogue: Mapping[str, Guideline], day: date) -> Document:
    """Return a decided version as a document in force: its own outline and words with the editorial corrections that
    have been made to it, and what never was part of the decision as the working document has it.

    The checks that guard a guideline are today's as long as the catalogue still says the same: a better check needs no
    decision. One that came with another rule waits for the decision about that rule.
    """
    corrections = tuple(one for one in draft.corrections if touches(one, version) and one.on <= day)

    def section(one: Section) -> Section:
        leaves = tuple(_as_it_reads(leaf, corrections, catalogue) for leaf in one.guidelines)
        return replace(one, guidelines=leaves, sections=tuple(map(section, one.sections)))

    earlier = [index for index, one in enumerate(draft.decisions) if one.version == version.version]
    return replace(
        version.document,
        source=draft.source,
        decisions=(*draft.decisions[: earlier[0] if earlier else 0], version.decision),
        sections=tuple(map(section, version.document.sections)),
        adopted_by=draft.adopted_by,
        versions=draft.versions,
        left_out=draft.left_out,
        corrections=corrections,
    )


def _as_it_reads(leaf: Leaf, corrections: Iterable[Correction], catalogue: Mapping[str, Guideline]) -> Leaf:
    if leaf.wording is None:
        return leaf
    mine = tuple(one for one in corrections if one.guideline == leaf.id)
    guideline, reason = leaf.wording.guideline, leaf.reason
    for one in mine:
        guideline, reason = corrected(guideline, one), one.now.reason or reason
    if today := catalogue.get(guideline.id):
        same = all(getattr(today, name) == getattr(guideline, name) for name in RULE)
        checks = today.verified_by if same else guideline.verified_by
        guideline = replace(guideline, verified_by=checks, source=today.source)  # where it is changed for the next time
    return replace(leaf, reason=reason, wording=replace(leaf.wording, guideline=guideline, corrections=mine))


def touches(correction: Correction, version: DecidedVersion) -> bool:
    """Whether a correction was made to a version: what is decided later already reads as corrected."""
    return version.decision.on is None or version.decision.on < correction.on


def corrected(guideline: Guideline, correction: Correction) -> Guideline:
    """Return a guideline in the words of an editorial correction."""
    now = correction.now
    return replace(
        guideline,
        title=now.title or guideline.title,
        text=now.text or guideline.text,
        why=now.why or guideline.why,
        items=tuple(replace(item, text=now.items.get(item.id, item.text)) for item in guideline.items),
        provisions=now.provisions or guideline.provisions,
    )
