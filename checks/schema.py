"""Form: does a file follow the JSON Schema of its kind? What it refuses is explained in Swedish.

jsonschema-rs accepts (a hundred times faster); jsonschema explains what was refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from checks.policy.problem import Place, Problem
from checks.policy.tree import SourceFile

FOLDER = Path(__file__).parent / "schemas"
COMMON = "common.json"


def form(file: SourceFile) -> tuple[Problem, ...]:
    """Return what is wrong with a readable file's form; nothing if it follows its schema."""
    if _accepting(file.kind).is_valid(file.value):
        return ()
    errors = _explaining(file.kind).iter_errors(file.value)
    return tuple(sorted({_problem(file, error) for error in errors}, key=lambda one: (one.place, one.sentence)))


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


_TYPES = {
    "string": "text",
    "integer": "ett heltal",
    "boolean": "`true` eller `false`",
    "array": "en lista (rader som börjar med `- `)",
    "object": "nycklar med värden",
    "null": "inget värde",
}


def _problem(file: SourceFile, error: Any) -> Problem:
    """Tell one of jsonschema's errors in Swedish, with the schema's own description as remedy."""
    if error.validator in ("oneOf", "anyOf") and error.context:
        return _problem(file, max(error.context, key=lambda inner: len(inner.absolute_path)))
    place = file.place
    for key in error.absolute_path:
        place /= key
    name = f"`{error.absolute_path[-1]}`" if error.absolute_path else "filen"
    described = error.schema.get("description") or "Jämför med en fil som fungerar."
    explain = _EXPLANATIONS.get(error.validator)
    if explain is None:
        return Problem(place, f"{name} har inte rätt form: {_shown(error.instance)}.", described)
    return explain(error, place, name, described)


def _required(error: Any, place: Place, _name: str, _described: str) -> Problem:
    missing = next(key for key in error.validator_value if key not in error.instance)
    schema = error.schema.get("properties", {}).get(missing, {})
    remedy = schema.get("description") or f"Lägg till `{missing}:` med ett värde."
    return Problem(place, f"Nyckeln `{missing}` saknas.", remedy)


def _extra(error: Any, place: Place, _name: str, _described: str) -> Problem:
    known = error.schema.get("properties", {})
    extra = next(key for key in error.instance if key not in known)
    return Problem(
        place / extra, f"Nyckeln `{extra}` finns inte här.", f"Ta bort den eller välj bland {_quoted(known)}."
    )


def _enum(error: Any, place: Place, name: str, _described: str) -> Problem:
    sentence = f"{name} har ett värde som inte finns: {_shown(error.instance)}."
    return Problem(place, sentence, f"Välj bland {_quoted(error.validator_value)}.")


def _type(error: Any, place: Place, name: str, described: str) -> Problem:
    types = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    wanted = " eller ".join(_TYPES[one] for one in types)
    return Problem(place, f"{name} ska vara {wanted}, men är {_shown(error.instance)}.", described)


def _empty(_error: Any, place: Place, name: str, described: str) -> Problem:
    return Problem(place, f"{name} är tomt.", described)


def _too_long(error: Any, place: Place, name: str, _described: str) -> Problem:
    return Problem(place, f"{name} är längre än {error.validator_value} tecken.", "Korta texten.")


def _format(error: Any, place: Place, name: str, _described: str) -> Problem:
    return Problem(place, f"{name} är inget datum som finns: {_shown(error.instance)}.", "Skriv ÅÅÅÅ-MM-DD.")


def _twice(_error: Any, place: Place, name: str, _described: str) -> Problem:
    return Problem(place, f"Samma värde står två gånger i {name}.", "Ta bort det ena.")


_EXPLANATIONS: dict[str, Callable[[Any, Place, str, str], Problem]] = {
    "required": _required,
    "additionalProperties": _extra,
    "enum": _enum,
    "type": _type,
    "minLength": _empty,
    "minItems": _empty,
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
