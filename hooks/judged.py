"""What the handbook is made of: the policy, and what the checks say of it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from checks.policy.policy import Policy
from checks.policy.tree import DATA, PAGES
from checks.run import Verdict, open_policy, verdicts
from hooks.pages.stubs import NAVIGATION

Stamp = frozenset[tuple[str, int, int]]


def judged(root: Path, clock: date, as_of: date | None) -> tuple[Policy, tuple[Verdict, ...]]:
    """Return the policy and what the checks say. Remembered until a file changes, because the build asks, and then its
    pages."""
    return _judged(root, clock, as_of, stamp(root, root))


@lru_cache(maxsize=1)
def _judged(
    root: Path,
    clock: date,
    as_of: date | None,
    at: Stamp,  # noqa: ARG001  # what the answer was remembered for
) -> tuple[Policy, tuple[Verdict, ...]]:
    policy = open_policy(root, clock, as_of)
    return policy, tuple(verdicts(policy))


def stamp(root: Path, pages: Path) -> Stamp:
    """Return what tells whether any file of data or any page has changed: paths, times and sizes."""
    paths = [*(root / DATA).rglob("*"), *(pages / PAGES).rglob("*.md"), pages / NAVIGATION]
    return frozenset((str(path), status.st_mtime_ns, status.st_size) for path in paths for status in [path.lstat()])
