"""A finding: what a check said, with its line, its weight and the guidelines that it breaks."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Source(Struct, frozen=True, order=True):
    """A section of a governing document that holds the guideline."""

    document: str
    section: str
    page: int | None = None


class Broken(Struct, frozen=True, order=True):
    """A guideline in force that a finding breaks: id, printed number, title, own document, and whose it was first."""

    id: str
    number: str
    title: str
    document: str
    section: str
    sources: tuple[Source, ...] = ()


class Finding(Struct, frozen=True):
    """One thing to mend. Severity is `error` (fel) or `warning` (varning); line and column count from 1.

    `since` is the day on which the calendar alone made it true, or will if it is `ahead`; None for what somebody's
    change made wrong.
    `fingerprint` is what it is known by from one run to the next.
    """

    file: str
    line: int
    column: int
    check: str
    severity: str
    sentence: str
    remedy: str
    since: date | None = None
    breaks: tuple[Broken, ...] = ()
    fingerprint: str = ""
    ahead: bool = False

    @property
    def stops(self) -> bool:
        """Whether it keeps the handbook from being built: an error that the calendar alone did not make."""
        return self.severity == "error" and self.since is None
