"""From finished HTML to a small tree that the template walks. What it does not know stops the build: nothing is lost.

A node is plain JSON: a string, or `{"tag": …, "children": […]}` with the few attributes that mean something on paper.
White space is settled here, so that the template only has to put things in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

Node = str | dict[str, Any]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
GROUPS = ("article", "aside", "details", "div", "figure", "footer", "header", "section")
ROWS = ("dl", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul")
BLOCKS = frozenset(
    (*HEADINGS, *GROUPS, *ROWS, "blockquote", "caption", "dd", "dt", "hr", "li", "p", "pre", "summary", "td", "th")
)
STRESS = ("b", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "strong", "sub", "sup", "u")
INLINE = frozenset((*STRESS, "a", "abbr", "br", "code", "kbd", "span", "time"))
VOID = frozenset(("br", "hr"))
SCREEN_ONLY = frozenset(("headerlink", "no-print"))
"""Classes of what is a tool on the screen and has nothing to say on paper."""

ATTRIBUTES = ("id", "href", "lang", "start")
SPANS = ("colspan", "rowspan")
SPACE = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
NO_PICTURES = "Bilden ”{}” kan inte skrivas ut: utskrifterna har inga bilder. Beskriv i ord vad den visar."
CHANGES = ("del", "ins")
BRIEF, BRIEF_ARTICLE = 700, 1200
"""Characters of a block that is kept on one page; an article stands with the headings before it."""


class NotPrintable(Exception):
    """Something can't be put on paper, so nothing is. The message is a Swedish sentence that says what."""


def tree(html: str) -> list[Node]:
    """Return the nodes of a piece of HTML. Raises NotPrintable."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.result()


def words(nodes: list[Node]) -> str:
    """Return the text of some nodes, without marks."""
    return "".join(node if isinstance(node, str) else words(node["children"]) for node in nodes)


def ids(nodes: list[Node]) -> set[str]:
    """Return the places in some nodes that a link could lead to."""
    return {node["id"] for node in elements(nodes) if "id" in node}


def links(nodes: list[Node]) -> set[str]:
    """Return the places on the same page that links in some nodes lead to."""
    return {node["href"][1:] for node in elements(nodes) if node.get("href", "").startswith("#")}


def brief(nodes: list[Node]) -> list[Node]:
    """Return the nodes with each block that is short enough to be kept on one page marked; those inside need not be."""
    for node in nodes:
        if isinstance(node, str):
            continue
        limit = BRIEF_ARTICLE if node["tag"] == "article" else BRIEF
        if node["tag"] in GROUPS and len(words(node["children"])) < limit:
            node["brief"] = True
        else:
            brief(node["children"])
    return nodes


def elements(nodes: list[Node]) -> Iterator[dict[str, Any]]:
    """Yield every element in some nodes, outer before inner."""
    for node in nodes:
        if not isinstance(node, str):
            yield node
            yield from elements(node["children"])


def shifted(nodes: list[Node], top: int = 1) -> list[Node]:
    """Return the nodes with their headings moved so that the highest is at `top`."""
    levels = [int(node["tag"][1]) for node in elements(nodes) if node["tag"] in HEADINGS]
    return _moved(nodes, top - min(levels)) if levels else nodes


def _moved(nodes: list[Node], by: int) -> list[Node]:
    return [node if isinstance(node, str) else _moved_node(node, by) for node in nodes]


def _moved_node(node: dict[str, Any], by: int) -> Node:
    if node["tag"] in HEADINGS:
        return {**node, "tag": f"h{int(node['tag'][1]) + by}"}
    return {**node, "children": _moved(node["children"], by)}


class _Reader(HTMLParser):
    """Builds the tree; every element must be known, closed and in its place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[dict[str, Any]] = [{"tag": "div", "classes": [], "children": []}]

    def result(self) -> list[Node]:
        if len(self.open) > 1:
            raise NotPrintable(f"Elementet <{self.open[-1]['tag']}> avslutas aldrig.")
        return _tidy(self.open[0])["children"]  # type: ignore[no-any-return]  # children are always a list of nodes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            raise NotPrintable(NO_PICTURES.format(given.get("src", "")))
        if tag not in BLOCKS and tag not in INLINE:
            raise NotPrintable(f"Elementet <{tag}> har ingen form på papper. Lägg till det i hooks/paper.")
        node: dict[str, Any] = {"tag": tag, "classes": given.get("class", "").split(), "children": []}
        for name, value in given.items():
            if value and name in ATTRIBUTES:
                node[name] = value
            elif value and name in SPANS:
                node[name] = int(value)
        self.open[-1]["children"].append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1]["tag"] != tag or len(self.open) == 1:
            raise NotPrintable(f"</{tag}> avslutar inget: <{self.open[-1]['tag']}> är öppet.")
        node = self.open.pop()
        if SCREEN_ONLY.intersection(node["classes"]):
            self.open[-1]["children"].pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self.open[-1]["children"].append(data)

    def handle_decl(self, decl: str) -> None:
        raise NotPrintable(f"<!{decl}> har ingen form på papper.")

    def handle_pi(self, data: str) -> None:
        raise NotPrintable(f"<?{data}> har ingen form på papper.")

    def unknown_decl(self, data: str) -> None:
        raise NotPrintable(f"<![{data}]> har ingen form på papper.")


def _tidy(node: dict[str, Any]) -> dict[str, Any]:
    """Settle the white space of an element and all inside: runs become one space, and none is left at a block's edges;
    what is preformatted keeps all but its first and last line breaks."""
    tag, children = node["tag"], _joined(node["children"])
    if tag == "pre":
        node["children"] = [child.strip("\n") if isinstance(child, str) else child for child in children]
        return node
    children = [SPACE.sub(" ", child) if isinstance(child, str) else _tidy(child) for child in children]
    if tag in CHANGES and any(map(_is_block, children)):
        node["whole"] = True  # whole blocks are added or removed, not words in a sentence
    if _is_block(node):
        last = len(children) - 1
        children = [
            _trimmed(
                child, index == 0 or _is_block(children[index - 1]), index == last or _is_block(children[index + 1])
            )
            if isinstance(child, str)
            else child
            for index, child in enumerate(children)
        ]
    if tag in ROWS and any(isinstance(child, str) and child for child in children):
        raise NotPrintable(f"Lös text i <{tag}>: ”{words(children)[:40]}”.")
    node["children"] = [child for child in children if child != ""]
    return node


def _joined(children: list[Node]) -> list[Node]:
    """Return the children with neighbouring strings made one."""
    joined: list[Node] = []
    for child in children:
        if isinstance(child, str) and joined and isinstance(joined[-1], str):
            joined[-1] += child
        else:
            joined.append(child)
    return joined


def _trimmed(text: str, left: bool, right: bool) -> str:
    text = text.lstrip(" ") if left else text
    return text.rstrip(" ") if right else text


def _is_block(node: Node) -> bool:
    return not isinstance(node, str) and (node["tag"] in BLOCKS or node["tag"] == "br" or "whole" in node)
