"""The words that people search with, shown where they lead: “Kallas också: vikarie, stand-in”."""

from __future__ import annotations

from checks.policy.policy import Policy


def also(policy: Policy, kind: str, id: str) -> tuple[str, ...]:
    """Return what else an entity is called, headwords first, each once."""
    rows = [row for row in policy.search_words if row.at == f"{kind}:{id}"]
    return tuple(dict.fromkeys([*(row.word for row in rows), *(word for row in rows for word in row.also)]))
