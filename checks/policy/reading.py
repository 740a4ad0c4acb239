"""Strict YAML: text in, plain values and the position of every value out.

Only text, integers, `true`, `false` and `null` are read; a date stays text until the model wants a date. What YAML
can do beyond that (anchors, aliases, tags, merge keys, several documents) is refused, because an editor never
needs it and a hostile file does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs forget it

MAX_BYTES = 500_000
MAX_DEPTH = 24
MAX_VALUES = 50_000

Value = Any  # str | int | bool | None | list[Value] | dict[str, Value]; spelling it out buys nothing in callers

_PLAIN_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,14})\Z")
# Control characters, spaces that look like others, and characters that nobody sees or that turn text round. U+0085 and
# a lone carriage return are line breaks to YAML and to nobody else: behind one, a key can hide in a comment.
UNSEEN_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
HARD_SPACES = "\u00a0\u202f"
HARD_SPACE = ("Här står ett hårt mellanslag (U+{code}).", "Ersätt det med ett vanligt mellanslag.")
UNSEEN = ("Här står ett osynligt tecken (U+{code}).", "Ta bort tecknet; skriv om raden för hand.")
_LONE_RETURN = re.compile(r"\r(?!\n)")


class Unreadable(Exception):
    """The text can't be read. Line and column count from 1; sentence and remedy are Swedish."""

    def __init__(self, sentence: str, remedy: str, line: int = 1, column: int = 1) -> None:
        super().__init__(sentence)
        self.sentence, self.remedy, self.line, self.column = sentence, remedy, line, column


NOTHING: Mapping[Any, Mark] = MappingProxyType({})


class Mark(NamedTuple):
    """The line and column (from 1) of a value's key, or of the value itself in a list, and the marks inside it."""

    line: int
    column: int
    inside: Mapping[Any, Mark] = NOTHING


class _Open:
    """A list or mapping that is being read, with the marks inside it and the key whose value comes next."""

    __slots__ = ("inside", "key", "key_mark", "value")

    def __init__(self, value: Value, inside: dict[Any, Mark]) -> None:
        self.value, self.inside = value, inside
        self.key: str | None = None
        self.key_mark = (0, 0)


def decode(raw: bytes) -> str:
    """Return the bytes of a file as text. Raises Unreadable for anything but UTF-8 without byte-order mark."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            f"Filen är för stor. Gränsen är {MAX_BYTES // 1000} kB.",
            "Dela upp innehållet i flera filer.",
        )
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(
            "Filen börjar med en osynlig markering av teckenkodningen (BOM).",
            "Spara filen som UTF-8 utan BOM.",
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line_start = before.rfind(b"\n") + 1
        raise Unreadable(
            "Filen är inte sparad som UTF-8, så å, ä och ö kan inte läsas.",
            "Spara om filen med teckenkodningen UTF-8.",
            before.count(b"\n") + 1,
            error.start - line_start + 1,
        ) from None


def read(text: str) -> tuple[Value, Mark]:
    """Return the value of a YAML text and the mark of its root. Raises Unreadable at the first thing refused."""
    refuse_unseen(text)
    try:
        return _build(text)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    except yaml.YAMLError:
        raise Unreadable(
            "Filen innehåller tecken som inte hör hemma i YAML.", "Skriv om filen som ren text i UTF-8."
        ) from None


def refuse_unseen(text: str) -> None:
    """Raise Unreadable at the first character that a reader of the text doesn't see, or sees as something else."""
    found = UNSEEN_CHARACTER.search(text) or (_LONE_RETURN.search(text) if "\r" in text else None)
    if found is not None:
        line_start = text.rfind("\n", 0, found.start()) + 1
        raise _unseen(found, text.count("\n", 0, found.start()) + 1, found.start() - line_start + 1)


def _unseen(found: re.Match[str], line: int, column: int) -> Unreadable:
    sentence, remedy = HARD_SPACE if found.group() in HARD_SPACES else UNSEEN
    return Unreadable(sentence.format(code=f"{ord(found.group()):04X}"), remedy, line, column)


def _build(text: str) -> tuple[Value, Mark]:
    parser = CParser(text)
    builder = _Builder()
    for event in iter(parser.get_event, None):
        builder.take(event)
    if builder.root is None or builder.root[0] is None:
        raise Unreadable("Filen är tom.", "Fyll i filen eller ta bort den.")
    return builder.root


_NODES = frozenset((yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent))
_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))


class _Builder:
    """Takes the parser's events one by one and builds the values with their marks."""

    def __init__(self) -> None:
        self.root: tuple[Value, Mark] | None = None
        self._open: list[_Open] = []
        self._count = 0

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind in _NODES:
            self._take_node(event)
        elif kind in _ENDS:
            self._open.pop()
        elif kind is yaml.DocumentStartEvent and self.root is not None:
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            raise Unreadable("Filen innehåller flera YAML-dokument.", "Ta bort raden `---` mitt i filen.", line, column)

    def _take_node(self, event: Any) -> None:
        mark, scalar = event.start_mark, type(event) is yaml.ScalarEvent
        line, column = mark.line + 1, mark.column + 1
        if event.anchor is not None or not scalar or event.tag is not None or event.style == '"':
            _refuse_cleverness(event, line, column)
        self._count += 1
        if self._count > MAX_VALUES or len(self._open) >= MAX_DEPTH:
            raise Unreadable(
                "Filen är för stor eller har för många nivåer av indrag.",
                "Förenkla eller dela upp filen.",
                line,
                column,
            )
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.key is None and type(parent.value) is dict:
            parent.key, parent.key_mark = _key(event, parent, line, column), (line, column)
        elif scalar:
            self._put(parent, _scalar(event), line, column, NOTHING)
        else:
            value: Value = {} if isinstance(event, yaml.MappingStartEvent) else []
            inside: dict[Any, Mark] = {}
            self._put(parent, value, line, column, inside)
            self._open.append(_Open(value, inside))

    def _put(self, parent: _Open | None, value: Value, line: int, column: int, inside: Mapping[Any, Mark]) -> None:
        """Put a value where it belongs in its parent, with its mark; without one it is the root."""
        if parent is None:
            self.root = value, Mark(line, column, inside)
        elif parent.key is None:
            parent.inside[len(parent.value)] = Mark(line, column, inside)
            parent.value.append(value)
        else:
            parent.inside[parent.key] = Mark(*parent.key_mark, inside)
            parent.value[parent.key] = value
            parent.key = None


# Keys and values are interned: the same few words stand in thousands of files.


def _key(event: yaml.Event, parent: _Open, line: int, column: int) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise Unreadable("En nyckel måste vara ett ord.", "Skriv `nyckel: värde`.", line, column)
    key = intern(event.value)
    if key == "<<":
        raise Unreadable("Sammanslagning med `<<` får inte användas.", "Skriv ut värdena.", line, column)
    if key in parent.value:
        raise Unreadable(f"Nyckeln `{key}` står två gånger.", "Ta bort den ena.", line, column)
    return key


def _scalar(event: yaml.ScalarEvent) -> Value:
    if event.implicit[0]:
        if event.value in _PLAIN_WORDS:
            return _PLAIN_WORDS[event.value]
        if _INTEGER.match(event.value):
            return int(event.value)
    return intern(event.value)


def _refuse_cleverness(event: Any, line: int, column: int) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise Unreadable(
            "Ankare (`&namn`) och alias (`*namn`) får inte användas.",
            "Skriv ut värdet på varje ställe. Ett värde som börjar med & eller * ska stå inom citattecken.",
            line,
            column,
        )
    escaped = (
        UNSEEN_CHARACTER.search(event.value) if isinstance(event, yaml.ScalarEvent) and event.style == '"' else None
    )
    if escaped is not None:
        raise _unseen(escaped, line, column)
    if event.tag is not None:
        raise Unreadable(
            f"Taggen `{event.tag}` får inte användas.",
            "Ta bort taggen. Ett värde som börjar med ! ska stå inom citattecken.",
            line,
            column,
        )


_OPENED = "En parentes eller en lista stängs aldrig."
_CLOSE = "Stäng det som öppnas här, eller sätt hela värdet inom citattecken."
_EXPLANATIONS = (  # what libyaml says, whether it happened where something began, and what we say
    ("cannot start any token", False, "Raden går inte att läsa som YAML.", "Sätt värdet inom citattecken."),
    ("tab character", False, "Raden är indragen med tabb.", "Byt tabben mot mellanslag."),
    (
        "mapping values are not allowed",
        False,
        "Ett kolon står där YAML inte väntar sig det.",
        "Sätt hela värdet inom citattecken, eller rätta indraget.",
    ),
    (
        "did not find expected key",
        False,
        "Indraget stämmer inte med raderna ovanför, eller så står något efter ett citat.",
        "Ge nycklar på samma nivå lika många mellanslag, och låt citattecknen omsluta hela värdet.",
    ),
    ("could not find expected ':'", True, "Det saknas ett kolon efter nyckeln.", "Skriv `nyckel: värde`."),
    ("did not find expected '-' indicator", False, "Listans punkter har olika indrag.", "Ge alla `-` samma indrag."),
    ("',' or ']'", True, _OPENED, _CLOSE),
    ("',' or '}'", True, _OPENED, _CLOSE),
    ("unexpected end of stream", True, "Ett citattecken stängs aldrig.", _CLOSE),
    ("escape character", False, "Ett omvänt snedstreck står där YAML inte väntar sig det.", "Skriv två: `\\\\`."),
    ("", False, "Filen är inte giltig YAML.", "Jämför raden och raderna närmast ovanför med en fil som fungerar."),
)


def _explained(error: yaml.MarkedYAMLError, text: str) -> Unreadable:
    """Tell libyaml's error in Swedish, on the line where an editor should look."""
    problem, mark = str(error.problem), error.problem_mark or error.context_mark
    _, began, sentence, remedy = next(row for row in _EXPLANATIONS if row[0] in problem)
    mark = (began and error.context_mark) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    if line <= len(lines) and "\t" in lines[line - 1][:column] and not lines[line - 1][: column - 1].strip():
        sentence, remedy = "Raden är indragen med tabb.", "Byt tabben mot mellanslag."
    return Unreadable(sentence, remedy, line, column)
