"""YAML in the form in which it is kept: keys in the order of the schema, two spaces for each level, one space after a
colon, a comma or a hyphen, double quotation marks, no more than one empty line in a row.

Nothing that is said is changed: words, comments and the breaks of long lines stay. Comments above a key, and empty
lines there, go with it; those above the first key belong to the file.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import yaml
from msgspec import Struct
from yaml.cyaml import CSafeLoader

from checks.policy.reading import read
from registrar.key_order import Form

STEP = 2
_BLOCK = ("|", ">")
_COMMENT = re.compile(r"(?<!\S)#")
_Spot = tuple[int, int]  # a line and a column, from 0
_END: _Spot = (sys.maxsize, 0)


class Unkept(Exception):
    """The text is written in a way that can't be put in order without losing something."""


def canonical(text: str, form: Form) -> str:
    """Return a text (line ends as in Unix) as it is kept. Raises Unkept, and Unreadable for what is no YAML of ours."""
    value = read(text)
    lines = text.split("\n")
    root: Any = yaml.compose(text, Loader=CSafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise Unkept
    rendering = _Rendering(lines)
    first = root.value[0][0].start_mark.line
    head = [line.strip() for line in lines[:first] if line.strip() != "---"]
    if any(line and not line.startswith("#") for line in head):
        raise Unkept
    body = rendering.mapping(root, first, len(lines), 0, form)
    found = "\n".join([*_spaced(head, begun=False), *body]) + "\n"
    if read(found) != value or _comments(found) != _comments(text):
        raise Unkept
    return found


class _Piece(Struct, frozen=True):
    """A key with its value, or an item of a list: where it begins, with the comments above it, and where it ends."""

    lead: int
    start: int
    end: int


class _Rendering(Struct, frozen=True):
    """Writes nodes anew from the lines that they were read from."""

    lines: Sequence[str]

    def mapping(self, node: Any, start: int, end: int, indent: int, form: Form) -> list[str]:
        """Return the lines of a mapping that stands in some lines, each key with what is above it."""
        column = node.start_mark.column
        tail = self._tail(start, end, column)
        starts = [key.start_mark.line for key, _ in node.value]
        pieces = self._pieces(starts, column, start, tail)
        keys = form.keys
        rank = {key: position for position, key in enumerate(keys)}
        found: list[list[str]] = []
        for (key, value), piece in zip(node.value, pieces, strict=True):
            if self.lines[key.start_mark.line][: key.start_mark.column].strip(" -"):
                raise Unkept
            lead = self._lead(piece, indent, begun=piece is not pieces[0])
            inner = keys.get(key.value, form.others)
            found.append([*lead, *self._pair(key, value, piece, indent, inner)])
        names = [key.value for key, _ in node.value]
        order = sorted(range(len(names)), key=lambda one: rank.get(names[one], len(rank)))
        return [*(line for one in order for line in found[one]), *self._trailing(tail, end, indent)]

    def _pair(self, key: Any, value: Any, piece: _Piece, indent: int, form: Form) -> list[str]:
        begin = " " * indent + self._source(key) + ":"
        if isinstance(value, yaml.CollectionNode) and not value.flow_style:
            after = self.lines[key.end_mark.line][key.end_mark.column :].lstrip(" ").removeprefix(":")
            block = self._block(value, piece.start + 1, piece.end, indent + STEP, form)
            return [begin + self._remark(after), *block]
        below = value.start_mark.line > key.start_mark.line and self._source(value) != ""
        written = self._leaf(value, piece.end, key.start_mark.column, indent, form)
        if below:
            return [begin, " " * (indent + STEP) + written[0], *written[1:]]
        return [f"{begin} {written[0]}".rstrip(), *written[1:]]

    def _block(self, node: Any, start: int, end: int, indent: int, form: Form) -> list[str]:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, start, end, indent, form)
        return self._sequence(node, start, end, indent, form)

    def _sequence(self, node: Any, start: int, end: int, indent: int, form: Form) -> list[str]:
        column = node.start_mark.column
        tail = self._tail(start, end, column)
        starts = [self._hyphen(item.start_mark.line, column) for item in node.value]
        found: list[str] = []
        for item, piece in zip(node.value, self._pieces(starts, column, start, tail), strict=True):
            found += self._lead(piece, indent, begun=bool(found))
            if isinstance(item, yaml.CollectionNode) and not item.flow_style:
                block = self._block(item, piece.start, piece.end, indent + STEP, form.items)
            else:
                written = self._leaf(item, piece.end, column, indent, form.items)
                block = [" " * (indent + STEP) + written[0], *written[1:]]
            first = next(
                number for number, line in enumerate(block) if line.strip() and not line.lstrip().startswith("#")
            )
            found += [" " * indent + line.lstrip() for line in block[:first]]
            found += [f"{' ' * indent}- {block[first].lstrip()}", *block[first + 1 :]]
        return [*found, *self._trailing(tail, end, indent)]

    def _hyphen(self, line: int, column: int) -> int:
        """Return the line of the hyphen before an item."""
        while self.lines[line][column : column + 1] != "-":
            line -= 1
        return line

    def _leaf(self, node: Any, end: int, column: int, indent: int, form: Form) -> list[str]:
        """Return the lines of a value that is no block of its own, the first of them without indentation."""
        first, last = node.start_mark.line, node.end_mark.line
        if isinstance(node, yaml.ScalarNode) and node.style in _BLOCK:
            return self._literal(node, end, column, indent)
        remark = self._remark(self.lines[last][node.end_mark.column :])
        if first == last:
            return [self._flow(node, form) + remark, *self._trailing(last + 1, end, indent)]
        begins = self.lines[first][node.start_mark.column :].rstrip()
        rest = [*self.lines[first + 1 : last], self.lines[last][: node.end_mark.column] + remark]
        if isinstance(node, yaml.ScalarNode):
            rest = [f"{' ' * (indent + STEP)}{line.strip()}".rstrip() for line in rest]
        return [begins, *rest, *self._trailing(last + 1, end, indent)]

    def _literal(self, node: Any, end: int, column: int, indent: int) -> list[str]:
        """Return the lines of a text in a block of its own (`|`, `>`)."""
        first = node.start_mark.line
        head = self.lines[first][node.start_mark.column :].rstrip()
        indicator = head.partition(" ")[0]
        if any(sign in "+123456789" for sign in indicator):
            raise Unkept
        stop = first + 1
        while stop < end and (not self.lines[stop].strip() or _depth(self.lines[stop]) > column):
            stop += 1
        text = list(self.lines[first + 1 : stop])
        while text and not text[-1].strip():
            text.pop()
        depth = min((_depth(line) for line in text if line.strip()), default=0)
        kept = [" " * (indent + STEP) + line[depth:] if line.strip() else "" for line in text]
        return [head, *kept, *self._trailing(stop, end, indent)]

    def _flow(self, node: Any, form: Form) -> str:
        """Return a value on one line."""
        if isinstance(node, yaml.ScalarNode):
            source = self._source(node)
            plain = node.style == "'" and '"' not in node.value and "\\" not in node.value
            return f'"{node.value}"' if plain else source
        if self._has_gap(node):
            return self._source(node)
        if isinstance(node, yaml.SequenceNode):
            return f"[{', '.join(self._flow(item, form.items) for item in node.value)}]"
        keys = form.keys
        rank = {key: position for position, key in enumerate(keys)}
        pairs = sorted(node.value, key=lambda pair: rank.get(pair[0].value, len(rank)))
        told = (f"{self._source(key)}: {self._flow(value, keys.get(key.value, form.others))}" for key, value in pairs)
        return f"{{{', '.join(told)}}}"

    def _has_gap(self, node: Any) -> bool:
        """Whether a value is left out in a collection."""
        pairs = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else node.value
        return any(isinstance(value, yaml.ScalarNode) and self._source(value) == "" for value in pairs)

    def _source(self, node: Any) -> str:
        start, end = node.start_mark, node.end_mark
        line: str = self.lines[start.line]
        return line[start.column : end.column if start.line == end.line else None].rstrip()

    def _remark(self, after: str) -> str:
        """Return the comment behind a value, with the spaces before it."""
        if not after.strip():
            return ""
        if not after.lstrip().startswith("#"):
            raise Unkept
        return (after if after.startswith(" ") else f" {after}").rstrip()

    # What stands above and below.

    def _pieces(self, starts: Sequence[int], column: int, start: int, end: int) -> list[_Piece]:
        leads = [min(start, starts[0]), *(self._lead_start(own, column, before) for before, own in pairwise(starts))]
        return [_Piece(lead, begin, until) for lead, begin, until in zip(leads, starts, [*leads[1:], end], strict=True)]

    def _lead_start(self, start: int, column: int, earlier: int) -> int:
        """Return where the comments and empty lines above a key or an item begin; deeper ones end what is before."""
        lead = start
        while lead - 1 > earlier and _is_remark(line := self.lines[lead - 1]):
            if line.strip() and _depth(line) > column:
                break
            lead -= 1
        return lead

    def _tail(self, start: int, end: int, column: int) -> int:
        """Return where the comments begin that end a block: they stay there, whatever is put in another order."""
        return self._lead_start(end, column, start)

    def _lead(self, piece: _Piece, indent: int, *, begun: bool) -> list[str]:
        """Return what stands above a key or an item; no empty line first where nothing has `begun`."""
        above = (line.strip() for line in self.lines[piece.lead : piece.start])
        return [" " * indent + line if line else "" for line in _spaced(above, begun=begun)]

    def _trailing(self, start: int, end: int, indent: int) -> list[str]:
        """Return the comments that stand below a value, at the end of what it is part of."""
        below = [line.strip() for line in self.lines[start:end]]
        if not all(map(_is_remark, below)):
            raise Unkept
        while below and not below[-1]:
            below.pop()
        return [" " * indent + line if line else "" for line in _spaced(below)]


def _spaced(lines: Iterable[str], *, begun: bool = True) -> Iterator[str]:
    """Yield the lines without empty ones after one another, nor before the first if nothing has `begun`."""
    for line in lines:
        if line or begun:
            yield line
        begun = bool(line)


def _is_remark(line: str) -> bool:
    """Whether there is nothing but a comment, or nothing at all, on a line."""
    return line.lstrip()[:1] in ("", "#")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _comments(text: str) -> list[str]:
    """Return the comments of a text, in no order."""
    values = sorted(_values(yaml.compose(text, Loader=CSafeLoader)))
    found = []
    for number, line in enumerate(text.split("\n")):
        for sign in _COMMENT.finditer(line):
            before = bisect(values, ((number, sign.start()), _END)) - 1
            if before < 0 or values[before][1] <= (number, sign.start()):
                found.append(line[sign.start() :].rstrip())
                break
    return sorted(found)


def _values(node: Any) -> Iterator[tuple[_Spot, _Spot]]:
    """Yield where each text, number and key begins and ends."""
    if isinstance(node, yaml.ScalarNode):
        yield (node.start_mark.line, node.start_mark.column), (node.end_mark.line, node.end_mark.column)
    for inner in node.value if isinstance(node, yaml.CollectionNode) else ():
        for one in inner if isinstance(inner, tuple) else (inner,):
            yield from _values(one)
