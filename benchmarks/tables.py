"""The figures as tables in Markdown, each with what was aimed at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

OURS, PEER = "kanalboken check", "check-jsonschema"


def tables(known: dict[str, Any]) -> str:
    """Return the tables of what has been measured."""
    told: dict[str, Callable[[dict[str, Any]], Iterator[str]]] = {
        "checks": _checks,
        "hook": _hook,
        "site": _site,
        "preview": _preview,
        "paper": _paper,
    }
    parts = [f"Measured on {known['machine']['machine']}; {known['machine']['versions']}.\n"]
    for part, tell in told.items():
        if part in known:
            figures = dict(known[part])
            day = figures.pop("measured")
            parts.append("\n".join((*tell(figures), "", f"({day})", "")))
    return "\n".join(parts)


def _checks(rows: dict[str, Any]) -> Iterator[str]:
    names = list(next(iter(rows.values())))
    yield from _head("Cold check of a whole register", "accounts", *names, "ours / check-jsonschema", "our memory")
    for size, row in rows.items():
        ratio = row[OURS][0] / row[PEER][0]
        yield _row(
            f"{int(size):,}", *(f"{row[name][0]:.2f} s" for name in names), f"{ratio:.2f}", f"{row[OURS][2]:.0f} MiB"
        )


def _hook(costs: dict[str, Any]) -> Iterator[str]:
    yield from _head("A commit in a register of 300 accounts", "command", "seconds")
    yield from (_row(f"`{name}`", f"{seconds:.2f}") for name, (seconds, *_) in costs.items())
    ours, theirs = (one[0] for one in costs.values())
    yield _row("ratio (aim: at most 1.5)", f"{ours / theirs:.2f}")


def _site(costs: dict[str, Any]) -> Iterator[str]:
    yield from _head("Building the site", "what", "seconds", "processor", "memory")
    for name, (seconds, processor, memory) in costs.items():
        yield _row(name, f"{seconds:.1f}", f"{processor:.1f}", f"{memory:.0f} MiB")
    ours, plain, _, large = (one[0] for one in costs.values())
    yield _row("our share over the finished pages (aim: at most 15 %)", f"{ours / plain - 1:.0%}", "", "")
    yield _row("1,000 accounts over 20 (aim: at most 2)", f"{large / ours:.1f}", "", "")


def _preview(seconds: dict[str, float]) -> Iterator[str]:
    yield from _head("From saved to seen in the preview (aim: under 2 s)", "preview", "seconds")
    yield from (_row(f"`{name}`", f"{one:.1f}") for name, one in seconds.items())


def _paper(seconds: dict[str, Sequence[float]]) -> Iterator[str]:
    count, slowest, together = seconds.pop("all")
    yield from _head("The PDF of a document in force (aim: under 0.5 s)", "document", "first in a process", "once more")
    yield from (_row(name, f"{first:.2f} s", f"{again:.2f} s") for name, (first, again) in seconds.items())
    yield ""
    yield f"All {count:.0f} prints of the handbook, one after another: {together:.1f} s (aim: under 10 s)."
    yield f"The slowest of them took {slowest:.2f} s (aim: under 1 s)."


def _head(title: str, *columns: str) -> Iterator[str]:
    yield from (f"## {title}", "", _row(*columns), _row(*("---" for _ in columns)))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
