"""A redline as JSON for programs: a list with an object for each document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict

from checks.policy.decisions.surroundings import SurroundingChange
from checks.policy.redline.changes import Change
from checks.policy.redline.word_differences import Stretch
from checks.policy.redline.words import facts, passages, section_sentence
from checks.redline.consequences import Comparison, Consequence


def as_json(comparisons: Sequence[Comparison]) -> str:
    """Return the redlines as JSON."""
    return json.dumps([_data(one) for one in comparisons], ensure_ascii=False, indent=2) + "\n"


def _data(one: Comparison) -> dict[str, Any]:
    return {
        "document": one.after.edition.document,
        "title": one.after.edition.title,
        "from": {"name": one.before.name, "version": one.before.edition.version},
        "to": {"name": one.after.name, "version": one.after.edition.version},
        "sections": [
            {"change": change.kind, "section": change.path[-1].title, "sentence": section_sentence(change)}
            for change in one.redline.sections
        ],
        "changes": [_change(change, one) for change in one.redline.changes],
        "renumbered": [{"from": was.number, "to": now.number} for was, now in one.redline.renumbered],
        "surroundings": [_surrounding(change) for change in one.surroundings],
        "accounts": [_account(found) for found in one.consequences],
    }


def _change(change: Change, one: Comparison) -> dict[str, Any]:
    return {
        "id": change.statement.id,
        "whole_text": change.statement.is_text,
        "number": change.statement.number,
        "title": change.statement.title,
        "section": [heading.title for heading in change.statement.section],
        "change": change.label,
        "kinds": list(change.kinds),
        "level": {"from": change.before and change.before.level, "to": change.after and change.after.level},
        "settings": [asdict(setting) for setting in change.settings],
        "checks": {"added": list(change.new_checks), "removed": list(change.lost_checks)},
        "facts": list(facts(change, one.after.policy)),
        "passages": [{"kind": one.kind, "words": _words(one.stretches)} for one in passages(change)],
        "reason": change.reason,
    }


def _surrounding(change: SurroundingChange) -> dict[str, Any]:
    return {
        "kind": change.surrounding.kind,
        "id": change.surrounding.id,
        "title": change.surrounding.title,
        "change": change.label,
        "parts": {part: _words(stretches) for part, stretches in change.parts.items()},
    }


def _account(found: Consequence) -> dict[str, Any]:
    return {
        "account": found.account.id,
        "check": found.finding.check,
        "severity": found.finding.severity,
        "severity_before": found.before.severity if found.before else None,
        "guidelines": [broken.id for broken in found.finding.breaks],
        "sentence": found.finding.sentence,
        "remedy": found.finding.remedy,
    }


def _words(stretches: Sequence[Stretch]) -> list[dict[str, str]]:
    spaces = (" " if one.spaced and at else "" for at, one in enumerate(stretches))
    return [{"kind": one.kind, "text": f"{space}{one.text}"} for space, one in zip(spaces, stretches, strict=True)]
