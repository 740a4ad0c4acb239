"""A handbook that is nothing but hostile text: every text of the corpus in every free text of the data, built once, and
on the site, in the PDFs and in the exports there is only text."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import cycle, islice
from operator import getitem
from pathlib import Path
from typing import Any

import icalendar
import pypdf
import pytest
import yaml
from lxml import html

from checks.policy.reading import read
from checks.run import judge, open_policy
from checks.schema import load_schema
from tests.handbook import run
from tests.hostile_files import TEXTS, corpus, texts
from tests.mini_handbook import PAGES, mini_handbook
from tests.municipality import ROOT, TODAY

FREE = {"line", "text", "plain"}  # the schemas' names of what anything may be written in
LONGEST = {"line": 110, "text": 700, "plain": 110}
SHORT = ("organisation.yaml",)  # what stands in every profile's text must leave room for the rest
FIXED = ("handle", "account-owner")  # part of the address; part of the decided wording
FROZEN = ("minikoping-arkiv.yaml", "arkiv.yaml")  # a decision holds these words

# Letters that the PDFs' fonts don't have; such a text stops the build with a sentence that names the letter.
UNPRINTABLE = re.compile("[\u0300-\u036f\u0370-\u05ff\u0600-\u1dff\u3000-\uffff\U0001d400-\U0001d7ff]")
PRINTABLE = [text for text in texts() if not UNPRINTABLE.search(text)]

PLANTED_PAGES = {
    "register/index.md": "# Register\n\n{{ account_register() }}\n",
    "register/a-o.md": "# A–Ö\n\n{{ a_to_o() }}\n",
    "register/jamfor.md": "# Jämför\n\n{{ comparison() }}\n",
    "register/tackning.md": "# Täckning\n\n{{ coverage() }}\n",
    "register/historik.md": "# Historik\n\n{{ history() }}\n",
    "register/konto.md": "{{ account_form() }}\n",
    "register/laget.md": "# Läget\n\n{{ standing() }}\n",
}


def planted(value: Any, schema: Any, supply: Iterator[str], most: int | None = None) -> Any:
    """The value with hostile text in every free text of it, as far as the schema has room for."""
    kind = free_text(schema)
    if kind and isinstance(value, str):
        room = most or LONGEST[kind]
        for text in islice(supply, 4):
            longer = f"{value} {text}"
            if len(longer) <= room and follows(longer, schema):
                value = longer
        return value
    schema = resolved(schema)
    if isinstance(value, dict):
        properties, others = schema.get("properties", {}), schema.get("additionalProperties", {})
        return {
            key: inner if key in FIXED else planted(inner, properties.get(key, others), supply, most)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [planted(inner, schema.get("items", {}), supply, most) for inner in value]
    return value


def free_text(schema: Any) -> str | None:
    """Which kind of free text a schema is, if any."""
    name = schema.get("$ref", "").rpartition("/")[2] if isinstance(schema, dict) else ""
    return name if name in FREE else None


def resolved(schema: Any) -> dict[str, Any]:
    """The schema that a schema refers to: in its own file, or in the common one."""
    while isinstance(schema, dict) and "$ref" in schema:
        schema = looked_up(schema["$ref"].partition("#/")[2].split("/"))
    return schema if isinstance(schema, dict) else {}


def looked_up(route: Sequence[str]) -> Any:
    own, common = CURRENT[-1], load_schema("common")
    return reduce(getitem, route, own if route[1] in own.get(route[0], {}) else common)


CURRENT: list[dict[str, Any]] = []


def follows(text: str, schema: dict[str, Any]) -> bool:
    """Whether a text keeps to what a field demands besides being text; a lone brace would be a blank."""
    return all(re.search(rule.get("pattern", ""), text) for rule in schema.get("allOf", ())) and "{" not in text


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the planted handbook."""
    root = tmp_path_factory.mktemp("planted")
    patch = pytest.MonkeyPatch()
    patch.setattr("tests.mini_handbook.PAGES", PAGES | PLANTED_PAGES)
    patch.setattr("tests.mini_handbook.overlay", lambda to, files: plant(overlaid(to, files)))
    mini_handbook(root)
    patch.undo()
    assert [one for one in judge(open_policy(root, TODAY)) if one.stops] == []
    done = run(root, "mkdocs", "build", "--strict", SOURCE_DATE_EPOCH="1795305600")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def overlaid(to: Path, files: dict[str, str]) -> Path:
    from tests.municipality import overlay

    return overlay(to, files)


def plant(root: Path) -> Path:
    """Lay the accepted files over a municipality and plant the texts in all that is not frozen."""
    for one in corpus():
        if not one.refused and not one.goes_to.startswith(("docs/", "policy_data/accounts/")):
            (root / one.goes_to).parent.mkdir(parents=True, exist_ok=True)
            (root / one.goes_to).write_bytes(one.source.read_bytes())
        elif one.source in TEXTS and not UNPRINTABLE.search(one.source.read_text(encoding="utf-8").partition("\n")[2]):
            (root / one.goes_to).write_bytes(one.source.read_bytes())
    supply = cycle(PRINTABLE)
    for file in open_policy(root, TODAY).files.values():
        path = root / file.path
        if path.suffix != ".yaml" or file.kind == "decided" or path.name in FROZEN or "/text-" in file.path:
            continue
        CURRENT.append(load_schema(file.kind))
        value = planted(read(path.read_text(encoding="utf-8")), CURRENT[-1], supply, 60 if path.name in SHORT else None)
        if file.kind == "platform" and "limits" in value:
            value["limits"]["about"] = 5000  # names are long here
        CURRENT.pop()
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return root


def trees(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), html.document_fromstring(path.read_bytes())


LOADED = ("src", "srcset", "action", "formaction", "background", "data", "poster", "style", "ping", "http-equiv")
# Addresses that the data gives as such: the repository, the unit's own website, the accounts.
OFFICIAL = (
    "https://www.minikoping.example/canary",
    "https://canary.example/repository/",
    "https://canary.example/canary",
    "https://www.facebook.com/canary",
)


def test_no_element_attribute_link_or_script_came_of_it(site: Path) -> None:
    found: list[str] = []
    for name, tree in trees(site):
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            attributes = dict(element.attrib)
            found += [f"{name}: <{element.tag}>" for _ in [0] if "canary" in element.tag]
            found += [f"{name}: {key}={value[:80]}" for key, value in attributes.items() if key.startswith("on")]
            found += [
                f"{name}: {key}={attributes[key][:80]}" for key in LOADED if "canary" in attributes.get(key, "").lower()
            ]
            link = attributes.get("href", "")
            if "canary" in link and re.match(r"[a-z]*:|//", link) and not link.startswith(("mailto:", *OFFICIAL)):
                found.append(f"{name}: href={link[:80]}")
            if re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE):
                found.append(f"{name}: href={link[:80]}")
            if (
                element.tag == "script"
                and "canary" in (element.text or "")
                and "json" not in attributes.get("type", "")
            ):
                found.append(f"{name}: script {(element.text or '')[:80]}")
    assert found == []


def test_a_reader_reads_it_as_it_was_written(site: Path) -> None:
    read_by = " ".join(spaceless(tree.text_content()) for _, tree in trees(site))
    assert [text for text in PRINTABLE if spaceless(text) not in read_by] == []


def spaceless(text: str) -> str:
    return "".join(text.split())


def test_the_pdfs_say_it(site: Path) -> None:
    printed = ""
    for path in sorted(set((site / "nedladdning").glob("*.pdf")) - set((site / "nedladdning").glob("beslutad-*"))):
        reader = pypdf.PdfReader(path)
        printed += "".join(spaceless(page.extract_text()) for page in reader.pages)
        for page in reader.pages:
            for annotation in page.get("/Annots", ()):
                action = annotation.get_object().get("/A", {})
                assert "canary()" not in str(action)
                assert action.get("/S") in (None, "/URI", "/GoTo")
    for words in ('#read("/etc/passwd")', "&lt;script&gt;", "[canary](https://canary.example)"):
        assert spaceless(words) in printed, words
    assert "root:x:0" not in printed


def test_the_exports_hold_it_as_text(site: Path) -> None:
    folder = site / "nedladdning"
    rows = list(csv.reader(io.StringIO((folder / "konton.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))] == []
    accounts: Sequence[dict[str, str]] = json.loads((folder / "konton.json").read_text(encoding="utf-8"))["accounts"]
    assert {one["purpose"] for one in accounts} >= set(PRINTABLE)
    calendars = sorted(folder.glob("*.ics"))
    assert calendars
    for path in calendars:
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        assert [part for part in calendar.walk() if "ATTENDEE" in part or "ATTACH" in part] == []


def test_nothing_of_it_ran(site: Path) -> None:
    assert not (site.parent / "canary").exists()
    assert not (ROOT / "canary").exists()
