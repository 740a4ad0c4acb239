"""How each format of a report is read by those whom it is for: the schema or the parser of the format, not our code."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from lxml import etree
from msgspec import Struct

from tests.municipality import ROOT

SCHEMAS = Path(__file__).parent / "schemas"


class Annotation(Struct, frozen=True, order=True):
    """What a reader of a report shows beside a line."""

    file: str
    line: int
    check: str
    severity: str
    sentence: str


@cache
def validator(path: Path) -> Draft202012Validator:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def valid(text: str, schema: Path) -> Any:
    document = json.loads(text)
    validator(schema).validate(document)
    return document


def from_text(text: str) -> list[Annotation]:
    pattern = re.compile(r"^(\S.*?):(\d+):(\d+): (fel|varning) (KO\d{3}): (.+)$", re.MULTILINE)
    names = {"fel": "error", "varning": "warning"}
    return [Annotation(row[1], int(row[2]), row[5], names[row[4]], _sentence(row[6])) for row in pattern.finditer(text)]


def from_json(text: str) -> list[Annotation]:
    rows = valid(text, ROOT / "checks/schemas/report.json")["findings"]
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    return [Annotation(row["file"], row["line"], row["check"], row["severity"], row["sentence"]) for row in rows]


def from_gitlab(text: str) -> list[Annotation]:
    rows = valid(text, SCHEMAS / "code-quality.json")
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    severities = {"major": "error", "minor": "warning"}
    return [
        Annotation(
            row["location"]["path"],
            row["location"]["lines"]["begin"],
            row["check_name"],
            severities[row["severity"]],
            _sentence(row["description"].partition(" Gör så här: ")[0]),
        )
        for row in rows
    ]


def from_junit(text: str) -> list[Annotation]:
    tree = etree.fromstring(text.encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd")).assertValid(tree)
    found = []
    for suite in tree:
        cases = suite.findall("testcase")
        outcomes = suite.findall("testcase/*")
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
        for outcome in outcomes:
            file, line, _ = outcome.text.partition("\n")[0].rsplit(":", 2)
            assert file == suite.get("file")
            severity = {"failure": "error", "skipped": "warning"}[outcome.tag]
            found.append(Annotation(file, int(line), outcome.get("type"), severity, _sentence(outcome.get("message"))))
    return found


def from_github(text: str) -> list[Annotation]:
    commands = [command for line in text.splitlines() if (command := workflow_command(line))]
    return [
        Annotation(
            properties["file"],
            int(properties["line"]),
            properties["title"][:5],
            name,
            _sentence(message.partition("\n")[0]),
        )
        for name, properties, message in commands
        if name in ("error", "warning")
    ]


REGISTERED = {"add-mask", "debug", "echo", "endgroup", "error", "group", "notice", "stop-commands", "warning"}


def workflow_command(line: str) -> tuple[str, Mapping[str, str], str] | None:
    """Read a line as GitHub's runner does: `::name key=value,key=value::message` after leading space, else
    `##[name]message` anywhere; the order in which it unescapes is the runner's own."""
    stripped = line.lstrip()
    if stripped.startswith("::") and (end := stripped.find("::", 2)) >= 0:
        name, _, listed = stripped[2:end].partition(" ")
        if name in REGISTERED:
            pairs = (pair.partition("=") for pair in listed.strip().split(",") if pair)
            escapes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
            properties = {key: _unescaped(value, escapes) for key, _, value in pairs if value}
            message = _unescaped(stripped[end + 2 :], {"%0D": "\r", "%0A": "\n", "%25": "%"})
            return name, properties, message
    if (old := re.search(r"##\[([^\] ]+)[^\]]*\](.*)", line)) and old[1] in REGISTERED:
        return old[1], {}, old[2]
    return None


def _unescaped(text: str, escapes: Mapping[str, str]) -> str:
    for escaped, char in escapes.items():
        text = text.replace(escaped, char)
    return text


def _sentence(said: str) -> str:
    return re.sub(r" \((?:sedan|från) [^()]+\)\.$", ".", said)


READERS: Mapping[str, Callable[[str], list[Annotation]]] = {
    "text": from_text,
    "json": from_json,
    "github": from_github,
    "gitlab": from_gitlab,
    "junit": from_junit,
}
