"""Edits in a YAML file that leave every other line as it is: a value set, an item added to a list.

Text in, text out, with line ends as in Unix. Comments above a key belong to that key, so what is new is put in before
them. A mapping or a list on one line is written anew as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.policy.reading import Mark, find_marks, read
from registrar.yaml_text import Value, as_node, dumped, on_one_line, parsed

Order = Sequence[str]  # the keys there may be, in the order they stand


def with_value(text: str, key: str, value: Value, order: Order) -> str:
    """Return the text of a mapping with a value under a key; a new key is put in where the order wants it."""
    lines, mark = _opened(text)
    if mark is None:
        return _as_a_whole(text, key, value)
    if key in mark.inside:
        start, end = span(lines, mark, key)
        return _joined(lines, start, end, _as_a_whole(_part(lines, start, end), key, value))
    rank = _ranks(order)
    before = [one for one in mark.inside if rank.get(one, len(rank)) < rank.get(key, len(rank))]
    if before:
        _, at = span(lines, mark, max(before, key=lambda one: rank[one]))
    else:
        at = min(one.line for one in mark.inside.values()) - 1
    return _joined(lines, at, at, dumped(as_node({key: value})))


def with_values_inside(text: str, key: str, values: Mapping[str, Value], order: Order, inner: Order) -> str:
    """Return the text of a mapping with values in the mapping under a key."""
    lines, mark = _opened(text)
    if mark is None or key not in mark.inside or not mark.inside[key].inside:
        return with_value(text, key, _in_order({**_inside(text, key), **values}, inner), order)
    start, end = span(lines, mark, key)
    first = min(one.line for one in mark.inside[key].inside.values())
    if first == mark.inside[key].line:
        return with_value(text, key, _in_order({**_inside(text, key), **values}, inner), order)
    indent = min(one.column for one in mark.inside[key].inside.values()) - 1
    block = "\n".join(line[indent:] for line in lines[start + 1 : end])
    for name, value in values.items():
        block = with_value(block, name, value, inner)
    return _joined(lines, start + 1, end, "".join(f"{' ' * indent}{line}".rstrip() + "\n" for line in _lines(block)))


def with_item(text: str, key: str, item: Value, order: Order) -> str:
    """Return the text of a mapping with one more item in the list under a key, written as the items there are."""
    lines, mark = _opened(text)
    if mark is None or key not in mark.inside or not mark.inside[key].inside:
        return with_value(text, key, [*(_value(text).get(key) or []), item], order)
    _, end = span(lines, mark, key)
    first = mark.inside[key].inside[0].line
    if first == mark.inside[key].line:
        return with_value(text, key, [*_value(text)[key], item], order)
    indent = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    like = lines[first - 1][indent:].removeprefix("-").lstrip()
    written = _lines(dumped({"": [on_one_line(item) if like.startswith("{") else as_node(item)]}))[1:]
    return _joined(lines, end, end, "".join(f"{' ' * indent}{line[2:]}\n" for line in written))


def without(text: str, key: str) -> str:
    """Return the text of a mapping without a key; the comments above it stay."""
    lines, mark = _opened(text)
    if mark is None:
        node = parsed(text)
        node.pop(key, None)
        return dumped(node)
    return _joined(lines, *span(lines, mark, key), "") if key in mark.inside else text


def span(lines: Sequence[str], mark: Mark, key: str) -> tuple[int, int]:
    """Return where the lines of a key begin and end (from 0). Comments and empty lines between it and the next key
    belong to the next."""
    own = mark.inside[key]
    end = min((one.line - 1 for one in mark.inside.values() if one.line > own.line), default=len(lines))
    while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
        end -= 1
    return own.line - 1, end


def _opened(text: str) -> tuple[list[str], Mark | None]:
    """Return the lines and the mark of a mapping; no mark if it is not written with a line for each key."""
    mark = find_marks(text)
    return _lines(text), mark if all(one.column == 1 for one in mark.inside.values()) else None


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _part(lines: Sequence[str], start: int, end: int) -> str:
    return "\n".join(lines[start:end]) + "\n"


def _joined(lines: Sequence[str], start: int, end: int, instead: str) -> str:
    new = _lines(instead) if instead else []
    return "\n".join([*lines[:start], *new, *lines[end:]]) + "\n"


def _as_a_whole(text: str, key: str, value: Value) -> str:
    node = parsed(text)
    node[key] = as_node(value)
    return dumped(node)


def _value(text: str) -> dict[str, Value]:
    value = read(text)
    return dict(value)


def _inside(text: str, key: str) -> dict[str, Value]:
    return dict(_value(text).get(key) or {})


def _in_order(values: Mapping[str, Value], order: Order) -> dict[str, Value]:
    rank = _ranks(order)
    return {key: values[key] for key in sorted(values, key=lambda one: rank.get(one, len(rank)))}


def _ranks(order: Order) -> dict[str, int]:
    return {key: rank for rank, key in enumerate(order)}
