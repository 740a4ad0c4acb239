"""Tables on paper: how wide each column is, and what becomes of a table that no page is wide enough for."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from hooks.paper.breaking import unbroken
from hooks.paper.tree import HEADINGS, Node, elements, words

PORTRAIT, LANDSCAPE = 104, 186
"""Characters in a line of a table's small type, upright and with the page turned."""
GUTTER = 3
"""Characters that the space after a column takes."""
MAILBOX = 36
"""Characters of a mailbox that is kept on one line if there is room."""
WIDE = "kb-wide"
"""The class of a part that is printed with the page turned."""
ROWS = "kb-rows"
"""The class of a table that is too wide even so: each row becomes a list, every cell behind its column's name."""


def measured(nodes: list[Node], line: int = PORTRAIT) -> list[Node]:
    """Return the nodes with the widths of their tables' columns, or with a table marked as too wide for the line.
    Tables with the same head get the same columns."""
    alike: dict[str, list[dict[str, Any]]] = {}
    turned = {id(inner) for node in elements(nodes) if WIDE in node["classes"] for inner in elements([node])}
    for node in elements(nodes):
        if node["tag"] == "table":
            alike.setdefault(words(_rows(node)[0]["children"]), []).append(node)
    for tables in alike.values():
        room = LANDSCAPE if id(tables[0]) in turned else line
        shares = _shares([row for table in tables for row in _rows(table)], room)
        for table in tables:
            table["shares"] = shares
            table["classes"] = [*table["classes"], *([] if shares else [ROWS])]
    return nodes


def unrepeated(nodes: list[Node]) -> list[Node]:
    """Return the nodes without captions of tables that only say again what the heading above them says."""
    heading = ""
    for node in elements(nodes):
        if node["tag"] in HEADINGS:
            heading = words(node["children"])
        elif node["tag"] == "table":
            node["children"] = [child for child in node["children"] if not _is_caption(child, heading)]
    return nodes


def _is_caption(node: Node, text: str) -> bool:
    return not isinstance(node, str) and node["tag"] == "caption" and words(node["children"]) == text


def _rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for node in elements([table]) if node["tag"] == "tr"]


def _shares(rows: list[dict[str, Any]], line: int) -> list[float]:
    """Return how wide each column is: its longest word, or what can't be broken of it, always has room, and the rest
    of the line goes to those that have the most to say. Empty if the line has not room for all columns."""
    columns = list(zip_longest(*([words(cell["children"]) for cell in row["children"]] for row in rows), fillvalue=""))
    found = [{word for text in column for word in text.split()} for column in columns]
    room = line - GUTTER * len(columns)
    generous = [max(map(_whole, words_of), default=1) for words_of in found]
    needs = generous if sum(generous) <= room else [max(map(unbroken, words_of), default=1) for words_of in found]
    rest = room - sum(needs)
    if rest < 0:
        return []
    more = [max(1, sum(map(len, column)) / len(column) - need) for column, need in zip(columns, needs, strict=True)]
    return [round(need + GUTTER + rest * said / sum(more), 2) for need, said in zip(needs, more, strict=True)]


def _whole(word: str) -> int:
    """Return how much of a word we would like on a line: all of a mailbox, if it is not too long for a column."""
    return len(word) if "@" in word and len(word) < MAILBOX else unbroken(word)
