"""The judge's commands that show and explain. They print and return an exit code; everything else is done by pure
functions."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from checks.code_owners import code_owners
from checks.command_line import Refused
from checks.deadlines import deadlines
from checks.explain import explanation
from checks.overviews import Overview, coverage, in_force, laws
from checks.run import open_policy


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


def show_code_owners(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print the file CODEOWNERS."""
    lines = code_owners(open_policy(root, clock, arguments.as_of))
    if not lines:
        raise Refused("Ingen granskare är angiven. Skriv `reviewers` i policy_data/organisation.yaml.")
    print("\n".join(lines))
    return 0


def show_in_force(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print which versions of the organisation's documents are in force that day."""
    return _shown(in_force(open_policy(root, clock, arguments.as_of)), arguments.format)


def show_laws(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print what the documents rest on that no longer holds. Exit code 1 if one of our own does."""
    return _shown(laws(open_policy(root, clock, arguments.as_of)), arguments.format)


def show_deadlines(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print what falls due, role by role. Exit code 1 if something is overdue."""
    policy = open_policy(root, clock, arguments.as_of)
    for kind, word, id in (("role", "roll", arguments.role), ("unit", "verksamhet", arguments.unit)):
        if id and not policy.exists(kind, id):
            raise Refused(f"Det finns ingen {word} ”{id}”. Id:n står i filerna i policy_data/units.")
    return _shown(deadlines(policy, arguments.days, arguments.role, arguments.unit), arguments.format)


def _shown(overview: Overview, form: str) -> int:
    print(overview.as_json() if form == "json" else overview.as_text(), end="")
    return int(overview.wanting)
