"""What stands in a page: its title, what it says it is, its text, where it links and whether it wants one to log in.

A page is taken apart in one pass, whatever it holds: `html.parser` can be kept busy for hours by a hostile one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urljoin

from msgspec import Struct

UNSEEN = ("script", "style", "template", "noscript", "svg")
TELLING = frozenset({"og:title", "og:site_name", "description", "og:description", "twitter:title"})
LONGEST_TAG = 4_000
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>]|$)")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:-]{0,40})\s{0,9}=\s{0,9}(\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\s\"'>]{1,2000})")


class Content(Struct, frozen=True):
    """A page taken apart. `tells` is what it tells of itself to others, `canonical` the address that it says it has;
    `links` are whole addresses, each once, in order."""

    title: str
    tells: tuple[str, ...]
    text: str
    canonical: str | None
    links: tuple[str, ...]
    asks_to_log_in: bool

    @property
    def everything(self) -> str:
        """All that it says."""
        return " ".join((self.title, *self.tells, self.text))


def content(url: str, html: str) -> Content:
    """Take a page apart; one that is broken is read as far as that goes."""
    titles: list[str] = []
    tells: list[str] = []
    words: list[str] = []
    canonical: list[str | None] = []
    links: dict[str, None] = {}
    asks = False
    for tag, given, text in _pieces(_without_comments(html)):
        if tag == "title":
            titles.append(text)
        elif tag == "a" and (whole := _whole(url, given.get("href", ""))):
            links[whole] = None
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            canonical.append(_whole(url, given.get("href", "")))
        elif tag == "meta":
            name = (given.get("property") or given.get("name", "")).lower()
            if name == "og:url":
                canonical.append(_whole(url, given.get("content", "")))
            elif name in TELLING:
                tells.append(_line(given.get("content", "")))
        elif tag == "input" and given.get("type", "").lower() == "password":
            asks = True
        words.append(text if tag != "title" else "")
    return Content(
        title=_line(next(iter(titles), "")),
        tells=tuple(tells),
        text=_line(unescape(" ".join(words))),
        canonical=next(filter(None, canonical), None),
        links=tuple(links),
        asks_to_log_in=asks,
    )


def _pieces(html: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield the name of every start tag, its attributes and the text behind it; what is no page's text is left out."""
    first, *pieces = html.split("<")
    yield "", {}, first
    inside = ""
    for piece in pieces:
        found = _TAG.match(piece)
        name = found[1].lower() if found else ""
        ends = piece.startswith("/")
        if inside:
            if ends and name == inside:
                inside = ""
            continue
        tag, closed, text = piece.partition(">")
        if not ends and name in UNSEEN and not tag.endswith("/"):
            inside = name
            continue
        if not found:
            continue
        given = {} if ends else _attributes(tag[:LONGEST_TAG])
        yield "" if ends else name, given, unescape(text) if name == "title" else text if closed else ""


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag)}


def _without_comments(html: str) -> str:
    kept, at = [], 0
    while (begins := html.find("<!--", at)) >= 0:
        kept.append(html[at:begins])
        ends = html.find("-->", begins)
        if ends < 0:
            return "".join(kept)
        at = ends + len("-->")
    return "".join((*kept, html[at:]))


def _whole(url: str, href: str) -> str | None:
    try:
        whole = urldefrag(urljoin(url, href.strip())).url
    except ValueError:
        return None
    return whole if href and whole.startswith(("https://", "http://")) else None


def _line(text: str) -> str:
    return " ".join(text.split())
