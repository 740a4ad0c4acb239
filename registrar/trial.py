"""Trying a change before it is made: what the checks would say afterwards, and what is different."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from difflib import unified_diff
from pathlib import Path

from checks.command_line import Refused
from checks.finding import Finding
from checks.policy.policy import Policy
from checks.report import as_text
from checks.run import judge, open_policy
from registrar.writing import Change, written


def tried(root: Path, clock: date, as_of: date | None, changes: Sequence[Change]) -> tuple[tuple[Finding, ...], Policy]:
    """Judge a copy in which everything is already done; the findings, and the data as it would be."""
    with tempfile.TemporaryDirectory() as folder:
        written(root, changes, Path(folder))
        policy = open_policy(Path(folder), clock, as_of)
        return judge(policy), policy


def refuse_what_would_not_pass(findings: tuple[Finding, ...], policy: Policy) -> None:
    """Refuse if anything but a document that nobody has decided yet would be wrong."""
    undecided = {document.source.file for document in policy.documents_in_force if not document.decision}
    wrong = tuple(one for one in findings if one.stops and not (one.check == "KO009" and one.file in undecided))
    if wrong:
        raise Refused(f"{as_text(wrong)}Så skulle det bli, och det går inte igenom. Inget är skrivet.")


def new_findings(after: Sequence[Finding], before: Policy) -> tuple[Finding, ...]:
    """Return the findings that there are after a change and were not there before it."""
    if not after:
        return ()
    known = {one.fingerprint for one in judge(before)}
    return tuple(one for one in after if one.fingerprint not in known)


def as_diff(changes: Sequence[Change]) -> str:
    """Return what changes as a unified diff, line ends aside."""
    return "".join(line for one in changes for line in _diff(one))


def _diff(change: Change) -> list[str]:
    before, after = (_lines(bytes_) for bytes_ in (change.before, change.after))
    old = "/dev/null" if change.before is None else f"a/{change.path}"
    new = "/dev/null" if change.after is None else f"b/{change.path}"
    return [line if line.endswith("\n") else f"{line}\n" for line in unified_diff(before, after, old, new)]


def _lines(bytes_: bytes | None) -> list[str]:
    return (bytes_ or b"").decode("utf-8").replace("\r\n", "\n").splitlines(keepends=True)
