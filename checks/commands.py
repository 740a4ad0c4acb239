"""The judge's commands. They print and return an exit code; everything else is done by pure functions."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from checks.explain import explanation
from checks.overviews import Overview, coverage, laws
from checks.policy.legal_basis import gone
from checks.report import FORMATS
from checks.run import judge, open_policy


def check(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print every finding. Exit code 1 if there is an error; with `--gate` only if a change made it."""
    policy = open_policy(root, clock, arguments.as_of)
    findings = judge(policy)
    if arguments.format == "text" and (past := sum(one.document.retold for one in gone(policy))):
        print(
            f"Upplysning: andras dokument vilar på {past} lagar och organ som inte finns längre (kanalboken show laws)."
        )
    print(FORMATS[arguments.format](findings), end="")
    return int(any(one.stops if arguments.gate else one.severity == "error" for one in findings))


def explain(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print a check's page."""
    page = explanation(arguments.number.upper(), open_policy(root, clock, arguments.as_of))
    if page is None:
        print(
            f"Det finns ingen kontroll ”{arguments.number}”. Numren står i handboken under Kontroller.",
            file=sys.stderr,
        )
        return 2
    print(page.as_text(), end="")
    return 0


def show_coverage(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print what each document covers. Exit code 1 if a section is empty or a guideline stands nowhere."""
    return _shown(coverage(open_policy(root, clock, arguments.as_of)), arguments.format)


def show_laws(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print what the documents rest on that no longer holds. Exit code 1 if one of our own does."""
    return _shown(laws(open_policy(root, clock, arguments.as_of)), arguments.format)


def _shown(overview: Overview, form: str) -> int:
    print(overview.as_json() if form == "json" else overview.as_text(), end="")
    return int(overview.wanting)
