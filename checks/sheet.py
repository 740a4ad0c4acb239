"""The register as a sheet: its columns, and what stands in a cell. The printer writes such sheets, the pen reads them.

The columns are the schema's, in its order, so a new field of an account is a new column. Lists of things with values of
their own (snapshots, reviews, exemptions …) have no column: they are kept in the account's file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any

from msgspec import Struct, field

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.values import Duration, Frequency
from checks.policy.words import duration, frequency
from checks.schema import COMMON, load_schema

SHEET = "Konton"
BASIS = "Underlag"  # the hidden sheet that says what was exported, so that a later import sees which cells were changed
SEPARATOR = "\n"  # between the values of a list; no value holds one
YES, NO = "ja", "nej"
ALWAYS = ("id", "name", "status")  # told even where neither the account nor what it inherits from says them

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is run by a spreadsheet
_NAMED = ("platform", "unit", "category", "role")
_DEFINED = ("date", "duration", "frequency", "role", "url", "mailbox")


class Column(Struct, frozen=True):
    """A column: the route of what it holds (`approval.by`), its heading, and of what form its values are.

    The form is text, integer, boolean, choice (then `choices` are the values in Swedish), one of the schema's own
    (date, duration, frequency, url, mailbox), or what the id stands for (platform, unit, category, role).
    """

    route: str
    heading: str
    form: str
    many: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


@cache
def columns() -> tuple[Column, ...]:
    """Return the columns in the order of the schema, the id first."""
    rows = load_schema("account")["properties"].items()
    return (Column("id", "Id", "text"), *(column for name, schema in rows for column in _columns(name, schema)))


def _columns(name: str, schema: dict[str, Any]) -> Iterator[Column]:
    found, form = _resolved(schema)
    if found.get("type") == "object":
        for inner, about in found["properties"].items():
            for column in _columns(f"{name}.{inner}", about):
                heading = column.heading
                yield Column(
                    column.route,
                    f"{found['title']}: {heading[0].lower()}{heading[1:]}",
                    column.form,
                    column.many,
                    column.choices,
                )
        return
    many = found.get("type") == "array"
    title = found["title"]
    if many:
        found, form = _resolved(found["items"])
        if found.get("type") == "object":
            return
    yield Column(name, title, name if name in _NAMED else form, many, _choices(found))


def _resolved(schema: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return a schema with what it refers to laid below it, and the form of its values."""
    found, form = dict(schema), ""
    while "$ref" in found or "anyOf" in found:
        if "anyOf" in found:
            target = found.pop("anyOf")[0]
        else:
            target = _defined(reference := found.pop("$ref"))
            name = reference.rpartition("/")[2]
            form = form or (name if name in _DEFINED else "")
        found = {**target, **found}
    kinds = {"integer": "integer", "boolean": "boolean"}
    return found, form or ("choice" if "enum" in found else kinds.get(str(found.get("type")), "text"))


def _defined(reference: str) -> dict[str, Any]:
    found: Any = load_schema("common")
    for part in reference.removeprefix(COMMON).removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def _choices(schema: dict[str, Any]) -> dict[str, str]:
    return dict(zip(schema.get("enum", ()), schema.get("enumDescriptions", ()), strict=False))


class Names(Struct, frozen=True, dict=True):
    """What people call the things that accounts refer to: a name if only one thing has it, else the id."""

    policy: Policy

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[str, str]]:
        """The names by kind (platform, unit, category, role) and id."""
        policy = self.policy
        return {
            "platform": _told_apart({one.id: one.name for one in policy.platforms.values()}),
            "unit": _told_apart({one.id: one.name for one in policy.units.values()}),
            "category": _told_apart({one.id: one.name for one in policy.categories.values()}),
            "role": _told_apart({one.id: one.title for one in policy.roles.values()}),
        }


def _told_apart(names: Mapping[str, str]) -> dict[str, str]:
    many = Counter(name.casefold() for name in names.values())
    return {
        id: name if many[folded := name.casefold()] == 1 and (folded == id or folded not in names) else id
        for id, name in names.items()
    }


def cell(account: Account, column: Column, names: Names) -> str:
    """Return what stands in an account's cell: its own value or the one it inherits, in Swedish; '' for none."""
    top, *inside = column.route.split(".")
    if top not in ALWAYS and written(account, column.route, names.policy) is None:
        return ""
    value: Any = getattr(account, top)
    for name in inside:
        value = getattr(value, name)
    return SEPARATOR.join(_shown(one, column, names) for one in (value if isinstance(value, tuple) else (value,)))


def written(account: Account, route: str, policy: Policy) -> Any:
    """Return a field's value as a file has it: the account's, or the one that it inherits from. None if none has."""
    top, *inside = route.split(".")
    place = account.place(top, *inside)
    value = policy.files[place.file].value
    for key in place.route:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _shown(value: Any, column: Column, names: Names) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case date():
            return value.isoformat()
        case Duration():
            return duration(value)
        case Frequency():
            return frequency(value)
    return column.choices.get(value) or names.by_id.get(column.form, {}).get(value) or str(value)


def guarded(text: str) -> str:
    """Return a text so that no spreadsheet runs it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """Return a text without the mark that kept a spreadsheet from running it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
