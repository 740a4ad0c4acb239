"""YAML and JSON: a list of records becomes a table. Its columns are the keys, `a.b` for the key b within a."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from checks.command_line import Refused
from checks.policy.reading import Unreadable, decode, read
from checks.report.text import printable
from registrar.importing.table import EMPTY, MAX_COLUMNS, MAX_ROWS, Cell, Row, Sheet, tidied

DEEPEST = 6


def read_yaml(content: bytes) -> Any:
    """Return what a YAML file says. Raises Refused with the line of what can't be read."""
    try:
        return read(decode(content))
    except Unreadable as error:
        raise Refused(f"Rad {error.line}: {error.sentence} {error.remedy}") from None


def read_json(content: bytes) -> Any:
    """Return what a JSON file says. Raises Refused for what is no JSON, and for a key that stands twice."""
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise Refused(f"Rad {error.lineno}: filen är inte giltig JSON. Rätta den eller hämta den på nytt.") from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise Refused("Filen är inte giltig JSON. Rätta den eller hämta den på nytt.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key in found if sum(one == key for one, _ in pairs) > 1)
        raise Refused(f"Nyckeln ”{printable(twice)}” står två gånger i samma post. Ta bort den ena.")
    return found


def read_records(value: Any) -> Sheet:
    """Return a list of records (or the only list of records there is in a mapping) as rows, numbered from 1."""
    lists = [one for one in value.values() if isinstance(one, list)] if isinstance(value, dict) else [value]
    if len(lists) != 1 or not isinstance(lists[0], list) or not all(isinstance(one, dict) for one in lists[0]):
        raise Refused("Filen är ingen lista över konton. Den ska bestå av poster med nycklar och värden.")
    records = [dict(_flat(record)) for record in lists[0]]
    if len(records) > MAX_ROWS:
        raise Refused(f"Filen har fler än {MAX_ROWS} poster. Dela upp den.")
    headings = tuple(dict.fromkeys(key for record in records for key in record))
    if len(headings) > MAX_COLUMNS:
        raise Refused(f"Filen har fler än {MAX_COLUMNS} olika nycklar. Är det rätt fil?")
    lines = ([record.get(heading, EMPTY) for heading in headings] for record in records)
    return Sheet(tuple(Row(number, tuple(line)) for number, line in enumerate(lines, 1)), headings=headings)


def _flat(record: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Cell]]:
    for key, value in record.items():
        name = f"{before}{tidied(str(key))}"
        if isinstance(value, dict) and name.count(".") < DEEPEST:
            yield from _flat(value, f"{name}.")
        else:
            yield name, Cell(tidied(_text(value)))


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case list() if not any(isinstance(one, (list, dict)) for one in value):
            return "\n".join(_text(one) for one in value)
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
