"""Tables as a Swedish Excel opens them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from checks.sheet import guarded


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table with semicolons, in UTF-8 with a byte-order mark, and without formulas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
