"""What may stand where in a file, as its JSON Schema says: which keys, in which order, and which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from checks.schema import load_schema

_ALTERNATIVES = ("anyOf", "oneOf", "allOf")


class Form(Struct, frozen=True):
    """What may stand somewhere in a file: a part of a schema, or several of which any may hold. `root` is the schema
    that the part's own references lead into."""

    parts: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...]  # each a part and its root

    @property
    def keys(self) -> dict[str, Form]:
        """The keys of a mapping in order, and what may stand under each."""
        found: dict[str, Form] = {}
        for part, root in self._resolved():
            for key, inner in part.get("properties", {}).items():
                found[key] = Form((*found.get(key, NOTHING).parts, (inner, root)))
        return found

    @property
    def others(self) -> Form:
        """What may stand under the keys of a mapping that are ids."""
        return self._inside("additionalProperties")

    @property
    def items(self) -> Form:
        """What may stand in a list."""
        return self._inside("items")

    @property
    def choices(self) -> dict[str, str]:
        """The values there are to choose from, and what each is called in Swedish."""
        found: dict[str, str] = {}
        for part, _ in self._resolved():
            found |= zip(part.get("enum", ()), part.get("enumDescriptions", ()), strict=False)
        return found

    def _inside(self, name: str) -> Form:
        resolved = self._resolved()
        return Form(tuple((part[name], root) for part, root in resolved if isinstance(part.get(name), Mapping)))

    def _resolved(self) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """Yield the parts, what they refer to and their alternatives."""
        waiting = list(self.parts)
        while waiting:
            part, root = waiting.pop(0)
            yield part, root
            if reference := part.get("$ref"):
                waiting.append(_referred(reference, root))
            waiting += [(one, root) for name in _ALTERNATIVES for one in part.get(name, ())]


NOTHING = Form(())


def form_of(kind: str) -> Form:
    """Return what may stand in a kind of file (the name of its schema)."""
    schema = load_schema(kind)
    return Form(((schema, schema),))


def _referred(reference: str, root: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    file, _, route = reference.partition("#")
    found = root = load_schema(file.removesuffix(".json")) if file else root
    for key in filter(None, route.split("/")):
        found = found[key]
    return found, root
