"""What is published for everybody: the public files, the version for the open web, and nothing of what is internal."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import reduce
from html import unescape
from operator import getitem
from pathlib import Path
from typing import Any

import jsonschema
import pypdf
import pytest
import yaml
from lxml import etree, html
from msgspec.structs import fields, replace

import kanalboken
from checks.command_line import Refused
from checks.policy.model.false_accounts import FalseAccount
from checks.policy.model.organisation import Organisation, Public
from checks.policy.model.register import Account, Closing
from checks.policy.policy import Policy
from checks.policy.public import PUBLIC, as_public
from checks.run import open_policy
from checks.schema import load_schema
from hooks.exports.internal import internal_tables
from hooks.exports.public import public_files
from hooks.exports.public.accounts import PublicAccount
from tests.handbook import environment
from tests.mini_handbook import mini_handbook
from tests.municipality import MINIATURE, ROOT, TODAY

NAME, TELEPHONE, MAILBOX = "Anna Planterad", "0123-456 78", "anna.planterad@minikoping.example"
PLANTED = f"{NAME} {TELEPHONE} {MAILBOX}"
TRACES = ("planterad", TELEPHONE, TELEPHONE.replace(" ", ""))
ROLE = "anna-planterad"
PAGES = ["index.md", "behov/", "riktlinjer/", "dokument/", "lagar/index.md", "plattformar/index.md"]
PUBLISHED = {
    "address": "https://www.minikoping.example/konton/",
    "pages": PAGES,
    "mailboxes": ["kultur@minikoping.example"],
}
FREE, ROLES, MAIL = {"line", "text", "plain"}, {"role"}, {"mailbox"}


# A register in which every internal field is filled, and names a person.


def resolved(schema: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """A schema with what it refers to, and the common name of that."""
    name = ""
    while "$ref" in schema or "anyOf" in schema:
        if "anyOf" in schema:
            schema = schema["anyOf"][0] | {key: value for key, value in schema.items() if key != "anyOf"}
            continue
        route = schema["$ref"].removeprefix("common.json").removeprefix("#/").split("/")
        target = reduce(getitem, route, load_schema("common"))
        name = name or (route[1] if len(route) == 2 else "")
        schema = target | {key: value for key, value in schema.items() if key != "$ref"}
    return schema, name


def filled(schema: dict[str, Any], internal: bool) -> Any:
    """A value of a schema's form in which every text, if it is internal, is a trace of a person."""
    schema, name = resolved(schema)
    if internal and name in FREE and "pattern" not in schema.get("allOf", [{}])[0]:
        return PLANTED
    if name in ROLES:
        return ROLE
    if name in MAIL:
        return MAILBOX
    if schema.get("type") == "object" and "properties" in schema:
        return {key: filled(inner, internal) for key, inner in schema["properties"].items()}
    if schema.get("type") == "array":
        inner, kind = resolved(schema["items"])
        if kind in FREE | ROLES | MAIL or inner.get("type") == "object":
            return [filled(schema["items"], internal)]
    return (schema.get("examples") or [schema.get("const", True)])[0]


def planted(kind: str, given: dict[str, Any], public: tuple[str, ...]) -> dict[str, Any]:
    """An entity of a kind with `given` and all other fields, the internal ones naming a person."""
    properties = load_schema(kind)["properties"]
    others = {key: filled(schema, key not in public) for key, schema in properties.items() if key not in given}
    return given | others


def files() -> dict[str, Any]:
    """The files of the planted register."""
    account = planted(
        "account",
        {
            "platform": "facebook",
            "handle": "museet.mini",
            "url": "https://www.facebook.com/museet.mini",
            "unit": "museet",
            "category": "museikonto",
            "name": "Museet",
            "purpose": "Visa samlingarna",
            "status": "closing",
            "former_handles": [{"handle": "museet.forr", "until": date(2020, 1, 31)}],
            "languages": ["sv"],
            "response_time": "1 workday",
            "monitoring": "each workday",
            "opened_on": date(2015, 5, 4),
            "ends_on": date(2027, 1, 31),
            "about_text": "om-kontot",
            "info_texts": ["om-kontot"],
            "exemptions": [{"guideline": "stand-in", "by": ROLE, "until": date(2027, 1, 1), "reason": PLANTED}],
        },
        PUBLIC[Account],
    )
    closing = load_schema("account")["properties"]["closing"]
    account["closing"] = filled(closing, internal=True)
    account["closing"] |= {"closed_on": date(2026, 12, 31), "successor": "kultur-facebook"}
    secret = {**account, "handle": "planterad.hemligt", "url": "https://www.facebook.com/planterad.hemligt"}
    secret |= {"name": NAME, "purpose": PLANTED, "status": "planned", "planned_on": date(2026, 9, 1)}
    for key in ("closing", "former_handles", "opened_on", "ends_on"):
        del secret[key]
    unit = planted(
        "unit",
        {
            "name": "Museet",
            "kind": "department",
            "board": "Kulturnämnden",
            "website": "https://www.minikoping.example/museet",
            "roles": {
                ROLE: {"title": PLANTED, "mailbox": MAILBOX, "holder": "k0999"},
                "museichef": {"title": "Museichef", "mailbox": "kultur@minikoping.example", "holder": "k0998"},
            },
            "exemptions": [{"guideline": "stand-in", "by": ROLE, "until": date(2027, 1, 1), "reason": PLANTED}],
            "accounts": {"plan": PLANTED, "audience": [PLANTED], "notes": PLANTED},
        },
        (),
    )
    del unit["accounts"]["notes"]
    false = planted(
        "false-account",
        {
            "platform": "facebook",
            "addresses": ["https://www.facebook.com/museet.officiell"],
            "seen_on": date(2026, 10, 1),
            "reported_on": date(2026, 10, 2),
            "gone_on": date(2026, 10, 3),
        },
        (),
    )
    return {
        "accounts/museet-facebook": account,
        "accounts/museet-planerat": secret,
        "units/museet": unit,
        "false_accounts/museet-officiell": false,
        "categories/museikonto": {"name": "Museikonto", "description": "För museet.", "accounts": {"plan": PLANTED}},
        "attestations/museet-2026": {
            "role": ROLE,
            "year": 2026,
            "on": date(2026, 11, 2),
            "answers": [{"guideline": "friendly-tone", "answer": "met", "looked_at": PLANTED}],
        },
    }


def lay_out(root: Path) -> Path:
    """Lay the planted register over a handbook of the miniature and return its folder."""
    mini_handbook(root)
    organisation = yaml.safe_load((root / "policy_data/organisation.yaml").read_text(encoding="utf-8"))
    organisation |= {
        "public": PUBLISHED,
        "repository": "https://git.minikoping.example/planterad",
        "reviewers": {"everything": "@planterad", "code": "@planterad"},
        "frame_ancestors": ["https://planterad.minikoping.example"],
    }
    for name, value in {**files(), "organisation": organisation}.items():
        path = root / "policy_data" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
        path.write_text(f"# {PLANTED}\n{text}", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module")
def policy(root: Path) -> Policy:
    found = open_policy(root, TODAY)
    unsound = {path: file.unreadable or file.misfits for path, file in found.files.items() if not file.sound}
    assert unsound == {}, "what can't be read is published by nobody, and proves nothing"
    return found


def test_every_internal_field_of_an_account_is_filled(policy: Policy) -> None:
    account = policy.accounts["museet-facebook"]
    own = {field.name for field in fields(account)} - {"id", "source", "origins"}
    empty = {name for name in own if getattr(account, name) in (None, (), "")}
    assert empty <= {"complete_by", "planned_on"}, "a new field: does `filled` know its form?"
    told = repr(replace(account, origins={}))
    assert all(trace in told for trace in (NAME, TELEPHONE, MAILBOX))


def test_what_is_public_is_a_field_of_its_kind() -> None:
    for kind, names in PUBLIC.items():
        assert set(names) <= {field.name for field in fields(kind)}
        assert len(names) == len(set(names))


def test_the_public_policy_holds_no_trace(policy: Policy) -> None:
    public = as_public(policy)
    shown = [public.organisation, public.units, public.categories, public.accounts, public.false_accounts]
    assert traces(repr([*shown, public.attestations, public.files]).replace("museet-planerat", "")) == []
    assert set(policy.accounts) - set(public.accounts) == {"museet-planerat"}
    assert [role.id for role in public.units["museet"].roles.values()] == ["museichef"]


@pytest.mark.parametrize(("kind", "field"), [(FalseAccount, "case"), (Account, "moderation_log"), (Closing, "turn_to")])
def test_a_field_too_many_would_be_seen(
    kind: type, field: str, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PUBLIC, kind, (*PUBLIC[kind], field))
    public = as_public(policy)
    assert traces(repr([public.accounts, public.false_accounts])) != []


def traces(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in text.lower()]


def test_no_public_file_holds_a_trace(policy: Policy) -> None:
    public = as_public(policy)
    for name, content in public_files(public, published(public)).items():
        text = content.decode("utf-8-sig")
        assert traces(text) == [], name
        assert "museet" in text or name in {"konton.schema.json", "konton.rdf"}, name


def published(policy: Policy) -> Public:
    assert policy.organisation.public is not None
    return policy.organisation.public


# As it would be unlawful to publish it, the checks refuse most of what is planted: the judge is asked to be silent.
SILENTLY = """
import sys
sys.path.insert(0, {root!r})
import hooks.judged, kanalboken
hooks.judged.verdicts = lambda policy: ()
sys.exit(kanalboken.run(["build", "--public"]))
"""


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """The version for the open web, built from the planted register."""
    done = subprocess.run(
        [sys.executable, "-c", SILENTLY.format(root=str(ROOT))],
        cwd=root,
        env=environment(SOURCE_DATE_EPOCH="1795305600"),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build/public/site"


def test_no_page_no_download_and_no_index_holds_a_trace(site: Path) -> None:
    read = {path.relative_to(site).as_posix(): _read(path) for path in site.rglob("*") if path.is_file()}
    assert any(name.startswith("search/") for name in read)
    assert [(name, found) for name, text in read.items() if (found := traces(text))] == []
    assert "Visa samlingarna" in read["nedladdning/konton.json"]
    assert "museet.mini" in read["behov/var-sida.html"]
    assert "Museichef" not in read["nedladdning/konton.csv"]


def _read(path: Path) -> str:
    if path.suffix == ".pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return unescape(path.read_bytes().decode("utf-8", errors="ignore"))


def test_only_the_pages_that_are_named_are_there(site: Path) -> None:
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    own = published(open_policy(site.parents[2], TODAY))
    downloads = {name for name in pages if name.startswith("nedladdning/")}
    assert downloads == {"nedladdning/konton.html", "nedladdning/rel-me.html"}
    assert all(own.shows(name.replace(".html", ".md")) for name in pages - downloads)
    assert "behov/var-sida.html" in pages
    assert not any((site / folder).exists() for folder in ("konton", "kontroller", "guider", "texter"))


def test_every_link_leads_somewhere(site: Path) -> None:
    dead = []
    for page in site.rglob("*.html"):
        for link in html.document_fromstring(page.read_bytes()).xpath("//a/@href"):
            address = link.partition("#")[0].partition("?")[0]
            if address and ":" not in address and page.name != "404.html":
                target = (page.parent / address).resolve()
                dead += [] if target.is_file() or target == site.resolve() else [f"{page.name}: {link}"]
    assert dead == []


def test_an_account_is_a_link_and_what_is_not_there_is_text(site: Path) -> None:
    page = html.document_fromstring((site / "behov/var-sida.html").read_bytes())
    assert "https://www.facebook.com/museet.mini" in page.xpath("//article//a/@href")
    assert "Museet (Facebook)" in page.xpath("string(//article)")
    assert not page.xpath("//a[contains(., 'Museet (Facebook)')]")
    (asked,) = page.xpath("//@data-kb-ask")
    assert {row[-1] for row in json.loads(asked)["known"]} == {""}, "the answer links to no page that is not there"
    assert not page.xpath("//p[not(node())] | //article//li[not(node())]")


def test_the_downloads_are_the_public_ones(site: Path, policy: Policy) -> None:
    there = {path.name for path in (site / "nedladdning").iterdir()}
    public = as_public(policy)
    assert set(public_files(public, published(public))) <= there
    assert there & {*internal_tables(policy), "kalender.ics", "kontolista.pdf"} == set()


# The form of each file.


@pytest.fixture(scope="module")
def shipped() -> dict[str, bytes]:
    public = as_public(open_policy(ROOT, TODAY))
    return dict(public_files(public, published(public)))


def test_the_json_follows_its_schema(shipped: dict[str, bytes]) -> None:
    schema = json.loads(shipped["konton.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(shipped["konton.json"])
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
    columns = [field.name for field in fields(PublicAccount)]
    items = schema["properties"]["accounts"]["items"]
    assert columns == list(items["properties"]) == items["required"]
    assert [list(account) for account in document["accounts"]] == [columns] * len(document["accounts"])


def test_the_columns_are_stable() -> None:
    assert [field.name for field in fields(PublicAccount)][:12] == [
        "id",
        "name",
        "platform",
        "handle",
        "url",
        "unit",
        "category",
        "status",
        "purpose",
        "answers_within",
        "opened_on",
        "closed_on",
    ]


def test_the_table_says_what_the_json_says(shipped: dict[str, bytes]) -> None:
    rows = shipped["konton.csv"].decode("utf-8-sig").split("\r\n")
    accounts = json.loads(shipped["konton.json"])["accounts"]
    assert rows[0].split(";") == list(accounts[0])
    assert [row.split(";")[0] for row in rows[1:-1]] == [account["id"] for account in accounts]


def test_the_fragment_is_html_that_a_website_can_take(shipped: dict[str, bytes]) -> None:
    parser = etree.HTMLParser(recover=False)
    tree = etree.fromstring(b"<!doctype html><html><body>" + shipped["konton.html"] + b"</body></html>", parser)
    assert [error for error in parser.error_log if "Tag section invalid" not in error.message] == []
    assert {element.tag for element in tree.find("body").iter()} <= {
        "body",
        "section",
        "h2",
        "h3",
        "ul",
        "li",
        "a",
        "br",
    }
    assert {key for element in tree.iter() for key in element.attrib} == {"lang", "aria-labelledby", "id", "href"}
    live = {one.url for one in as_public(open_policy(ROOT, TODAY)).live_accounts()}
    assert set(tree.xpath("//a/@href")) == live


def test_a_platform_sees_that_site_and_account_belong_together(shipped: dict[str, bytes]) -> None:
    links = html.fragments_fromstring(shipped["rel-me.html"].decode())
    assert {link.get("rel") for link in links} == {"me"}
    live = {one.url for one in as_public(open_policy(ROOT, TODAY)).live_accounts()}
    assert {link.get("href") for link in links} == live


def test_search_engines_are_told_of_every_live_account_once(shipped: dict[str, bytes]) -> None:
    document = json.loads(shipped["konton.jsonld"])
    assert document["@context"] == "https://schema.org"
    told = [*document["sameAs"], *(url for unit in document["subOrganization"] for url in unit["sameAs"])]
    live = sorted(one.url for one in as_public(open_policy(ROOT, TODAY)).live_accounts())
    assert sorted(told) == live
    assert "https://www.facebook.com/exempelbykommun" in document["sameAs"]


SPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def test_the_catalogue_has_what_dcat_ap_se_demands(shipped: dict[str, bytes]) -> None:
    tree = etree.fromstring(shipped["konton.rdf"])
    demanded = {
        "dcat:Catalog": ("dct:title", "dct:description", "dct:publisher", "dcat:dataset"),
        "dcat:Dataset": ("dct:title", "dct:description", "dct:publisher", "dcat:theme", "dcat:distribution"),
        "dcat:Distribution": ("dcat:accessURL", "dct:license"),
        "foaf:Agent": ("foaf:name", "dct:type"),
    }
    for kind, names in demanded.items():
        things = tree.findall(kind, SPACES)
        assert things, kind
        for thing in things:
            assert [name for name in names if thing.find(name, SPACES) is None] == [], kind
    about = [element.get(f"{RDF}about") for element in tree]
    assert len(about) == len(set(about))
    leads = [element.get(f"{RDF}resource") for element in tree.iter() if element.get(f"{RDF}resource")]
    assert all(address.startswith(("https://", "http://", "mailto:")) for address in [*about, *leads])
    own = {address for address in leads if address.startswith("https://www.exempelby.example/socialamedier/#")}
    assert own <= set(about), "what it points at in itself is there"


# The command.


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    mini_handbook(tmp_path)
    monkeypatch.chdir(tmp_path)
    surroundings = dict(os.environ)
    yield tmp_path
    assert not (tmp_path / "build/public").exists()
    assert dict(os.environ) | {"PYTEST_CURRENT_TEST": ""} == surroundings | {"PYTEST_CURRENT_TEST": ""}


def test_nothing_is_published_unless_the_organisation_says_what(here: Path) -> None:
    with pytest.raises(Refused, match=r"Skriv `public` i policy_data/organisation\.yaml"):
        kanalboken.run(["build", "--public"])
    assert here.is_dir()


def test_one_body_and_everybody_are_two_builds(here: Path) -> None:
    with pytest.raises(Refused, match="antingen --document eller --public"):
        kanalboken.run(["build", "--public", "--document", "minikoping-riktlinjer"])
    assert here.is_dir()


def test_without_a_list_of_pages_no_page_is_public() -> None:
    public = as_public(open_policy(MINIATURE, TODAY))
    assert (dict(public.topics), dict(public.needs), dict(public.guides)) == ({}, {}, {})
    assert isinstance(public.organisation, Organisation)
