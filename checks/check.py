"""The command `kanalboken check`: reads the files while Python imports all that judges them.

A check of a small register is mostly start-up, so what it needs is imported late, beside the reading.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from checks.policy.tree import files


def check(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Report every finding. Exit code 1 if any weighs enough (`--fail-on`); with `--gate` only if a change made it."""
    with _uncollected():
        found = tuple(files(root, meanwhile=_import_the_rest))
        status: int = _import_the_rest().judge_and_report(found, root, clock, arguments)
        return status


def _import_the_rest() -> Any:
    return import_module("checks.judge_and_report")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for no garbage meanwhile: what a check reads is needed to the end, and going through it again and
    again costs a fifth of the time of a large register."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
