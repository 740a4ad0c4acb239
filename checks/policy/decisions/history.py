"""The history of one of the organisation's own documents: every version, how long it was in force, what it changed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from checks.policy.decisions.decided import as_it_reads, touches
from checks.policy.decisions.editions import edition_of
from checks.policy.model.documents import Correction, DecidedVersion, Decision
from checks.policy.policy import Policy
from checks.policy.redline.changes import Redline, redline


class Chapter(Struct, frozen=True):
    """A version in the history of a document. `frozen` is None for one that was decided before versions were frozen;
    `until` is its last day in force, None if nothing later is decided. `changes` are against the version before, as
    that read when it was replaced. `corrections` are those made while this was the latest that was decided."""

    decision: Decision
    frozen: DecidedVersion | None
    until: date | None
    changes: Redline | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def begins(self) -> date | None:
        """Its first day in force."""
        return self.decision.valid_from or self.decision.on

    def state(self, day: date) -> str:
        """Whether it is `coming`, `in-force` or `past` on a day."""
        if self.begins and self.begins > day:
            return "coming"
        return "past" if self.until and self.until < day else "in-force"


def history(document: str, policy: Policy) -> tuple[Chapter, ...]:
    """Return the chapters of a document's history that were written by today, the latest first."""
    versions = {one.version: one for one in policy.versions_of(document)}
    draft = policy.drafts[document]
    typed = [one for one in draft.decisions if one.version not in versions]
    decisions = [one for one in (*typed, *(one.decision for one in versions.values())) if _made(one, policy.today)]
    decisions.sort(key=lambda one: (one.valid_from or one.on or date.min, one.on or date.min))
    ends = [_before(later.valid_from or later.on) for _, later in pairwise(decisions)]
    chapters: list[Chapter] = []
    for decision, until in zip(decisions, [*ends, None], strict=True):
        frozen = versions.get(decision.version or "")
        earlier = chapters[-1].frozen if chapters else None
        chapters.append(
            Chapter(
                decision,
                frozen,
                until,
                _changes(earlier, frozen, policy) if earlier and frozen else None,
                _corrections(frozen, policy) if frozen else (),
            )
        )
    return tuple(reversed(chapters))


def _made(decision: Decision, day: date) -> bool:
    return decision.on is None or decision.on <= day


def _before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None


def _changes(earlier: DecidedVersion, later: DecidedVersion, policy: Policy) -> Redline:
    draft = policy.drafts[earlier.document.id]
    replaced = as_it_reads(earlier, draft, policy.guidelines, later.decision.on or policy.today)
    return redline(edition_of(replaced, policy), edition_of(later.document, policy))


def _corrections(version: DecidedVersion, policy: Policy) -> tuple[Correction, ...]:
    """Return the corrections that were made to a version and to none that was decided later."""
    others = [one for one in policy.versions_of(version.document.id) if _later(one, version)]
    made = (one for one in policy.drafts[version.document.id].corrections if touches(one, version))
    return tuple(one for one in made if one.on <= policy.today and not any(touches(one, other) for other in others))


def _later(one: DecidedVersion, other: DecidedVersion) -> bool:
    return (one.decision.on or date.min) > (other.decision.on or date.min)
