"""How long the PDFs take: one document in a process of its own, the first time and once more, or all prints of the
handbook one after another, as they are made when it is built."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from checks.run import open_policy
from hooks.paper import pdf, prints, typeset

ALL = "all"


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


policy = open_policy(Path.cwd(), date.today())  # noqa: DTZ011, TID251 - whatever day it is measured
if sys.argv[1] == ALL:
    found = [seconds(lambda make=make: typeset(make())) for make in dict(prints(policy)).values()]  # type: ignore[misc]
else:
    document = policy.documents[sys.argv[1]]
    found = [seconds(lambda: pdf(policy, document)) for _ in range(2)]
print(json.dumps(found))
