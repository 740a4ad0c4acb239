"""From the plain values of a file to the model's frozen classes, by their type hints.

The schema has already judged the form; what remains to go wrong is what no schema sees, such as 30 February.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

from checks.policy.problem import Place
from checks.policy.values import Duration, Frequency, Week

T = TypeVar("T")

PARSERS: dict[Any, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    Duration: Duration.parse,
    Frequency: Frequency.parse,
    Week: Week.parse,
}
DATE = "ett datum som finns, skrivet ÅÅÅÅ-MM-DD"


class Misfit(Exception):
    """A value that the model can't hold, with its place and what was expected (Swedish)."""

    def __init__(self, place: Place, expected: str) -> None:
        super().__init__(expected)
        self.place, self.expected = place, expected


def construct(kind: type[T], value: Mapping[str, Any], place: Place, **known: Any) -> T:
    """Return an instance of the dataclass with the mapping's values; `known` fields are given as they are.

    Raises Misfit with the place of the first value that does not fit.
    """
    made = dict(known)
    for name, key, hint in _plan(typing.cast("Any", kind)):
        if name not in made and value.get(key) is not None:
            made[name] = _fit(hint, value[key], place / key)
    missing = [field.name for field in fields(typing.cast("Any", kind)) if _required(field) and field.name not in made]
    if missing:
        raise Misfit(place, f"nyckeln `{missing[0].rstrip('_')}`")
    return kind(**made)


def _required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _plan(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """For each field of a dataclass: its name, its key in the YAML and its type."""
    hints = typing.get_type_hints(kind)
    return tuple((field.name, field.name.rstrip("_"), hints[field.name]) for field in fields(kind))


def _fit(hint: Any, value: Any, place: Place) -> Any:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        (hint,) = (one for one in typing.get_args(hint) if one is not type(None))
        return _fit(hint, value, place)
    if origin is tuple:
        inner = typing.get_args(hint)[0]
        rows = value if isinstance(value, list) else [value]
        return tuple(_fit(inner, row, place / index) for index, row in enumerate(rows))
    if hint in PARSERS:
        try:
            return PARSERS[hint](value)
        except (TypeError, ValueError) as error:
            raise Misfit(place, DATE if hint is date else str(error)) from None
    if origin is Mapping or is_dataclass(hint):
        if not isinstance(value, dict):
            raise Misfit(place, "en uppsättning nycklar")
        if is_dataclass(hint):
            return construct(typing.cast("type[Any]", hint), value, place, **_source(hint, place))
        inner = typing.get_args(hint)[1]
        return {key: _fit(inner, row, place / key) for key, row in value.items()}
    if hint in (str, int, bool) and isinstance(value, (list, dict)):
        raise Misfit(place, "ett enda värde")
    return value


def _source(kind: Any, place: Place) -> dict[str, Place]:
    """Return the place as the field `source` of a dataclass that has one."""
    return {"source": place} if any(name == "source" for name, _, _ in _plan(kind)) else {}
