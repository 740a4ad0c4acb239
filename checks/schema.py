"""Form: does a file follow the JSON Schema of its kind? What it refuses is explained in Swedish.

jsonschema-rs accepts (a hundred times faster); jsonschema explains what was refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema_rs

from checks.form_sentences import NO_DESCRIPTION, TYPES, said
from checks.policy.problem import Place, Problem
from checks.policy.tree import SourceFile

FOLDER = Path(__file__).parent / "schemas"
COMMON = "common.json"
MANY = 12  # keys: too many to list
MOST = 100  # problems in a file: more than anybody mends before trying again


def form(file: SourceFile) -> tuple[Problem, ...]:
    """Return what is wrong with a readable file's form; nothing if it follows its schema."""
    if _accepting(file.kind).is_valid(file.value):
        return ()
    told = (problem for error in _explaining(file.kind).iter_errors(file.value) for problem in _problems(file, error))
    found = set(islice(told, MOST))
    disagreed = Problem(file.place, "Filen har inte rätt form.", "Jämför med en fil av samma slag som fungerar.")
    return tuple(sorted(found or {disagreed}, key=lambda one: ([str(key) for key in one.place.route], one.sentence)))


@cache
def load_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file."""
    schema: dict[str, Any] = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    return schema


@cache
def _accepting(kind: str) -> Any:
    common = load_schema("common")
    registry = jsonschema_rs.Registry([(COMMON, common)])
    return jsonschema_rs.Draft202012Validator(load_schema(kind), registry=registry, validate_formats=True)


@cache
def _explaining(kind: str) -> Any:
    # Imported only when something was refused: the import costs more than reading a hundred files.
    from jsonschema import Draft202012Validator  # noqa: PLC0415
    from referencing import Registry, Resource  # noqa: PLC0415

    registry: Any = Registry().with_resource(COMMON, Resource.from_contents(load_schema("common")))
    return Draft202012Validator(
        load_schema(kind), registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def _problems(file: SourceFile, error: Any) -> Iterator[Problem]:
    """Tell one of jsonschema's errors in Swedish, with the schema's own description as remedy."""
    if error.validator in ("oneOf", "anyOf") and error.context:
        yield from _problems(file, max(error.context, key=lambda inner: len(inner.absolute_path)))
        return
    if error.validator == "not" and "pattern" in error.validator_value and not isinstance(error.instance, str):
        return  # no text at all: said once, where the type is
    place = file.place
    for key in error.absolute_path:
        place /= key
    if "propertyNames" in error.absolute_schema_path:  # it is about a key, which stands inside
        place /= error.instance
    name = f"`{place.route[-1]}`" if place.route else "filen"
    described = error.schema.get("description") or NO_DESCRIPTION
    if error.validator in ("not", "pattern") and (message := error.schema.get("errorMessage")):
        yield Problem(place, message, described)
    elif error.validator == "required":
        yield from _missing(error, place)
    elif error.validator == "additionalProperties":
        yield from _extra(error, place)
    elif explain := _EXPLANATIONS.get(error.validator):
        yield explain(error, place, name, described)
    else:
        yield Problem(place, *said("other", name=name, shown=_shown(error.instance), description=described))


def _missing(error: Any, place: Place) -> Iterator[Problem]:
    for key in error.validator_value:
        if key not in error.instance:
            schema = error.schema.get("properties", {}).get(key, {})
            yield Problem(place / key, *said("required", key=key, description=schema.get("description", "")))


def _extra(error: Any, place: Place) -> Iterator[Problem]:
    known = error.schema.get("properties", {})
    for key in error.instance:
        if key not in known:
            yield Problem(place / key, f"Nyckeln `{key}` finns inte här.", _instead_of(key, known))


def _instead_of(key: str, known: Collection[str]) -> str:
    if close := get_close_matches(key, known, 1):
        return f"Menar du `{close[0]}`? Annars: ta bort raden."
    if len(known) <= MANY:
        return f"Ta bort raden eller välj bland {_quoted(known)}."
    return "Ta bort raden, eller jämför med en fil av samma slag som fungerar."


def _enum(error: Any, place: Place, name: str, _described: str) -> Problem:
    choices = _quoted(error.validator_value)
    return Problem(place, *said("enum", name=name, shown=_shown(error.instance), choices=choices))


def _type(error: Any, place: Place, name: str, described: str) -> Problem:
    types = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    wanted = " eller ".join(TYPES[one] for one in types)
    if types == ["string"] and isinstance(error.instance, (int, bool)):
        described = "Sätt det inom citattecken, så läses det som text."
    return Problem(place, *said("type", name=name, wanted=wanted, shown=_shown(error.instance), description=described))


def _empty(_error: Any, place: Place, name: str, described: str) -> Problem:
    return Problem(place, *said("empty", name=name, description=described))


def _too_few(error: Any, place: Place, name: str, described: str) -> Problem:
    if not error.instance:
        return _empty(error, place, name, described)
    return _counted("minItems", error, place, name, described)


def _too_many(error: Any, place: Place, name: str, described: str) -> Problem:
    return _counted("maxItems", error, place, name, described)


def _counted(kind: str, error: Any, place: Place, name: str, described: str) -> Problem:
    limit, count = error.validator_value, len(error.instance)
    return Problem(place, *said(kind, name=name, limit=limit, count=count, description=described))


def _too_long(error: Any, place: Place, name: str, _described: str) -> Problem:
    return Problem(place, *said("maxLength", name=name, limit=error.validator_value))


def _format(error: Any, place: Place, name: str, _described: str) -> Problem:
    return Problem(place, *said("format", name=name, shown=_shown(error.instance)))


def _twice(_error: Any, place: Place, name: str, _described: str) -> Problem:
    return Problem(place, *said("uniqueItems", name=name))


_EXPLANATIONS: dict[str, Callable[[Any, Place, str, str], Problem]] = {
    "enum": _enum,
    "type": _type,
    "minLength": _empty,
    "minItems": _too_few,
    "maxItems": _too_many,
    "minProperties": _empty,
    "maxLength": _too_long,
    "format": _format,
    "uniqueItems": _twice,
}


def _quoted(words: Iterable[object]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _shown(value: Any) -> str:
    if value is None:
        return "tomt"
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text if len(text) <= 60 else text[:57] + '…'}`"
