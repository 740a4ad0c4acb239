"""Run the checks: policy in, findings out, sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType

from checks.finding import Broken, Finding, Source
from checks.policy.load import load
from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.rules import RULES, number_of
from checks.schema import form

SEVERITIES = {"must": "error", "must-not": "error", "should": "warning", "should-not": "warning"}
Guards = Sequence[tuple[Guideline, Leaf]]


def open_policy(root: Path, clock: date, as_of: date | None = None) -> Policy:
    """Return the data below `root` as a policy, its files judged by their schemas. For the dates see `load`."""
    return load(root, clock, as_of, form, frozenset(number_of(rule) for rule in RULES))


def judge(policy: Policy, rules: Iterable[ModuleType] = RULES) -> tuple[Finding, ...]:
    """Return every finding of the rules, in the order of file, line, column and check."""
    findings = {finding for rule in rules for finding in _findings(rule, policy)}
    return tuple(sorted(findings, key=lambda one: (one.file, one.line, one.column, one.check, one.sentence)))


def _findings(rule: ModuleType, policy: Policy) -> Iterator[Finding]:
    number = number_of(rule)
    if is_technical(number):
        for subject in rule.concerns(policy):
            for problem in rule.check(subject, policy):
                yield _finding(number, problem, "error", (), policy)
        return
    guards = [row for row in policy.guarded_by(number) if row[1].level in SEVERITIES]
    if not guards:
        return
    for subject in rule.concerns(policy):
        bound = policy.demands(number, subject) if isinstance(subject, Account) else guards
        if not bound:
            continue
        severity = min(SEVERITIES[leaf.level] for _, leaf in bound)  # "error" sorts before "warning"
        for problem in rule.check(subject, policy):
            yield _finding(number, problem, _lenient(severity, subject, policy), bound, policy)


def is_technical(number: str) -> bool:
    """Whether a check guards the data itself and no guideline (KO0xx)."""
    return number.startswith("KO0")


def _lenient(severity: str, subject: object, policy: Policy) -> str:
    """An account taken over from a spreadsheet may have gaps until its `complete_by`."""
    if isinstance(subject, Account) and subject.complete_by and policy.today <= subject.complete_by:
        return "warning"
    return severity


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
        breaks=tuple(_broken(guideline, leaf, policy) for guideline, leaf in guards),
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
