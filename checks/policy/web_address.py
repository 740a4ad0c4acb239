"""A web address taken apart as a browser does it, so that what it seems to be can be told from where it leads.

`docs/assets/official.js` reads addresses by the same rules.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from msgspec import Struct

_PARTS = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.IGNORECASE | re.DOTALL,
)
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"[\w.-]+")
_BROKEN_CODE = re.compile(r"%(?![0-9a-f]{2})", re.IGNORECASE)
_INVISIBLE_PREFIXES = ("www.", "m.", "mobile.")


class WebAddress(Struct, frozen=True):
    """Where an address leads: the host without what does not count (www., m.), the parts of the path in lower case, and
    the query as it was written. `before` is what stands before an @, where it only looks like a host."""

    host: str
    path: tuple[str, ...]
    query: str
    before: str | None


def read_address(text: str) -> WebAddress:
    """Take an address apart; the scheme may be left out. Raises ValueError if it is none or names a port."""
    written = text.strip().replace("\\", "/")
    if not _HAS_SCHEME.match(written):
        written = "https://" + written.removeprefix("//")
    found = _PARTS.fullmatch(written)
    if found is None or found["scheme"].lower() not in ("http", "https"):
        raise ValueError("ingen webbadress")
    before, at, host = found["authority"].rpartition("@")
    host = host.lower().rstrip(".")
    if not _HOST.fullmatch(host):
        raise ValueError("ingen värd, eller en port")
    return WebAddress(_without_prefix(host), _steps(found["path"]), found["query"] or "", before if at else None)


def _without_prefix(host: str) -> str:
    for prefix in _INVISIBLE_PREFIXES:
        if host.startswith(prefix) and host.count(".") > 1:
            return host.removeprefix(prefix)
    return host


def _steps(path: str) -> tuple[str, ...]:
    """Return the parts of a path, with `%41` read and `.` and `..` walked."""
    steps: list[str] = []
    for step in _decoded(path).lower().split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return tuple(steps)


def _decoded(path: str) -> str:
    if _BROKEN_CODE.search(path):
        return path
    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:
        return path
