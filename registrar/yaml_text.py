"""YAML as it is written by hand: read and written back with comments, order of keys and folds as they were."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString

WIDTH = 105  # what is left of a line of 120 where texts stand deepest

WORD = re.compile(r"[a-z0-9][a-z0-9-]*")
TAKEN_FOR_YES = frozenset({"y", "yes", "n", "no", "on", "off"})  # and for no, by older readers of YAML
DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")

Value = Any  # str | int | bool | None | list[Value] | dict[str, Value], as `checks.policy.reading` reads it
Node = Any  # a CommentedMap or CommentedSeq with what it holds; ruamel has no narrower type


def parsed(text: str) -> Node:
    """Return the text as values that remember how they were written, its line ends aside."""
    return _yaml().load(text.replace("\r\n", "\n"))


def dumped(node: Node) -> str:
    """Return the values as text; what was not changed is as it was."""
    stream = StringIO()
    _yaml().dump(node, stream)
    return stream.getvalue()


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096  # lines are broken by people
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.ignore_aliases = lambda _: True  # a day that stands twice is written twice
    yaml.representer.add_representer(type(None), lambda to, _: to.represent_scalar("tag:yaml.org,2002:null", "null"))
    return yaml


def folded(text: str) -> Node:
    """Return a long text as it is written with `>-`, folded between words."""
    lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    found: Node = FoldedScalarString(" ".join(lines))
    positions, at = [], -1
    for line in lines[:-1]:
        at += len(line) + 1
        positions.append(at)
    found.fold_pos = positions
    return found


def verbatim(text: str) -> Node:
    """Return a text of several lines as it is written with `|-`, line by line."""
    return LiteralScalarString(text)


def quoted(text: str) -> Node:
    """Return a text that looks like a number as it is written, in quotation marks."""
    return DoubleQuotedScalarString(text)


def as_node(value: Value) -> Node:
    """Return a plain value (text, number, yes or no, list, mapping) as people write it: long texts folded, days bare,
    text that could be taken for something else in double quotation marks, lists of short words on one line."""
    match value:
        case dict():
            return CommentedMap({key: as_node(one) for key, one in value.items()})
        case list():
            found = CommentedSeq([as_node(one) for one in value])
            if all(isinstance(one, str) and WORD.fullmatch(one) for one in value) and sum(map(len, value)) < WIDTH // 2:
                found.fa.set_flow_style()
            return found
        case str():
            return _text_node(value)
    return value


def on_one_line(value: Value) -> Node:
    """Return a plain value as people write it when all of it stands on one line."""
    match value:
        case dict():
            found: Node = CommentedMap({key: on_one_line(one) for key, one in value.items()})
            found.fa.set_flow_style()
        case list():
            found = CommentedSeq([on_one_line(one) for one in value])
            found.fa.set_flow_style()
        case str():
            found = quoted(value) if any(sign in value for sign in ",[]{}") else _text_node(value)
            return quoted(value) if isinstance(found, FoldedScalarString) else found
        case _:
            return value
    return found


def _text_node(text: str) -> Node:
    if "\n" in text:
        return verbatim(text)
    if DAY.fullmatch(text):
        return date.fromisoformat(text)
    if len(text) > WIDTH:
        return folded(text)
    return quoted(text) if _needs_marks(text) or text.lower() in TAKEN_FOR_YES else text


@lru_cache(maxsize=1 << 12)
def _needs_marks(text: str) -> bool:
    """Whether a text would be taken for something else without quotation marks."""
    return dumped({"": text}).removeprefix("'': ").startswith(("'", '"'))


def rewritten(node: Node, change: Callable[[str], str]) -> Node:
    """Pass every text of a node through a function, in place; keys and comments are left as they are."""
    if isinstance(node, CommentedMap):
        for key in node:
            node[key] = rewritten(node[key], change)
    elif isinstance(node, CommentedSeq):
        for index, inner in enumerate(node):
            node[index] = rewritten(inner, change)
    elif isinstance(node, str) and (text := change(node)) != node:
        return folded(text) if isinstance(node, FoldedScalarString) else type(node)(text)
    return node


def below_first_comment(text: str, lines: list[str]) -> str:
    """Put comment lines at the top of a file, below the line that names its schema."""
    first, _, rest = text.partition("\n")
    head = [first] if first.startswith("#") else []
    return "\n".join([*head, *(f"# {line}".rstrip() for line in lines), rest if head else text])
