"""What a board's report tells: its accounts, what was asked and answered about them, and the years in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from checks.finding import Finding
from checks.policy.attestations import repeats
from checks.policy.model.attestations import Given
from checks.policy.model.organisation import Unit
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.run import Verdict
from checks.self_review.questions import Question, questions
from checks.self_review.sheet import of_accounts
from checks.standing import lacking


class Asked(Struct, frozen=True):
    """One question about one subject ("" for the organisation), the role that is asked and what it answered."""

    question: Question
    subject: str
    role: str
    given: Given | None


class Figures(Struct, frozen=True):
    """A year in numbers: accounts in use at its end, opened and closed in it; the answers that were given, by kind; how
    many of them only repeat; and the findings there were when they were read in (None if nobody answered)."""

    year: int
    in_use: int
    opened: int
    closed: int
    answers: Counter[str]
    repeated: int
    findings: int | None


class Board(Struct, frozen=True, dict=True):
    """What a board's report is about: its units and their accounts, and what the checks say of the whole policy."""

    name: str
    year: int
    policy: Policy
    verdicts: Sequence[Verdict]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units below the board."""
        return tuple(unit for unit in self.policy.units.values() if unit.board == self.name)

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """Their accounts, closed and planned ones too."""
        ids = {unit.id for unit in self.units}
        return tuple(account for account in self.policy.accounts.values() if account.unit in ids)

    @cached_property
    def live(self) -> tuple[Account, ...]:
        """The accounts that visitors can meet."""
        return tuple(account for account in self.accounts if account.live)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the accounts lack according to the checks."""
        return of_accounts(self.accounts, lacking(self.verdicts))

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every question of the year about the board's accounts and units, or to its roles about the organisation."""
        return tuple(
            Asked(question, subject, role, self._answer(question.guideline.id, subject))
            for role, rows in questions(self.policy).items()
            for question in rows
            for subject in question.subjects or ("",)
            if self.concerns(subject, role)
        )

    def concerns(self, subject: str, role: str) -> bool:
        """Whether a subject belongs to the board; the organisation as a whole belongs to the board of the role."""
        units = {unit.id for unit in self.units}
        if subject:
            return subject in units or any(account.id == subject for account in self.accounts)
        return role in self.policy.roles and self.policy.roles[role].unit in units

    def _answer(self, guideline: str, subject: str) -> Given | None:
        given = self.policy.attested.get((guideline, subject), ())
        return next((one for one in reversed(given) if one.attestation.year == self.year), None)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years to compare: those with answers, until this one, and at least the one before."""
        found = {one.attestation.year for _, one in self._answered} | {self.year - 1, self.year}
        return tuple(sorted(year for year in found if year <= self.year))

    def figures(self, year: int) -> Figures:
        """Return the numbers of a year: what counts is each question's last answer."""
        last = {(one.statement.guideline, subject): one for subject, one in self._answered if _year(one) == year}
        rounds = {one.attestation.id: one.attestation.findings for one in last.values()}
        findings = [count for count in rounds.values() if count is not None]
        end = min(date(year, 12, 31), self.policy.today)
        return Figures(
            year=year,
            in_use=sum(_in_use(account, end) for account in self.accounts),
            opened=sum(_year_of(account.opened_on) == year for account in self.accounts),
            closed=sum(_year_of(_closed(account)) == year for account in self.accounts),
            answers=Counter(one.statement.answer for one in last.values()),
            repeated=sum(repeats(one, self.policy) for one in last.values()),
            findings=sum(findings) if findings else None,
        )

    @cached_property
    def _answered(self) -> tuple[tuple[str, Given], ...]:
        """Every answer of every year about a subject of the board."""
        return tuple(
            (subject, one)
            for (_, subject), given in self.policy.attested.items()
            for one in given
            if self.concerns(subject, one.attestation.role)
        )


def _year(one: Given) -> int:
    return one.attestation.year


def _year_of(day: date | None) -> int | None:
    return day.year if day else None


def _in_use(account: Account, on: date) -> bool:
    opened, closed = account.opened_on, _closed(account)
    if account.status == "planned" or (account.status == "closed" and closed is None):
        return False
    return (opened is None or opened <= on) and (closed is None or closed > on)


def _closed(account: Account) -> date | None:
    return account.closing.closed_on if account.closing and account.status == "closed" else None
