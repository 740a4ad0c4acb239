"""How things stand: an answer to each guideline in force for each account, unit or the organisation as a whole.

Met (a check looked and was silent, or somebody has attested it), not met, needs a person (no check can see it, and
nobody has attested it this year or the last), unknown (the entity could not be read), not applicable. Levels that
demand nothing (får, behöver inte, upplysning) have no answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from checks.finding import Finding
from checks.policy.attestations import counting
from checks.policy.model.catalogue import Guideline
from checks.policy.model.organisation import Unit
from checks.policy.model.register import Account
from checks.policy.policy import DEMANDING, Policy
from checks.run import Verdict


class Answer(StrEnum):
    """What can be said of a guideline and its subject, in the order in which pages show it."""

    MET = "met"
    NOT_MET = "not-met"
    NEEDS_PERSON = "needs-person"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


class Standing(Struct, frozen=True):
    """One answer. `unit` is the id of the unit concerned, or None for the organisation as a whole."""

    guideline: str
    topic: str
    unit: str | None
    answer: Answer


Heard = Mapping[str, bool]  # the id of each subject that a check looked at → whether it found something
Answers = Iterator[tuple[str | None, Answer]]


def standings(policy: Policy, said: Iterable[Verdict]) -> Iterator[Standing]:
    """Yield an answer for each guideline in force that demands something and each subject that it may be about; `said`
    is what the checks say of the whole policy."""
    by_check: dict[str, list[Verdict]] = {}
    for verdict in said:
        by_check.setdefault(verdict.check, []).append(verdict)
    for leaf in policy.in_force.values():
        guideline = policy.guideline_of(leaf)
        if guideline and leaf.level in DEMANDING:
            verdicts = [verdict for check in guideline.checks for verdict in by_check.get(check, ())]
            for unit, answer in _answers(guideline, verdicts, policy):
                yield Standing(guideline.id, guideline.topic, unit, answer)


def counted(answers: Iterable[tuple[str | None, Answer]]) -> dict[str | None, Counter[str]]:
    """Return how many of each answer there are under each key: topic or unit."""
    found: dict[str | None, Counter[str]] = {}
    for (key, answer), number in Counter(answers).items():
        found.setdefault(key, Counter())[answer] = number
    return found


def lacking(said: Iterable[Verdict]) -> dict[str, tuple[Finding, ...]]:
    """Return what each account lacks, by its id: the findings about it, wherever in the data their place is."""
    found: dict[str, tuple[Finding, ...]] = {}
    for verdict in said:
        if verdict.findings and isinstance(verdict.subject, Account):
            found[verdict.subject.id] = (*found.get(verdict.subject.id, ()), *verdict.findings)
    return found


def _answers(guideline: Guideline, verdicts: Sequence[Verdict], policy: Policy) -> Answers:
    """Yield unit and answer for each subject. Whom a checked guideline is about is whom its checks look at."""
    kinds = {_kind(verdict.subject) for verdict in verdicts} or {guideline.concerns}
    bound = [verdict for verdict in verdicts if any(one.id == guideline.id for one, _ in verdict.guards)]
    for kind in sorted(kinds):
        heard = _heard(verdict for verdict in bound if _kind(verdict.subject) == kind) if guideline.checks else None
        match kind:
            case "account":
                yield from _of_accounts(guideline, heard, policy)
            case "unit":
                yield from _of_units(guideline, heard, policy)
            case _:
                told = _told(any(heard.values()) if heard else None) if heard is not None else None
                yield None, told or _attested(guideline, "", policy)


def _kind(subject: object) -> str:
    return "account" if isinstance(subject, Account) else "unit" if isinstance(subject, Unit) else "organisation"


def _heard(verdicts: Iterable[Verdict]) -> Heard:
    found: dict[str, bool] = {}
    for verdict in verdicts:
        id = verdict.subject.id if isinstance(verdict.subject, Account | Unit) else ""
        found[id] = found.get(id, False) or bool(verdict.findings)
    return found


def _told(failed: bool | None) -> Answer:
    if failed is None:
        return Answer.NOT_APPLICABLE
    return Answer.NOT_MET if failed else Answer.MET


def _attested(guideline: Guideline, subject: str, policy: Policy) -> Answer:
    """Return what a person has said of a subject (the id of an account or a unit, "" for the whole organisation)."""
    found = counting(guideline.id, subject, policy)
    return Answer(found.statement.answer) if found else Answer.NEEDS_PERSON


def _of_accounts(guideline: Guideline, heard: Heard | None, policy: Policy) -> Answers:
    for id in sorted(policy.known["account"] - policy.accounts.keys()):
        yield _stated_unit(id, policy), Answer.UNKNOWN
    for id, account in policy.accounts.items():
        if heard is not None:
            yield account.unit, _told(heard.get(id))
        else:
            asked = account.live and policy.binds(guideline, account)
            yield account.unit, _attested(guideline, id, policy) if asked else Answer.NOT_APPLICABLE


def _of_units(guideline: Guideline, heard: Heard | None, policy: Policy) -> Answers:
    with_accounts = {account.unit for account in policy.live_accounts()}
    for id in sorted(policy.known["unit"]):
        if id not in policy.units:
            yield id, Answer.UNKNOWN
        elif heard is not None:
            yield id, _told(heard.get(id))
        else:
            yield id, _attested(guideline, id, policy) if id in with_accounts else Answer.NOT_APPLICABLE


def _stated_unit(account: str, policy: Policy) -> str | None:
    """Return the unit that the file of an account names, though the account as a whole is malformed."""
    for file in policy.files_of("account"):
        if file.id == account and isinstance(file.value, dict) and isinstance(unit := file.value.get("unit"), str):
            return unit
    return None
