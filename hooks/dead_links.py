"""Links that lead to what a smaller handbook does not have: its pages are the same, but not all of them are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

TOLERATED = {"not_found": "info", "anchors": "info"}
"""What MkDocs says of them, which is no reason not to build: `unlink` sees to them afterwards."""

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r'\bhref="?([^"\s>]*)')
_ID = re.compile(r'\b(?:id|name)="?([^"\s>]+)')
_DEAD, _END = "\0", "\1"  # around what was a dead link; no page has such characters
_NOTHING_ELSE = re.compile(r"<(?P<line>p|li)\b[^>]*>\s*\x00[^\x00\x01]*\x01\s*</(?P=line)>\n?")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def unlink(site: Path) -> None:
    """Make plain text of every link in a built site that leads to a page, a file or a place in a page that is not
    there, and take away a line that was nothing else."""
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    anchors = {path.resolve(): frozenset(_ID.findall(text)) for path, text in pages.items()}
    for path, text in pages.items():
        kept = _LINK.sub(_dead_marked(path, site, anchors), text)
        kept = _NOTHING_ELSE.sub("", kept)
        kept = kept.replace(_DEAD, "").replace(_END, "")
        if kept != text:
            path.write_text(kept, encoding="utf-8")


def _dead_marked(page: Path, site: Path, anchors: Mapping[Path, frozenset[str]]) -> Callable[[re.Match[str]], str]:
    def kept(link: re.Match[str]) -> str:
        href = _HREF.search(link[1])
        if href is None or _is_alive(unquote(unescape(href[1])), page, site, anchors):
            return link[0]
        return _DEAD + link[2] + _END

    return kept


def _is_alive(address: str, page: Path, site: Path, anchors: Mapping[Path, frozenset[str]]) -> bool:
    if _ELSEWHERE.match(address):
        return True
    path, _, anchor = address.partition("#")
    path = path.partition("?")[0]
    start = site if path.startswith("/") else page.parent
    target = (start / path.lstrip("/")).resolve() if path else page.resolve()
    if target == site.resolve():
        target /= "index.html"
    return target.is_file() and (not anchor or target not in anchors or anchor in anchors[target])
