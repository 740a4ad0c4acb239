"""Run the checks: policy in, findings out, sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

from msgspec import Struct
from msgspec.structs import replace

from checks.finding import Broken, Finding, Source
from checks.fingerprint import fingerprint, told_apart
from checks.policy.load import load
from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.model.organisation import Unit
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.tree import SourceFile, files
from checks.policy.two_processes import Turns, side_by_side
from checks.rules import RULES, number_of
from checks.schema import form

SEVERITIES = {"must": "error", "must-not": "error", "should": "warning", "should-not": "warning"}
WORTH_TWO = 200  # files: with fewer, two processes need more time than one
Guards = Sequence[tuple[Guideline, Leaf]]


class Verdict(Struct, frozen=True):
    """What a check says of one subject that it concerns; no findings if all is well. `guards` are the guidelines in
    force that bind the subject (none if the check is technical)."""

    check: str
    subject: object
    guards: Guards
    findings: tuple[Finding, ...]


def open_policy(root: Path, clock: date, as_of: date | None = None) -> Policy:
    """Return the data below `root` as a policy, its files judged by their schemas. For the dates see `load`."""
    return policy_of(files(root), clock, as_of)


def policy_of(found: Iterable[SourceFile], clock: date, as_of: date | None = None) -> Policy:
    """Return the files of a data root as a policy; see `open_policy`."""
    return load(found, clock, as_of, form, frozenset(number_of(rule) for rule in RULES))


def judge(policy: Policy, rules: Iterable[ModuleType] = RULES) -> tuple[Finding, ...]:
    """Return every finding of the rules, in the order of file, line, column and check."""
    rules = tuple(rules)
    if len(policy.files) < WORTH_TWO:
        return all_findings(verdicts(policy, rules))
    with closing(Turns(len(rules))) as turns:

        def take_turns() -> dict[int, set[Finding]]:
            return {turn: _found(policy, rules[turn]) for turn in turns}

        own, others = side_by_side(take_turns, take_turns)
    found = own | others
    lost = (_found(policy, rule) for turn, rule in enumerate(rules) if turn not in found)
    return _in_order(set().union(*found.values(), *lost))


def _found(policy: Policy, rule: ModuleType) -> set[Finding]:
    return {finding for verdict in _verdicts(rule, policy) for finding in verdict.findings}


def all_findings(said: Iterable[Verdict]) -> tuple[Finding, ...]:
    """Return the findings of verdicts, each once, in the order of file, line, column and check."""
    return _in_order({finding for verdict in said for finding in verdict.findings})


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    ordered = sorted(findings, key=lambda one: (one.file, one.line, one.column, one.check, one.sentence))
    return tuple(told_apart(ordered))


def verdicts(policy: Policy, rules: Iterable[ModuleType] = RULES) -> Iterator[Verdict]:
    """Yield what each rule says of each subject that it concerns and that some guideline binds."""
    for rule in rules:
        yield from _verdicts(rule, policy)


def _verdicts(rule: ModuleType, policy: Policy) -> Iterator[Verdict]:
    number = number_of(rule)
    if is_technical(number):
        for subject in rule.concerns(policy):
            problems = rule.check(subject, policy)
            yield Verdict(number, subject, (), tuple(_finding(number, one, "error", (), policy) for one in problems))
        return
    guards = [row for row in policy.guarded_by(number) if row[1].level in SEVERITIES]
    if not guards:
        return
    for subject in rule.concerns(policy):
        bound = _bound(number, subject, guards, policy)
        if not bound:
            continue
        problems = tuple(rule.check(subject, policy))
        if not problems:
            yield Verdict(number, subject, bound, ())
            continue
        severity = min(SEVERITIES[leaf.level] for _, leaf in bound)  # "error" sorts before "warning"
        patience = _patience(subject, [row for row in bound if SEVERITIES[row[1].level] == severity])
        weighed = (_weighed(one, severity, patience, policy.today) for one in problems)
        findings = tuple(_finding(number, one, weight, bound, policy) for one, weight in weighed)
        yield Verdict(number, subject, bound, findings)


def _bound(number: str, subject: object, guards: Guards, policy: Policy) -> Guards:
    """Return the guidelines that bind a subject today: not those that it is exempted from."""
    if isinstance(subject, Account):
        return policy.demands(number, subject)
    if isinstance(subject, Unit):
        exempted = {one.guideline for one in subject.exemptions if policy.today <= one.until}
        return [row for row in guards if row[0].id not in exempted]
    return guards


def _weighed(problem: Problem, severity: str, patience: date | None, today: date) -> tuple[Problem, str]:
    """Return a problem with its severity: a warning while it is tolerated, the calendar's doing from the day after."""
    if patience is None:
        return problem, severity
    if today <= patience:
        return problem, "warning"
    bites = patience + timedelta(days=1)
    return replace(problem, since=max(problem.since or bites, bites)), severity


def _patience(subject: object, guards: Guards) -> date | None:
    """Return the last day on which the gaps of an account or a unit were tolerated, whether the guidelines had an
    exemption until then or the account was taken over incomplete; None if nothing was ever tolerated.

    What follows is the calendar's doing. (An exemption that still holds has taken its guideline out of `guards`.)
    """
    if not isinstance(subject, (Account, Unit)):
        return None
    ended = [
        max((one.until for one in subject.exemptions if one.guideline == guideline.id), default=None)
        for guideline, _ in guards
    ]
    exempted = min((day for day in ended if day), default=None) if None not in ended else None
    complete_by = subject.complete_by if isinstance(subject, Account) else None
    return max((day for day in (exempted, complete_by) if day), default=None)


def is_technical(number: str) -> bool:
    """Whether a check guards the data itself and no guideline (KO0xx)."""
    return number.startswith("KO0")


def _finding(number: str, problem: Problem, severity: str, guards: Guards, policy: Policy) -> Finding:
    line, column = policy.position(problem.place)
    return Finding(
        file=problem.place.file,
        line=line,
        column=column,
        check=number,
        severity=severity,
        sentence=problem.sentence,
        remedy=problem.remedy,
        since=problem.since,
        ahead=problem.since is not None and problem.since > policy.today,
        breaks=tuple(_broken(guideline, leaf, policy) for guideline, leaf in guards),
        fingerprint=fingerprint(
            number, problem.place, (guideline.id for guideline, _ in guards), policy.files.get(problem.place.file)
        ),
    )


def _broken(guideline: Guideline, leaf: Leaf, policy: Policy) -> Broken:
    sources = (other for other in policy.leaves_of(guideline.id) if policy.documents[other.document].retold)
    return Broken(
        id=guideline.id,
        number=leaf.number,
        title=guideline.title,
        document=policy.documents[leaf.document].title,
        section=leaf.heading.title,
        sources=tuple(
            Source(policy.documents[other.document].short, other.heading.title, other.heading.page) for other in sources
        ),
    )
