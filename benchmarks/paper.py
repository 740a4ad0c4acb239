"""How long the PDF of each document in force takes, in a process of its own: the first time, and once more."""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from checks.run import open_policy
from hooks.paper import pdf

policy = open_policy(Path.cwd(), date.today())  # noqa: DTZ011, TID251 - whatever day it is measured
document = policy.documents[sys.argv[1]]
seconds = []
for _ in range(2):
    began = time.perf_counter()
    pdf(policy, document)
    seconds.append(time.perf_counter() - began)
print(json.dumps(seconds))
