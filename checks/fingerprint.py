"""What a finding is known by from one run to the next, though lines move and numbers in its sentence change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from msgspec.structs import replace

from checks.finding import Finding
from checks.policy.problem import Place
from checks.policy.tree import SourceFile


def fingerprint(check: str, place: Place, guidelines: Iterable[str], file: SourceFile | None) -> str:
    """Return the fingerprint of what a check says about a place in a file, for the sake of some guidelines."""
    return _hash(check, place.file, *_steady(place, file), *sorted(guidelines))


def told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, each with a fingerprint of its own even where several say something about one place."""
    seen: Counter[str] = Counter()
    for one in findings:
        earlier = seen[one.fingerprint]
        seen[one.fingerprint] += 1
        yield replace(one, fingerprint=_hash(one.fingerprint, str(earlier))) if earlier else one


def _steady(place: Place, file: SourceFile | None) -> Iterator[str]:
    """Yield the route with what does not move in place of what does: a list's item by its name, a line by its text."""
    if file and place.route and isinstance(place.route[0], int):
        yield from (line.strip() for line in file.lines[place.route[0] : place.route[0] + 1])
        return
    value = file.value if file else None
    for key in place.route:
        if isinstance(key, int):
            value = value[key] if isinstance(value, list) and key < len(value) else None
            yield _name(value)
        else:
            value = value.get(key) if isinstance(value, dict) else None
            yield key


def _name(item: object) -> str:
    """Return what tells an item of a list from the others: its id, else its first value."""
    if not isinstance(item, dict):
        return "" if isinstance(item, list) else str(item)
    return str(item.get("id") or next((value for value in item.values() if isinstance(value, str)), ""))


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode(errors="replace")).hexdigest()[:32]
