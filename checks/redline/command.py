"""The command `kanalboken redline`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import get_terminal_size

from checks.command_line import Refused
from checks.policy.policy import Policy
from checks.policy.redline.readings import NoReading, sides
from checks.redline import as_json, as_markdown, as_text
from checks.redline.consequences import Comparison, compare
from checks.run import open_policy


def redline(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print what differs between two versions of the organisation's own documents, or of one of them."""
    policy = open_policy(root, clock, arguments.as_of)
    try:
        found = list(_comparisons(policy, arguments.versions, arguments.document))
    except NoReading as nothing:
        raise Refused(str(nothing)) from None
    match arguments.format:
        case "json":
            print(as_json(found), end="")
        case "markdown":
            print(as_markdown(found), end="")
        case _:
            print(as_text(found, get_terminal_size().columns), end="")
    return 0


def _comparisons(policy: Policy, span: str | None, document: str | None) -> Iterator[Comparison]:
    """Yield a comparison for each document that there is something to compare of. Raises NoReading if there is none, or
    if a version that was asked for does not exist."""
    if document or span:
        for id in [document] if document else policy.organisation.documents:
            yield compare(*sides(id, span, policy))
        return
    nothing = []
    for id in policy.organisation.documents:
        try:
            both = sides(id, None, policy)
        except NoReading as reason:
            nothing.append(str(reason))
        else:
            yield compare(*both)
    if len(nothing) == len(policy.organisation.documents):
        raise NoReading("\n".join(nothing) or "Inget eget styrdokument är läst. Kör `kanalboken check`.")
