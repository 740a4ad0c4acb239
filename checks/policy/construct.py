"""From the plain values of a file to the model's frozen classes, by their type hints.

The schema has already judged the form; what remains to go wrong is what no schema sees, such as 30 February.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Container, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields

from checks.policy.problem import Key, Place
from checks.policy.values import Duration, Frequency, Week

T = TypeVar("T")

PARSERS: dict[Any, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    Duration: Duration.parse,
    Frequency: Frequency.parse,
    Week: Week.parse,
}
SINGLE = "ett enda värde"
DATE = "ett datum som finns, skrivet ÅÅÅÅ-MM-DD"


class Misfit(Exception):
    """A value that the model can't hold, with its place and what was expected (Swedish)."""

    def __init__(self, place: Place, expected: str) -> None:
        super().__init__(expected)
        self.place, self.expected = place, expected


def construct(kind: type[T], value: Mapping[str, Any], place: Place, **known: Any) -> T:
    """Return an instance of the class with the mapping's values; `known` fields are given as they are.

    Raises Misfit with the place of the first value that does not fit.
    """
    made = known | fitted(kind, value, place, known)
    for field in _plan(typing.cast("Any", kind)).required:
        if field.name not in made:
            raise Misfit(place, f"nyckeln `{field.key}`")
    return kind(**made)


def fitted(kind: Any, value: Mapping[str, Any], place: Place, known: Container[str] = ()) -> dict[str, Any]:
    """Return those of the class's fields that the mapping gives, but for the `known`. Raises Misfit."""
    made, by_key = {}, _plan(kind).fields
    for key, given in value.items():
        field = by_key.get(key)
        if field is not None and given is not None and field.name not in known:
            made[field.name] = field.fit(given, place, key)
    return made


Fit = Callable[[Any, Place, Key], Any]  # a value, the place of what it stands in, its key there → as the model has it


class _Field(Struct, frozen=True):
    """A field of a class: its name, its key in the YAML, how a value is made to fit."""

    name: str
    key: str
    fit: Fit


class _Plan(Struct, frozen=True):
    """The fields of a class by their keys in the YAML, and those of them that must be there."""

    fields: Mapping[str, _Field]
    required: tuple[_Field, ...]


@cache
def _plan(kind: Any) -> _Plan:
    by_name = {one.name: _Field(one.name, one.name.rstrip("_"), _fit(one.type)) for one in fields(kind)}
    needed = (one.name for one in fields(kind) if one.required)
    return _Plan({one.key: one for one in by_name.values()}, tuple(by_name[name] for name in needed))


@cache
def _fit(hint: Any) -> Fit:
    """Return what makes a value fit a type."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        (hint,) = (one for one in typing.get_args(hint) if one is not type(None))
        return _fit(hint)
    if origin is tuple:
        inner = _fit(typing.get_args(hint)[0])
        return _singles if inner is _single else _rows(inner)
    if hint in PARSERS:
        return _parsed(PARSERS[hint], DATE if hint is date else None)
    if origin is Mapping:
        return _mapping(_fit(typing.get_args(hint)[1]))
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _nested(hint)
    return _single if hint in (str, int, bool) else _as_it_is


def _as_it_is(value: Any, _place: Place, _key: Key) -> Any:
    return value


def _single(value: Any, place: Place, key: Key) -> Any:
    if isinstance(value, (list, dict)):
        raise Misfit(place / key, SINGLE)
    return value


def _singles(value: Any, place: Place, key: Key) -> tuple[Any, ...]:
    rows = value if isinstance(value, list) else [value]
    for index, row in enumerate(rows):
        if isinstance(row, (list, dict)):
            raise Misfit(place / key / index, SINGLE)
    return tuple(rows)


def _rows(inner: Fit) -> Fit:
    def fit(value: Any, place: Place, key: Key) -> tuple[Any, ...]:
        here = place / key
        rows = value if isinstance(value, list) else [value]
        return tuple(inner(row, here, index) for index, row in enumerate(rows))

    return fit


def _parsed(parse: Callable[[Any], Any], expected: str | None) -> Fit:
    def fit(value: Any, place: Place, key: Key) -> Any:
        try:
            return parse(value)
        except (TypeError, ValueError) as error:
            raise Misfit(place / key, expected or str(error)) from None

    return fit


def _mapping(inner: Fit) -> Fit:
    def fit(value: Any, place: Place, key: Key) -> dict[str, Any]:
        here = place / key
        return {name: inner(row, here, name) for name, row in _keys(value, here).items()}

    return fit


def _nested(kind: Any) -> Fit:
    located = "source" in kind.__struct_fields__

    def fit(value: Any, place: Place, key: Key) -> Any:
        here = place / key
        known = {"source": here} if located else {}
        return construct(kind, _keys(value, here), here, **known)

    return fit


def _keys(value: Any, place: Place) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Misfit(place, "en uppsättning nycklar")
    return value
