"""How long the PDFs take: one document in a process of its own, the first time and once more, or all prints of the
handbook one after another, as they are made when it is built."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from checks.run import open_policy
from hooks.paper import Print, pdf, prints, typeset

ALL = "all"


DAY = date(2026, 11, 22)  # the same prints whatever day they are timed


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def printed(make: Callable[[], Print]) -> bytes:
    """Make a print and set it."""
    return typeset(make())


policy = open_policy(Path.cwd(), DAY, DAY)
if sys.argv[1] == ALL:
    found = [seconds(partial(printed, make)) for _, make in prints(policy)]
else:
    document = policy.documents[sys.argv[1]]
    found = [seconds(partial(pdf, policy, document)) for _ in range(2)]
print(json.dumps(found))
