"""The mapping: what each column means, in a file beside the spreadsheet that people can put right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from checks.choosing import near
from checks.command_line import Refused
from checks.policy.policy import Policy
from checks.policy.reading import Unreadable, decode, read
from checks.sheet import columns
from registrar.importing.targets import NOTES, NOWHERE, Target
from registrar.yaml_text import as_node, dumped

ENDING = ".mapping.yaml"
PARTS = ("columns", "constants", "values")
HEAD = """\
# Så läser kanalboken import den här filens kolumner. Ändra här och kör kommandot igen.
#
# columns    rubrik: fält. Fälten heter som i policy_data/accounts. `notes` är anteckningen, `-` tas inte med.
#            `url@facebook` är adressen till radens konto på Facebook, när en rad har flera konton.
# constants  fält: värde, för alla rader där filen inget säger, till exempel `category: verksamhetskonto`.
# values     fält: {det som står i filen: det som menas}, till exempel `unit: {Bibl.: biblioteket}`.
"""


class Meaning(Struct, frozen=True):
    """What the columns mean by their headings, what is said of every row, and what is written for what."""

    columns: Mapping[str, tuple[Target, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def said(self, target: Target, text: str) -> str:
        """Return what a cell of a column means, as the mapping translates it."""
        return self.values.get(target.route, {}).get(text, target.filled(text))


def beside(file: Path) -> Path:
    """Return where the mapping of a file is kept."""
    return file.with_name(file.name + ENDING)


def read_mapping(path: Path, policy: Policy) -> Meaning:
    """Return a mapping file. Raises Refused for what can't be read and for fields and platforms that there are not."""
    try:
        value = read(decode(path.read_bytes()))
    except Unreadable as error:
        raise Refused(f"{path}, rad {error.line}: {error.sentence} {error.remedy}") from None
    if not isinstance(value, dict) or not all(isinstance(value.get(part) or {}, dict) for part in PARTS):
        raise Refused(f"{path} ska bestå av {', '.join(PARTS)} med nycklar och värden under. Ta bort den för en ny.")
    if unknown := next((key for key in value if key not in PARTS), None):
        raise Refused(f"{path}: ”{unknown}” finns inte. Delarna heter {', '.join(PARTS)}.")
    constants, values = value.get("constants") or {}, value.get("values") or {}
    for route in (*constants, *values):
        _refuse_unknown(route, path)
    if not all(isinstance(rows, dict) for rows in values.values()):
        raise Refused(f"{path}: under varje fält i `values` ska det stå `det som står i filen: det som menas`.")
    return Meaning(
        {str(name): _targets(row, path, policy) for name, row in (value.get("columns") or {}).items()},
        {route: _as_text(text) for route, text in constants.items()},
        {route: {key: _as_text(text) for key, text in rows.items()} for route, rows in values.items()},
    )


def _targets(row: Any, path: Path, policy: Policy) -> tuple[Target, ...]:
    """Return where a column leads: a field, a list of fields, or a field with a pattern (`to` and `as`)."""
    if isinstance(row, list):
        return tuple(target for one in row for target in _targets(one, path, policy))
    pattern = None
    if isinstance(row, dict):
        row, pattern = row.get("to"), row.get("as")
        if not isinstance(pattern, str) or "{}" not in pattern:
            raise Refused(f"{path}: `as` ska vara en adress med {{}} där cellens text ska stå.")
    if not isinstance(row, str):
        raise Refused(f"{path}: en rubrik ska leda till ett fält, till exempel `Länk: url`.")
    route, _, platform = row.partition("@")
    if row != NOWHERE:
        _refuse_unknown(route, path)
    if platform and platform not in policy.platforms:
        close = near(platform, {one.id: one.name for one in policy.platforms.values()})
        remedy = f"Menar du `{close[0]}`?" if close else f"Välj bland {', '.join(policy.platforms)}."
        raise Refused(f"{path}: plattformen ”{platform}” finns inte. {remedy}")
    return (Target(route, platform or None, pattern),)


def _refuse_unknown(route: str, path: Path) -> None:
    known = {column.route: column.heading for column in columns()}
    if route in known:
        return
    close = near(route, known)
    remedy = f"Menar du `{close[0]}`?" if close else f"Skriv `{NOTES}` för anteckningen eller `{NOWHERE}` för inget."
    raise Refused(f"{path}: fältet ”{route}” finns inte. {remedy}")


def _as_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
    return str(value)


def as_text(meaning: Meaning) -> str:
    """Return a mapping as the text of its file."""
    rows = {name: _written(targets) for name, targets in meaning.columns.items()}
    node = {"columns": rows, "constants": dict(meaning.constants), "values": dict(meaning.values)}
    return HEAD + dumped(as_node({key: part for key, part in node.items() if part}))


def _written(targets: tuple[Target, ...]) -> Any:
    texts = [{"to": str(one), "as": one.pattern} if one.pattern else str(one) for one in targets]
    return texts[0] if len(texts) == 1 else texts
