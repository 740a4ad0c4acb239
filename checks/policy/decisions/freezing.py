"""From a document to what its frozen file holds: the inverse of `decided.version_of`, with every word written out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from checks.policy.decisions.decided import CONTENT, content_hash
from checks.policy.decisions.surroundings import surroundings
from checks.policy.model.documents import Decision, Document, Leaf, Proposal, Section
from checks.policy.policy import Policy
from checks.policy.sentences import actors_of, finished, plain, values_in_words
from checks.policy.texts import filled_text
from checks.policy.words import LEVELS

NOT_DECIDED = frozenset({"decisions", "adopted_by", "versions", "proposal", "corrections"})
"""What stands in a working document but is no part of what a body decides."""

KNOWN_BY_PLACE = frozenset({"source", "document", "heading", "depth"})


def frozen(
    document: Document, decision: Decision, proposal: Proposal | None, pdf: str, policy: Policy
) -> dict[str, Any]:
    """Return the values of the file that freezes a document as decided, with the hash of its PDF and its own."""
    values: dict[str, Any] = {
        "document": document.id,
        "version": decision.version,
        "decision": _values(decision, frozenset({"version"})),
    }
    if proposal:
        values["proposal"] = _values(proposal, frozenset())
    values |= _values(document, NOT_DECIDED | {"id", "retold", "sections"})
    values["sections"] = [_section(section, policy) for section in document.sections]
    values["surroundings"] = [_values(one) for one in surroundings(document, policy)]
    values["pdf"] = pdf
    values[CONTENT] = content_hash(values)
    return values


def _section(section: Section, policy: Policy) -> dict[str, Any]:
    values = _values(section.heading) | _values(section, frozenset({"guidelines", "sections"}))
    if section.guidelines:
        values["guidelines"] = [_leaf(leaf, policy) for leaf in section.guidelines]
    if section.sections:
        values["sections"] = [_section(inner, policy) for inner in section.sections]
    return values


def _leaf(leaf: Leaf, policy: Policy) -> dict[str, Any]:
    values = _values(leaf, frozenset({"set", "level", "wording", "whole_text"}))
    if leaf.text:
        text = policy.texts[leaf.text]
        return values | {"whole_text": {"title": text.title, "text": filled_text(text, policy)}}
    guideline = policy.guidelines[leaf.id or ""]
    words = values_in_words(guideline, leaf, policy)
    return values | {
        "level": leaf.level,
        **({"set": leaf.set} if leaf.set else {}),
        "wording": {
            "sentence": plain(finished(guideline, leaf, policy)),
            "values": words if leaf.level == "info" else {"level": LEVELS[leaf.level], **words},
            "actors": list(actors_of(guideline, leaf, policy)),
            "guideline": _values(guideline),
        },
    }


def _values(made: Struct, aside: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the fields of a thing of the model as they stand in YAML, without those that have their default value."""
    told = (one for one in fields(made) if one.name not in aside | KNOWN_BY_PLACE)
    return {one.name.rstrip("_"): _value(getattr(made, one.name)) for one in told if not _is_default(one, made)}


def _is_default(one: FieldInfo, made: Struct) -> bool:
    default = one.default if one.default_factory is NODEFAULT else one.default_factory()
    return bool(getattr(made, one.name) == default)


def _value(value: Any) -> Any:
    if isinstance(value, Struct):
        return _values(value)
    if isinstance(value, Mapping):
        return {key: _value(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_value(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
