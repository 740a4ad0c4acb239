"""JSON as YAML: what only programs write and nobody edits is written in this form, which is read in a quarter of the
time of other YAML. It is YAML all the same, and a text in any other form is left to the reader of YAML.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

INDENT = 1
# What the reader of YAML refuses, or reads in another way than JSON does.
READ_OTHERWISE = ("<<", "\\b", "\\f", "\\r", "\\u")
_COMMENTS = re.compile(r"\A(?:#.*\n)*")
_DIGITS = 15  # a longer number is text to the reader of YAML


def as_json(value: dict[str, Any]) -> str:
    """Return plain values as JSON, one to a line."""
    return msgspec.json.format(msgspec.json.encode(value), indent=INDENT).decode() + "\n"


def from_json(text: str, depth: int, values: int) -> dict[str, Any] | None:
    """Return the values of a text that is, below comments, exactly what `as_json` writes; None if it is not, if it is
    as deep as `depth`, or if it could hold more than so many `values` and keys."""
    body = _COMMENTS.sub("", text)
    if not body.startswith("{") or any(sign in body for sign in READ_OTHERWISE):
        return None
    if "\n" + depth * INDENT * " " in body or 2 * body.count("\n") > values:
        return None
    try:
        found: dict[str, Any] = json.loads(body, parse_int=_short, parse_float=_refused)
    except (ValueError, RecursionError):
        return None
    return found if as_json(found) == body else None


def _short(digits: str) -> int:
    return int(digits) if len(digits) <= _DIGITS else _refused(digits)


def _refused(number: str) -> int:
    raise ValueError(number)
