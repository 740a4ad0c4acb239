"""The form in which somebody who knows nothing of git tells of a new account, a new owner, a snapshot, a review or that
an account closes. Its fields are made from the schema of accounts; docs/assets/form.js turns them into the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from checks.form_sentences import NO_DESCRIPTION, SENTENCES, TYPES
from checks.policy.model.organisation import Role
from checks.policy.policy import Policy
from checks.policy.reading import HARD_SPACE, HARD_SPACES, UNSEEN, UNSEEN_CHARACTER
from checks.policy.tree import DATA, SourceFile
from checks.schema import load_schema
from hooks.pages.official_accounts import contact
from hooks.rendering import in_attribute, page
from hooks.web_editor import web_editor

FOLDER = f"{DATA}/accounts"
FILES = "konton-formular.json"
SCHEMA_LINE = "# yaml-language-server:"
ASKED = ("platform", "handle", "url", "unit", "category", "owner", "stand_in", "purpose", "status")
LONG = ("purpose",)
PARAGRAPH = 1000  # characters that a text may have, from which on it gets several rows
ROLE = '$defs/role"'
KINDS = {"array": "list", "boolean": "boolean", "integer": "integer"}


class Task(Struct, frozen=True):
    """Something to do with an account: the keys of the schema that it is about, and those that can wait. The entries
    of a list that it `adds` to are asked for one at a time."""

    id: str
    keys: tuple[str, ...]
    more: tuple[str, ...] = ()
    adds: str = ""


TASKS = (
    Task(
        "new",
        (*ASKED, "planned_on", "opened_on", "approval"),
        (
            "name",
            "ends_on",
            "visibility",
            "minors",
            "plan",
            "audience",
            "goals",
            "directions",
            "terms_reviewed",
            "risk_assessment",
            "exit_strategy",
            "alternative_channel",
            "comments",
            "messages",
            "registered_email",
            "admin_tool",
            "ads",
            "case",
            "notes",
        ),
    ),
    Task("owner", ("owner", "stand_in")),
    Task("snapshot", ("snapshots",), adds="snapshots"),
    Task("review", ("reviews", "last_post"), adds="reviews"),
    Task("closing", ("status", "closing")),
)


class Field(Struct, frozen=True):
    """Something to fill in: the route of keys to its value, and how it is asked for.

    `control` is "choice", "choices", "search", "date", "lines", "long" or "line"; `kind` what becomes of what is
    written there; `source` the list of what can be chosen in a search.
    """

    id: str
    path: str
    label: str
    description: str
    control: str
    kind: str
    optional: bool
    options: tuple[tuple[str, str], ...] = ()
    source: str = ""
    example: str = ""


class Group(Struct, frozen=True):
    """Fields that belong together: the values of one key, or (without a title) keys of their own. What is not known yet
    can be told `later`."""

    title: str
    description: str
    fields: tuple[Field, ...]
    later: bool = False


class Form(Struct, frozen=True):
    """A task with its groups of fields; those of `more` are shown when asked for."""

    task: Task
    groups: tuple[Group, ...]
    more: tuple[Group, ...]


class Choice(Struct, frozen=True):
    """What can be chosen in a search: its id in the data, and the words that people choose by."""

    id: str
    words: str


def account_form(policy: Policy) -> str:
    """Return the page with the form of each task, the lists to choose from, and what the script needs to know."""
    receiver = contact(policy)
    return page(
        "account_form.md.j2",
        policy,
        forms=[_form(task, policy) for task in TASKS],
        choices={
            "account": list(_told(_account_words(policy))),
            "role": list(_told((role.id, f"{role.title}, {_unit(role.unit, policy)}") for role in _roles(policy))),
            "unit": list(_told((unit.id, unit.name) for unit in policy.units.values())),
        },
        addresses=dict(_addresses(policy)),
        mailbox=receiver.mailbox if receiver else "",
        known=in_attribute(json.dumps(_known(policy), separators=(",", ":"))),
        edition=_edition(policy),
    )


def account_files(policy: Policy) -> bytes:
    """Return the files of the accounts as JSON, for the form's page to ask for: with them all it would be too heavy."""
    return json.dumps({file.id: _file(file) for file in _files(policy)}, separators=(",", ":")).encode()


def _edition(policy: Policy) -> str:
    """Return what tells a browser that has kept that file whether it is still the same; '' if there are no accounts."""
    texts = [file.text for file in _files(policy)]
    return sha256("".join(texts).encode()).hexdigest()[:16] if texts else ""


def _files(policy: Policy) -> list[SourceFile]:
    return [file for file in policy.files_of("account") if file.id in policy.accounts]


def _addresses(policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield each platform with how an address on it is written: as in its examples, else as its first pattern says, if
    that needs nothing but the handle."""
    for id, platform in policy.platforms.items():
        shown = (one.replace(platform.handle.example, "{handle}") for one in platform.examples)
        patterns = (*shown, *(f"https://{one}" for one in platform.addresses))
        written = next((one for one in patterns if one.count("{") == one.count("{handle}") == 1), None)
        if written:
            yield id, written


def _form(task: Task, policy: Policy) -> Form:
    return Form(task, tuple(_groups(task, task.keys, policy)), tuple(_groups(task, task.more, policy)))


def _groups(task: Task, keys: Iterable[str], policy: Policy) -> Iterator[Group]:
    """Yield the fields of some keys: each object as a group of its own, what stands between them together."""
    plain: list[Field] = []
    for key in keys:
        schema = _whole(_properties()[key])
        inside = _whole(schema["items"]) if key == task.adds else schema
        if "properties" not in inside:
            plain.append(_field(task, key, _properties()[key], key not in ASKED, policy))
            continue
        if plain:
            yield Group("", "", tuple(plain))
        plain = []
        optional = set(inside["properties"]) - set(inside.get("required", ())) if task.adds else set()
        fields = (
            _field(task, f"{key}.{name}", one, name in optional, policy) for name, one in inside["properties"].items()
        )
        yield Group(schema["title"], schema["description"], tuple(fields), later=not task.adds)
    if plain:
        yield Group("", "", tuple(plain))


def _field(task: Task, path: str, own: Mapping[str, Any], optional: bool, policy: Policy) -> Field:
    schema = _whole(own)
    source, options = _source(path, own), _options(path, schema, policy)
    control = _control(path, schema, source, options)
    example = schema.get("examples", [""])[0]
    return Field(
        id=f"{task.id}-{path}".replace(".", "-").replace("_", "-"),
        path=path,
        label=schema["title"],
        description=_in_plain_words(schema["description"]),
        control=control,
        kind=KINDS.get(schema.get("type", ""), "text"),
        optional=optional,
        options=options,
        source=source,
        example=example if control == "line" and isinstance(example, str) else "",
    )


def _in_plain_words(description: str) -> str:
    """Return what a key means for who does not see the file: no ids, no `true`, no value that is left out."""
    told = re.sub(r" Utelämnat: [a-z-]+\.", "", re.sub(r"^true om", "Ja, om", description))
    told = re.sub(r"^Id för (\w)", lambda found: found[1].upper(), told).replace("Utelämnat:", "Om du inget skriver:")
    return told if " " in told else ""


def _source(path: str, own: Mapping[str, Any]) -> str:
    """Return the list that a value is searched in: there may be hundreds of roles, units and accounts."""
    return {"unit": "unit", "closing.successor": "account"}.get(path, "role" if ROLE in json.dumps(own) else "")


def _options(path: str, schema: Mapping[str, Any], policy: Policy) -> tuple[tuple[str, str], ...]:
    """Return the few values that can be chosen, each with its words."""
    if path == "platform":
        return tuple(sorted(((id, one.name) for id, one in policy.platforms.items()), key=_by_words))
    if path == "category":
        return tuple(sorted(((id, one.name) for id, one in policy.categories.items()), key=_by_words))
    if schema.get("type") == "boolean":
        return (("true", "ja"), ("false", "nej"))
    listing = _whole(schema.get("items", schema))
    return tuple(zip(listing.get("enum", ()), listing.get("enumDescriptions", ()), strict=True))


def _control(path: str, schema: Mapping[str, Any], source: str, options: tuple[tuple[str, str], ...]) -> str:
    several = schema.get("type") == "array"
    if source:
        return "search"
    if options:
        return "choices" if several else "choice"
    if several:
        return "lines"
    if schema.get("format") == "date":
        return "date"
    return "long" if path in LONG or schema.get("maxLength", 0) >= PARAGRAPH else "line"


def _by_words(choice: tuple[str, str]) -> str:
    return choice[1].lower()


def _roles(policy: Policy) -> Iterator[Role]:
    yield from (role for role in policy.roles.values() if role.active_on(policy.today))


def _unit(id: str, policy: Policy) -> str:
    return policy.units[id].name if id in policy.units else id


def _account_words(policy: Policy) -> Iterator[tuple[str, str]]:
    for account in policy.accounts.values():
        platform = policy.platforms.get(account.platform)
        yield account.id, f"{account.name} ({platform.name if platform else account.platform})"


def _told(rows: Iterable[tuple[str, str]]) -> Iterator[Choice]:
    """Yield what can be chosen in the order of its words, which are no two's: the id tells two of a name apart."""
    ordered = sorted(rows, key=_by_words)
    words = [said for _, said in ordered]
    for id, said in ordered:
        yield Choice(id, said if words.count(said) == 1 else f"{said}, {id}")


# What the script needs to know: the schema, the sentences, the files there are and where one is written.


def _known(policy: Policy) -> Mapping[str, Any]:
    wanted = {key for task in TASKS for key in (*task.keys, *task.more)}
    properties = {key: _bare(schema) for key, schema in _properties().items() if key in wanted}
    editor = web_editor(policy.organisation.repository, FOLDER)
    files = {file.id: file for file in policy.files_of("account")}
    return {
        "order": list(_properties()),
        "required": load_schema("account")["required"],
        "properties": properties,
        "parts": _parts(properties),
        "sentences": SENTENCES,
        "types": TYPES,
        "noDescription": NO_DESCRIPTION,
        "unseen": {
            "character": UNSEEN_CHARACTER.pattern,
            "hardSpaces": HARD_SPACES,
            "hardSpace": HARD_SPACE,
            "other": UNSEEN,
        },
        "adds": {task.id: task.adds for task in TASKS if task.adds},
        "asked": [key for key in ASKED if key != "status"],
        "firstLine": _first_line((*files.values(), *policy.files_of("unit"))),
        "editor": asdict(editor) if editor else None,
        "taken": sorted(files),
    }


def _file(file: SourceFile) -> Mapping[str, Any]:
    """Return an account's file: its text, the line each key begins on, and the values that a task shows."""
    shown = {key for task in TASKS[1:] for key in task.keys}
    in_block = all(mark.column == 1 for mark in file.mark.inside.values())
    return {
        "text": file.text,
        "lines": {key: mark.line for key, mark in file.mark.inside.items()} if in_block else None,
        "values": {key: value for key, value in file.value.items() if key in shown},
    }


def _first_line(files: Iterable[SourceFile]) -> str:
    """Return the line that tells an editor where the schema is, as in accounts or other files of that depth."""
    firsts = (file.lines[0].rstrip("\r").replace("/unit.json", "/account.json") for file in files)
    return next((line for line in firsts if line.startswith(SCHEMA_LINE)), "")


# The schema, with what it refers to.


@cache
def _properties() -> Mapping[str, Mapping[str, Any]]:
    """Return the keys of an account, those that it may inherit as they stand in common.json."""
    return {key: _followed(schema) for key, schema in load_schema("account")["properties"].items()}


def _followed(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema that only refers to one inside `inherited` as that one."""
    _, inside, name = schema.get("$ref", "").partition("/inherited/properties/")
    inherited: Mapping[str, Any] = load_schema("common")["$defs"]["inherited"]["properties"]
    return inherited[name] if inside else schema


def _whole(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema with what it refers to laid under what it says itself; the first branch for one of several."""
    under = _part(schema["$ref"]) if "$ref" in schema else {}
    return {**_whole(under), **schema} if under else schema


def _part(reference: str) -> Mapping[str, Any]:
    part: Mapping[str, Any] = load_schema("common")["$defs"][_name(reference)]
    return part


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _bare(schema: Any) -> Any:
    """Return a schema without what only its readers need, and with references that are mere names."""
    if isinstance(schema, dict):
        kept = {key: value for key, value in schema.items() if key not in ("examples", "enumDescriptions", "title")}
        return {key: _name(value) if key == "$ref" else _bare_inside(key, value) for key, value in kept.items()}
    return [_bare(one) for one in schema] if isinstance(schema, list) else schema


def _bare_inside(key: str, value: Any) -> Any:
    """A property may be called what a keyword is called."""
    return {name: _bare(one) for name, one in value.items()} if key == "properties" else _bare(value)


def _parts(schema: Any) -> dict[str, Any]:
    """Return all that a bare schema refers to, by its name."""
    found: dict[str, Any] = {}
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = one.get("$ref")
            if isinstance(name, str) and name not in found:
                found[name] = _bare(_part(name))
                waiting.append(found[name])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found
