"""Strict YAML: text in, plain values out, and the position of every value for whoever asks.

Only text, integers, `true`, `false` and `null` are read; a date stays text until the model wants a date. What YAML
can do beyond that (anchors, aliases, tags, merge keys, several documents) is refused, because an editor never
needs it and a hostile file does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs forget it

from checks.policy.json_text import from_json

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
# What nearly every text is made of, and nothing in it unseen: looked through in a quarter of the time.
PLAINLY_SEEN = re.compile("[\n -~\u00a1-\u00ac\u00ae-\u00ff\u2010-\u2027]*")
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


def read(text: str) -> Value:
    """Return the value of a YAML text. Raises Unreadable at the first thing refused."""
    refuse_unseen(text)
    if quickly := from_json(text, MAX_DEPTH, MAX_VALUES):
        return quickly
    try:
        value = _Reader(text).document()
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    except yaml.YAMLError:
        raise Unreadable(
            "Filen innehåller tecken som inte hör hemma i YAML.", "Skriv om filen som ren text i UTF-8."
        ) from None
    if value is None:
        raise Unreadable("Filen är tom.", "Fyll i filen eller ta bort den.")
    return value


def find_marks(text: str) -> Mark:
    """Return the mark of the root of a text that `read` has taken, with all marks inside it.

    They are found when somebody asks for a line: most files have nothing to point at, and the values alone are read in
    half the time and kept in half the memory.
    """
    next_event: Callable[[], Any] = CParser(text).get_event
    next_event(), next_event()  # the stream and its document begin
    root = next_event()
    return Mark(root.start_mark.line + 1, root.start_mark.column + 1, _marks_inside(root, next_event))


def _marks_inside(event: Any, next_event: Callable[[], Any]) -> Mapping[Any, Mark]:
    """Return the marks inside the value that an event begins, up to its end."""
    if type(event) is _Scalar:
        return NOTHING
    keyed = type(event) is _Mapping
    inside: dict[Any, Mark] = {}
    while type(first := next_event()) not in (_MappingEnd, _ListEnd):
        value = next_event() if keyed else first
        key = first.value if keyed else len(inside)
        inside[key] = Mark(first.start_mark.line + 1, first.start_mark.column + 1, _marks_inside(value, next_event))
    return inside


def refuse_unseen(text: str) -> None:
    """Raise Unreadable at the first character that a reader of the text doesn't see, or sees as something else."""
    if PLAINLY_SEEN.fullmatch(text):
        return
    found = UNSEEN_CHARACTER.search(text) or (_LONE_RETURN.search(text) if "\r" in text else None)
    if found is not None:
        line_start = text.rfind("\n", 0, found.start()) + 1
        raise _unseen(found, text.count("\n", 0, found.start()) + 1, found.start() - line_start + 1)


def _unseen(found: re.Match[str], line: int, column: int) -> Unreadable:
    sentence, remedy = HARD_SPACE if found.group() in HARD_SPACES else UNSEEN
    return Unreadable(sentence.format(code=f"{ord(found.group()):04X}"), remedy, line, column)


_Scalar, _Alias = yaml.ScalarEvent, yaml.AliasEvent
_Mapping, _MappingEnd, _List, _ListEnd = (
    yaml.MappingStartEvent,
    yaml.MappingEndEvent,
    yaml.SequenceStartEvent,
    yaml.SequenceEndEvent,
)


class _Reader:
    """Builds values from libyaml's events. Keys and values are interned: the same few words stand in thousands of
    files."""

    def __init__(self, text: str) -> None:
        self._next: Callable[[], Any] = CParser(text).get_event
        self._left = MAX_VALUES

    def document(self) -> Value:
        """Return the value of the only document that the text may hold, None if it holds none."""
        self._next()  # the stream begins
        if type(self._next()) is not yaml.DocumentStartEvent:
            return None
        value = self._value(self._next(), 0)
        self._next()  # the document ends
        if type(after := self._next()) is yaml.DocumentStartEvent:
            raise _refused("Filen innehåller flera YAML-dokument.", "Ta bort raden `---` mitt i filen.", after)
        return value

    def _value(self, event: Any, depth: int) -> Value:
        kind = type(event)
        if kind is _Scalar:
            self._take_word(event, depth)
            return _scalar(event.value) if event.implicit[0] else intern(event.value)
        self._take(event, depth)
        if kind is _Mapping:
            return self._mapping(depth + 1)
        return self._list(depth + 1)

    def _mapping(self, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while type(event := self._next()) is not _MappingEnd:
            if type(event) is not _Scalar:
                self._take(event, depth)
                raise _refused("En nyckel måste vara ett ord.", "Skriv `nyckel: värde`.", event)
            self._take_word(event, depth)
            key = intern(event.value)
            if key in found or key == "<<":
                raise _refused_key(key, event)
            found[key] = self._value(self._next(), depth)
        return found

    def _list(self, depth: int) -> list[Value]:
        found = []
        while type(event := self._next()) is not _ListEnd:
            found.append(self._value(event, depth))
        return found

    def _take(self, event: Any, depth: int) -> None:
        """Count a value. Raises Unreadable for one too many or too deep, and for what YAML can do beyond text."""
        self._left -= 1
        if self._left < 0 or depth >= MAX_DEPTH:
            raise _refused(
                "Filen är för stor eller har för många nivåer av indrag.", "Förenkla eller dela upp filen.", event
            )
        if type(event) is _Alias or event.anchor is not None or event.tag is not None:
            raise _refused_cleverness(event)

    def _take_word(self, event: Any, depth: int) -> None:
        """Count a key or a word, as above; in double quotation marks a backslash can write what nobody would see."""
        self._take(event, depth)
        if event.style == '"' and (found := UNSEEN_CHARACTER.search(event.value)):
            raise _unseen(found, event.start_mark.line + 1, event.start_mark.column + 1)


def _scalar(text: str) -> Value:
    """Return what a word without quotation marks means."""
    if text in _PLAIN_WORDS:
        return _PLAIN_WORDS[text]
    return int(text) if _INTEGER.match(text) else intern(text)


def _refused(sentence: str, remedy: str, event: Any) -> Unreadable:
    return Unreadable(sentence, remedy, event.start_mark.line + 1, event.start_mark.column + 1)


def _refused_key(key: str, event: Any) -> Unreadable:
    if key == "<<":
        return _refused("Sammanslagning med `<<` får inte användas.", "Skriv ut värdena.", event)
    return _refused(f"Nyckeln `{key}` står två gånger.", "Ta bort den ena.", event)


def _refused_cleverness(event: Any) -> Unreadable:
    if type(event) is _Alias or event.anchor is not None:
        return _refused(
            "Ankare (`&namn`) och alias (`*namn`) får inte användas.",
            "Skriv ut värdet på varje ställe. Ett värde som börjar med & eller * ska stå inom citattecken.",
            event,
        )
    return _refused(
        f"Taggen `{event.tag}` får inte användas.",
        "Ta bort taggen. Ett värde som börjar med ! ska stå inom citattecken.",
        event,
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
