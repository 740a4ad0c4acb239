"""What `kanalboken check` does with the files: judge everything and report what was found."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType

from msgspec.structs import replace

from checks.command_line import Refused
from checks.finding import Finding
from checks.policy.legal_basis import gone
from checks.policy.tree import SourceFile
from checks.report import FORMATS, summary
from checks.report.file import save
from checks.report.github import step_summary
from checks.rules import RULES, number_of
from checks.run import judge, policy_of

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"  # where GitHub Actions takes what is shown for a whole step


def judge_and_report(files: Iterable[SourceFile], root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Report every finding in the files below `root`, and return the exit code of the command."""
    rules = _chosen(arguments.select, arguments.ignore)
    policy = policy_of(files, clock, arguments.as_of)
    findings = judge(policy, rules)
    form = FORMATS[arguments.format]
    placed = _from_repository(findings, root) if form.in_repository else findings
    if arguments.output:
        save(Path(arguments.output), form.write(placed), form.is_one, root)
        print(f"{summary(findings)} Rapporten står i {arguments.output}.")
    else:
        if arguments.format == "text" and (past := sum(one.document.retold for one in gone(policy))):
            print(
                f"Upplysning: andras dokument vilar på {past} lagar och organ som inte finns längre "
                "(kanalboken show laws)."
            )
        print(form.write(placed), end="")
    if arguments.format == "github" and (file := os.environ.get(STEP_SUMMARY)):
        with Path(file).open("a", encoding="utf-8", errors="replace") as summaries:
            summaries.write(step_summary(placed))
    return int(any(_fails(one, arguments) for one in findings))


def _fails(finding: Finding, arguments: argparse.Namespace) -> bool:
    weighs = finding.severity == "error" or arguments.fail_on == "warning"
    return weighs and not (arguments.gate and finding.since)


def _chosen(select: str | None, ignore: str | None) -> tuple[ModuleType, ...]:
    """Return the checks whose numbers begin as `select` says (all if it says nothing) and not as `ignore` says."""
    wanted, unwanted = _beginnings(select), _beginnings(ignore)
    rules = tuple(
        rule
        for rule in RULES
        if number_of(rule).startswith(wanted or ("",)) and not (unwanted and number_of(rule).startswith(unwanted))
    )
    if not rules:
        raise Refused("Med det urvalet blir det ingen kontroll kvar. Ändra --select eller --ignore.")
    return rules


def _beginnings(text: str | None) -> tuple[str, ...]:
    beginnings = () if text is None else tuple(word.strip().upper() for word in text.split(","))
    for one in beginnings:
        if not one or not any(number_of(rule).startswith(one) for rule in RULES):
            raise Refused(
                f"Det finns ingen kontroll ”{one}”. Numren står i handboken under Kontroller. "
                "Skriv till exempel KO102, eller KO1 för alla som börjar så."
            )
    return beginnings


def _from_repository(findings: Sequence[Finding], root: Path) -> tuple[Finding, ...]:
    """Return the findings with paths from the root of the git repository that the data root lies in."""
    repository = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    between = root.relative_to(repository)
    return tuple(replace(one, file=(between / one.file).as_posix()) for one in findings)
