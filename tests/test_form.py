"""The form for accounts in a real browser: filled in by somebody new on a phone it makes a file that the checks accept,
and it says of a wrong value what they say."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, ViewportSize, expect

from checks.policy.policy import Policy
from checks.policy.reading import find_marks, read
from checks.policy.tree import DATA, FOLDERS, SINGLE_FILES, files
from checks.run import judge, open_policy
from checks.schema import FOLDER, load_schema
from hooks.exports.content_security import write_snippets
from hooks.pages.account_form import TASKS, account_form
from hooks.web_editor import web_editor
from tests.handbook import DESKTOP, PHONE, SMALLEST, Scheme, headers_of, heard, opened, run, served, strays, violations
from tests.mini_handbook import mini_handbook
from tests.municipality import ROOT, TODAY, Municipality

PAGE = "andra/konto.html"
REPOSITORY = "https://git.minikoping.example/kommun/kanalboken/src/branch/main"
NEW = "Anmäla ett nytt konto"
NO_FILE = (
    "Kontots fil gick inte att hämta. "
    "Ladda om sidan. I en handbok som öppnas ur en mapp går det bara att anmäla nya konton."
)
HEADER = "# yaml-language-server: $schema=../../../../checks/schemas/account.json\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature's handbook with the form in it."""
    root = mini_handbook(tmp_path_factory.mktemp("form"))
    with (root / DATA / "organisation.yaml").open("a", encoding="utf-8") as organisation:
        organisation.write(f"repository: {REPOSITORY}\n")
    (root / "docs/andra").mkdir()
    (root / "docs/andra/konto.md").write_text("{{ account_form() }}\n", encoding="utf-8")
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["nav"].append("andra/konto.md")
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    done = run(root, "mkdocs", "build", SOURCE_DATE_EPOCH="1795305600")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the form is served, with the headers that are written for web servers."""
    nginx, *_ = write_snippets(site, (), site.parent / "csp")
    with served(site, headers_of(nginx)) as root:
        yield root + PAGE


@contextmanager
def form(browser: Browser, address: str, size: ViewportSize = PHONE, scheme: Scheme = "light") -> Iterator[Page]:
    """The form as somebody sees it who has never been here."""
    with opened(browser, size, scheme) as page:
        page.goto(address)
        yield page


def choose(page: Page, task: str, account: str = "") -> None:
    page.get_by_label(task).check()
    if account:
        page.get_by_label("Konto", exact=True).fill(account)


def make(page: Page) -> None:
    page.get_by_role("button", name="Gör filen").click()


def made(page: Page, to: Path) -> Path:
    """Make the file, download it to a folder and return it."""
    make(page)
    expect(page.get_by_role("heading", name="Filen är klar")).to_be_focused()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Ladda ner filen").click()
    path = to / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def fill_new(page: Page, **more: str) -> None:
    """Tell of a new account, field by field, by what stands beside the fields."""
    choose(page, NEW)
    asked = page.locator("[data-task=new]")
    asked.get_by_label("Plattform", exact=True).select_option(label="Facebook")
    asked.get_by_label("Användarnamn", exact=True).fill("minikopingsscen")
    asked.get_by_label("Verksamhet", exact=True).fill("Kulturhuset")
    asked.get_by_label("Kategori", exact=True).select_option(label="Verksamhetskonto")
    asked.get_by_label("Kontoansvarig", exact=True).fill("Kommunikatör, Kulturhuset")
    asked.get_by_label("Ersättare", exact=True).fill("Kulturchef, Kulturhuset")
    asked.get_by_label("Syfte", exact=True).fill("Berätta om scenen: biljetter, artister och tider")
    for field, value in more.items():
        page.locator(f"#{field}").fill(value)


def accepted(path: Path, municipality: Municipality) -> Policy:
    """Lay a file unchanged among a municipality's accounts; the checks find nothing wrong anywhere."""
    root = municipality({f"{DATA}/accounts/{path.name}": path.read_bytes()})
    policy = open_policy(root, TODAY)
    assert [f"{one.check} {one.file}:{one.line} {one.sentence}" for one in judge(policy)] == []
    return policy


def errors(page: Page) -> set[str]:
    """What the summary says, the fields' names aside."""
    rows: list[str] = page.locator(".kb-form-summary li").evaluate_all("all => all.map(one => one.textContent)")
    return {re.sub(r"^[^:`]*?: ", "", row) for row in rows}


# Whoever is new here.


def test_a_new_account_told_of_on_a_phone_passes_the_checks_unchanged(
    browser: Browser, address: str, tmp_path: Path, municipality: Municipality
) -> None:
    with form(browser, address) as page, heard(page) as asked:
        fill_new(page)
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", page.get_by_label("Planerat den").input_value()), "today"
        page.get_by_label("Planerat den").fill("2026-11-20")
        assert page.get_by_label("Adress", exact=True).input_value() == "https://facebook.com/minikopingsscen"
        path = made(page, tmp_path)
        assert strays(asked, address.removesuffix(PAGE)) == [], "nothing leaves the browser"
    assert path.name == "kultur-facebook-2.yaml", "kultur-facebook is taken"
    account = accepted(path, municipality).accounts["kultur-facebook-2"]
    assert (account.status, account.owner, account.stand_in) == ("planned", "kommunikator", "kulturchef")
    assert account.purpose == "Berätta om scenen: biljetter, artister och tider"


def test_an_account_that_is_there_already_passes_with_what_it_needs(
    browser: Browser, address: str, tmp_path: Path, municipality: Municipality
) -> None:
    with form(browser, address) as page:
        fill_new(page, **{"new-approval-by": "Kulturchef, Kulturhuset", "new-approval-on": "20261101"})
        page.locator("#new-status").select_option(label="Aktivt")
        page.locator("#new-opened-on").fill("2026-11-02")
        page.get_by_text("Fler uppgifter").click()
        page.locator("#new-goals").fill("Minst 100 biljetter.\n\n  Minst 10 svar.  \n")
        page.locator("#new-minors").select_option(label="Nej")
        page.get_by_label("Dialog: kommunen och invånarna samtalar").check()
        path = made(page, tmp_path)
    account = accepted(path, municipality).accounts[path.stem]
    assert account.status == "active"
    assert account.approval is not None
    assert (account.approval.by, str(account.approval.on)) == ("kulturchef", "2026-11-01")
    assert account.goals == ("Minst 100 biljetter.", "Minst 10 svar.")
    assert (account.minors, account.directions) == (False, ("dialogue",))


CHANGES = {
    "owner": ("Byta kontoansvarig", {"owner-owner": "Kommunikatör, Kulturhuset"}, {"owner: kommunikator"}),
    "snapshot": (
        "Skriva in ett arkivuttag",
        {"snapshot-snapshots-on": "2026-11-20", "snapshot-snapshots-reference": "E-arkivet: 2026-0341"},
        {"snapshots:", "  - on: 2026-11-20", '    reference: "E-arkivet: 2026-0341"', "    covers: [layout]"},
    ),
    "review": (
        "Skriva in en översyn",
        {"review-reviews-on": "2026-11-20", "review-reviews-by": "Kulturchef, Kulturhuset"},
        {"reviews:", "  - on: 2026-11-20", "    by: kulturchef", "    outcome: keep", "last_post: 2026-11-19"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_touches_only_its_own_lines_and_passes_the_checks(
    browser: Browser, address: str, tmp_path: Path, municipality: Municipality, change: str
) -> None:
    task, fields, lines = CHANGES[change]
    with form(browser, address) as page:
        choose(page, task, "Kulturhuset i Miniköping (Facebook)")
        for field, value in fields.items():
            page.locator(f"#{field}").fill(value)
        if change == "snapshot":
            page.get_by_label("Utseendet").check()
        if change == "review":
            page.get_by_label("Utfall").select_option(label="Kontot fortsätter")
            page.get_by_label("Senaste inlägget").fill("20261119")
        path = made(page, tmp_path)
    assert path.name == "kultur-facebook.yaml"
    before = (ROOT / "tests/miniature/policy_data/accounts/kultur-facebook.yaml").read_text(encoding="utf-8")
    after = path.read_text(encoding="utf-8")
    assert set(after.splitlines()) - set(before.splitlines()) == lines
    gone = {"owner: bibliotekarie"} if change == "owner" else set()
    assert set(before.splitlines()) - set(after.splitlines()) == gone
    accepted(path, municipality)


def test_closing_shows_what_is_known_and_goes_on_from_there(
    browser: Browser, address: str, tmp_path: Path, municipality: Municipality
) -> None:
    with form(browser, f"{address}#konto-kultur-x") as page:
        choose(page, "Avsluta ett konto")
        reason = page.locator("#closing-closing-reason")
        assert reason.input_value() == "Besökarna finns i andra kanaler"
        assert page.locator("#closing-status").input_value() == "closing"
        page.locator("#closing-closing-turn-to").fill("Webbplatsen och kontaktcenter")
        path = made(page, tmp_path)
    closing = accepted(path, municipality).accounts["kultur-x"].closing
    assert closing is not None
    assert (closing.turn_to, closing.successor) == ("Webbplatsen och kontaktcenter", "kultur-facebook")
    assert "  retroactive: true\n" in path.read_text(encoding="utf-8"), "the other lines are as they were"


TEXT = """\
# first
platform: x
snapshots: # all of them
    # the oldest
    - on: 2025-01-02 # in January
      reference: A

# why
closing:
  # the board said so
  decided_by: chef # by mail
  reason: >-
    Nobody: asks
    any more

  notice_on: 2026-11-02
notes: b
"""
CLOSING = {"decided_by": "chef", "reason": "Nobody: asks any more", "notice_on": "2026-11-02"}


@pytest.mark.parametrize(
    ("values", "added", "gone", "new"),
    [
        ({"snapshots": [{}, {"on": "2026-01-02"}]}, "snapshots", [], ["    - on: 2026-01-02"]),
        ({"closing": CLOSING | {"closed_on": "2026-12-01"}}, None, [], ["  closed_on: 2026-12-01"]),
        (
            {"closing": CLOSING | {"notice_on": "2026-11-03"}},
            None,
            ["  notice_on: 2026-11-02"],
            ["  notice_on: 2026-11-03"],
        ),
        (
            {"closing": {"decided_by": "chef", "notice_on": "2026-11-02"}},
            None,
            ["  reason: >-", "    Nobody: asks", "    any more"],
            [],
        ),
        ({"notes": None, "case": "KS 1"}, None, ["notes: b"], ["case: KS 1"]),
        ({"platform": "y"}, None, ["platform: x"], ['platform: "y"']),
    ],
)
def test_only_the_lines_that_say_something_else_are_others(
    browser: Browser,
    address: str,
    values: dict[str, Any],
    added: str | None,
    gone: list[str],
    new: list[str],
) -> None:
    script = """
    ([text, lines, was, values, added]) => {
      const known = { order: ["platform", "case", "snapshots", "closing", "notes"], firstLine: "" };
      for (const key of Object.keys(values)) values[key] ??= undefined;
      return accountFile(known).changedFile({ text, lines, values: was }, values, added);
    }
    """
    was = {"snapshots": [{}], "closing": CLOSING, "notes": "b", "platform": "x"}
    lines = {key: mark.line for key, mark in find_marks(TEXT).inside.items()}
    with form(browser, address) as page:
        made = page.evaluate(script, [TEXT, lines, was, values, added])
    before, after = TEXT.splitlines(), made.splitlines()
    assert [line for line in before if line not in after] == gone
    assert [line for line in after if line not in before] == new
    assert len(after) == len(before) - len(gone) + len(new)
    back = read(made)
    if added is None:
        assert {key: back.get(key) for key in values} == values
    assert list(back) == [key for key in ("platform", "case", "snapshots", "closing", "notes") if key in back]


# The same sentences as the checks.

WRONG: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    # what is wrong: what is written in which fields, and the same values in a file
    "a key is missing": ({"new-handle": ""}, {"handle": ...}),
    "an id has letters that it can't have": ({"new-owner": "Bibliotekschef Åsa"}, {"owner": "Bibliotekschef Åsa"}),
    "an address is none": ({"new-url": "facebook.com/scenen"}, {"url": "facebook.com/scenen"}),
    "an address is two": ({"new-url": "https://x.com/a b"}, {"url": "https://x.com/a b"}),
    "a text has markup": ({"new-purpose": "Berätta <b>allt</b>"}, {"purpose": "Berätta <b>allt</b>"}),
    "a text is script and much too long": (
        {"new-purpose": "javascript:" + "a" * 300},
        {"purpose": "javascript:" + "a" * 300},
    ),
    "a text has a line break": ({"new-notes": "Först.\nSedan."}, {"notes": "Först.\nSedan."}),
    "a text has a hard space": ({"new-name": "Scenen\u00a02"}, {"name": "Scenen\u00a02"}),
    "a text has an unseen character": ({"new-name": "Scenen\u200b2"}, {"name": "Scenen\u200b2"}),
    "a day does not exist": ({"new-opened-on": "2026-02-30"}, {"opened_on": "2026-02-30"}),
    "a day has words": ({"new-opened-on": "22 november"}, {"opened_on": "22 november"}),
    "a list has the same twice": ({"new-goals": "Svara\nSvara"}, {"goals": ["Svara", "Svara"]}),
    "a list has a wrong entry": ({"new-goals": "Svara\n<i>"}, {"goals": ["Svara", "<i>"]}),
    "a mailbox is none": ({"new-registered-email": "Åsa@x"}, {"registered_email": "Åsa@x"}),
    "an object lacks a key": ({"new-approval-on": "2026-11-01"}, {"approval": {"on": "2026-11-01"}}),
    "an object has two wrong values": (
        {"new-approval-on": "i går", "new-approval-by": "Chefen!"},
        {"approval": {"on": "i går", "by": "Chefen!"}},
    ),
}
RIGHT = {
    "platform": "facebook",
    "handle": "minikopingsscen",
    "url": "https://www.facebook.com/minikopingsscen",
    "unit": "kultur",
    "category": "verksamhet",
    "owner": "kommunikator",
    "stand_in": "kulturchef",
    "purpose": "Berätta om scenen",
    "status": "planned",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_value_is_told_of_in_the_same_words_as_by_the_checks(
    browser: Browser, address: str, municipality: Municipality, wrong: str
) -> None:
    fields, values = WRONG[wrong]
    account = {key: value for key, value in (RIGHT | values).items() if value is not ...}
    text = yaml.safe_dump(account, allow_unicode=True, sort_keys=False, width=4000)
    root = municipality({f"{DATA}/accounts/kultur-facebook-2.yaml": text})
    found = [one for one in judge(open_policy(root, TODAY)) if one.check in ("KO001", "KO002")]
    with form(browser, address) as page:
        fill_new(page)
        page.get_by_text("Fler uppgifter").click()
        for field, value in fields.items():
            page.locator(f"#{field}").fill(value)
        make(page)
        assert found
        assert errors(page) == {f"{one.sentence} {one.remedy}".replace("`", "") for one in found}
        expect(page.locator(".kb-form-summary")).to_be_focused()
        first = page.locator(f"#{next(iter(fields))}")
        assert first.get_attribute("aria-invalid") == "true" or wrong == "an object lacks a key"
        page.locator(".kb-form-summary a").first.click()
        expect(page.locator("[aria-invalid=true]").first).to_be_focused()


def test_types_and_vocabularies_are_judged_as_the_checks_do(
    browser: Browser, address: str, municipality: Municipality
) -> None:
    """What nobody can write in the form, but a draft from another day could hold."""
    values = RIGHT | {"status": "borttaget", "minors": "kanske", "comments": 4, "goals": "Svara", "approval": []}
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    root = municipality({f"{DATA}/accounts/kultur-facebook-2.yaml": text})
    told = {(one.sentence, one.remedy) for one in judge(open_policy(root, TODAY)) if one.check == "KO002"}
    known = "JSON.parse(document.querySelector('[data-kb-form]').dataset.kbForm)"
    script = f"(values) => schemaJudge({known}).judged(values, [])"
    with form(browser, address) as page:
        said = {(one["sentence"], one["remedy"]) for one in page.evaluate(script, values)}
    described = load_schema("common")["$defs"]["inherited"]["properties"]["comments"]["description"]
    quoted = "Rätta värdet. Sätt det inom citattecken, så läses det som text."
    assert said == {(sentence, remedy) for sentence, remedy in told if remedy != quoted} | {
        (sentence, f"Rätta värdet. {described}") for sentence, remedy in told if remedy == quoted
    }


def test_the_page_knows_every_keyword_of_the_schema() -> None:
    """Those beside: what only readers need, and what fields can't get wrong (an empty list is none, keys are known)."""
    beside = {"description", "errorMessage", "default", "additionalProperties", "minItems"}
    script = (ROOT / "docs/assets/form-schema.js").read_text(encoding="utf-8").partition("const KEYWORDS = {")[2]
    told = set(re.findall(r"^    (\$?\w+)[:(]", script, re.MULTILINE))
    known = known_to(open_policy(ROOT, TODAY))
    assert (
        set(keywords({"properties": known["properties"]})) | set(keywords({"$defs": known["parts"]})) <= told | beside
    )


def known_to(policy: Policy) -> dict[str, Any]:
    """What the page tells its script."""
    from lxml import html

    page = html.fromstring(f"<div>{account_form(policy)}</div>")
    known: dict[str, Any] = json.loads(page.xpath("//@data-kb-form")[0])
    return known


def keywords(schema: Any) -> Iterator[str]:
    for key, value in schema.items() if isinstance(schema, dict) else ():
        if key in ("properties", "$defs"):
            for one in value.values():
                yield from keywords(one)
        else:
            yield key
        for one in value if isinstance(value, list) else [value]:
            yield from keywords(one) if key not in ("properties", "$defs") else ()
        if key == "$defs":
            return


def test_what_is_chosen_must_be_in_its_list(browser: Browser, address: str) -> None:
    with form(browser, address) as page:
        fill_new(page, **{"new-stand-in": "vaktmastare"})
        make(page)
        (said,) = errors(page)
        assert said.startswith('stand_in har ett värde som inte finns: "vaktmastare". Välj i listan.')
        page.locator("#new-stand-in").fill("kulturchef")
        expect(page.locator("#new-stand-in-error")).to_have_count(0)
        make(page)
        expect(page.get_by_role("heading", name="Filen är klar")).to_be_focused()


# The file.

TRAPS = (
    "ja: nej",
    "- punkt",
    "# inte en kommentar",
    "a #b",
    "true",
    "null",
    "No",
    "012",
    "1_000",
    "2026-11-22",
    "*stjärna",
    "&ankare",
    "!tagg",
    "| rör",
    "> större",
    "%procent",
    "@konto",
    "`bak`",
    "\"citat\" och 'apostrofer'",
    "C:\\mapp\\fil",
    "{ord}",
    "[lista]",
    "?",
    "-",
    "~",
    "=1+1",
    "ordet 🌲 träd",
    "slutar med kolon:",
    "https://exempel.example/a?b=c#d",
    "a  b",
    "..." * 60,
    "Lång text med kolon: och # " * 9,
    "ordutanmellanrum" * 17,
    "---",
    "Åäö, ÉÜß – ”citat” …",
)


def test_whatever_is_written_reads_back_as_it_was_written(browser: Browser, address: str) -> None:
    write = "(values) => accountFile({ order: [], firstLine: '# a' }).newFile(values)"
    values: dict[str, Any] = {
        "purpose": {str(number): trap.strip() for number, trap in enumerate(TRAPS)},
        "goals": [trap.strip() for trap in TRAPS],
        "entries": [{"on": trap.strip(), "covers": [trap.strip()]} for trap in TRAPS],
    }
    with form(browser, address) as page:
        text = page.evaluate(write, values)
    back = read(text)
    assert back["goals"] == values["goals"]
    assert back["entries"] == values["entries"]
    assert list(back["purpose"].values()) == list(values["purpose"].values())
    assert max(len(line) for line in text.splitlines() if " " in line.strip()) < 300


# Ways to send it in.


@pytest.mark.parametrize(
    ("repository", "new", "edit"),
    [
        (
            "https://github.com/kommun/bok/blob/main",
            "https://github.com/kommun/bok/new/main/policy_data/accounts",
            "https://github.com/kommun/bok/edit/main/policy_data/accounts",
        ),
        (
            "https://gitlab.example/grupp/under/bok/-/blob/main/data",
            "https://gitlab.example/grupp/under/bok/-/new/main/data/policy_data/accounts",
            "https://gitlab.example/grupp/under/bok/-/edit/main/data/policy_data/accounts",
        ),
        (
            "https://codeberg.example/kommun/bok/src/branch/main/",
            "https://codeberg.example/kommun/bok/_new/main/policy_data/accounts",
            "https://codeberg.example/kommun/bok/_edit/main/policy_data/accounts",
        ),
    ],
)
def test_the_editor_is_that_of_where_the_repository_lies(repository: str, new: str, edit: str) -> None:
    editor = web_editor(repository, "policy_data/accounts")
    assert editor is not None
    assert (editor.new, editor.edit) == (new, edit)


@pytest.mark.parametrize(
    "repository",
    [
        None,
        "",
        "http://github.com/a/b/blob/main",
        "https://github.com/a/b",
        "https://user@github.com/a/b/blob/main",
        "javascript:alert(1)//github.com/a/b/blob/main",
        "https://github.com/a/b/blob/main?x",
    ],
)
def test_there_is_no_editor_where_we_know_of_none(repository: str | None) -> None:
    assert web_editor(repository, "policy_data/accounts") is None


def test_the_editor_is_opened_with_the_text_which_is_copied_too(browser: Browser, address: str) -> None:
    with form(browser, address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.context.route("https://git.minikoping.example/**", lambda route: route.fulfill(body="Redigerare"))
        fill_new(page)
        make(page)
        text = page.locator("#kb-form-yaml").text_content()
        with page.context.expect_page() as waiting:
            page.get_by_role("link", name="Öppna redigeraren").click()
        opened_at = urlsplit(waiting.value.url)
        assert opened_at.path == "/kommun/kanalboken/_new/main/policy_data/accounts"
        assert parse_qs(opened_at.query) == {"filename": ["kultur-facebook-2.yaml"], "value": [text]}
        assert waiting.value.evaluate("window.opener") is None
        waiting.value.close()
        page.bring_to_front()
        assert page.evaluate("navigator.clipboard.readText()") == text
        choose(page, "Byta kontoansvarig", "kultur-facebook")
        page.locator("#owner-owner").fill("utvecklare")
        make(page)
        link = page.get_by_role("link", name="Öppna redigeraren").get_attribute("href")
        assert (
            link
            == "https://git.minikoping.example/kommun/kanalboken/_edit/main/policy_data/accounts/kultur-facebook.yaml"
        )


def test_the_letter_says_everything_in_plain_swedish(browser: Browser, address: str) -> None:
    with form(browser, address) as page:
        fill_new(page)
        make(page)
        link = urlsplit(page.get_by_role("link", name="Skriv mejlet").get_attribute("href") or "")
    assert (link.scheme, link.path) == ("mailto", "kommunikation@minikoping.example")
    query = {name: unquote(value) for name, _, value in (part.partition("=") for part in link.query.split("&"))}
    assert query["subject"] == "Anmäla ett nytt konto: minikopingsscen, Facebook"
    for line in (
        "- Plattform: Facebook",
        "- Kontoansvarig: Kommunikatör, Kulturhuset",
        "- Status: Planerat, inte öppnat",
        "kanalboken import kultur-facebook-2.yaml",
    ):
        assert f"\r\n{line}\r\n" in query["body"]


def test_who_gets_the_letter_imports_the_file(
    browser: Browser, address: str, tmp_path: Path, municipality: Municipality
) -> None:
    root, attached = municipality({}), tmp_path / "attached"
    attached.mkdir()
    with form(browser, address) as page:
        fill_new(page, **{"new-planned-on": "2026-11-20"})
        new = made(page, attached)
        choose(page, "Byta kontoansvarig", "kultur-facebook")
        page.locator("#owner-owner").fill("Kommunikatör, Kulturhuset")
        changed = made(page, attached)
    for file in (new, changed):
        words = [sys.executable, str(ROOT / "kanalboken.py"), "import", str(file)]
        done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
        assert read((root / DATA / "accounts" / file.name).read_text(encoding="utf-8")) == read(
            file.read_text(encoding="utf-8")
        )


# The draft.


def test_a_half_done_draft_is_kept_until_it_is_cleared(browser: Browser, address: str) -> None:
    with form(browser, address) as page:
        choose(page, NEW)
        page.get_by_label("Användarnamn", exact=True).fill("halvvägs")
        page.reload()
        assert page.get_by_label(NEW).is_checked()
        assert page.get_by_label("Användarnamn", exact=True).input_value() == "halvvägs"
        page.get_by_role("button", name="Töm formuläret").click()
        expect(page.get_by_label(NEW)).to_be_focused()
        assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('kanalboken'))") == []
        page.reload()
        assert not page.get_by_label(NEW).is_checked()


@pytest.mark.parametrize("draft", ["{", "null", "[]", '{"task":"new","written":{"new-url":7}}', '{"task":"bort"}'])
def test_a_draft_that_makes_no_sense_is_none(browser: Browser, address: str, draft: str) -> None:
    with form(browser, address) as page:
        page.evaluate("draft => localStorage.setItem(`kanalboken-konto ${location.pathname}`, draft)", draft)
        page.reload()
        choose(page, NEW)
        expect(page.get_by_label("Plattform", exact=True)).to_be_visible()


# Everywhere and for everyone.


def test_it_works_from_a_folder(browser: Browser, site: Path, tmp_path: Path, municipality: Municipality) -> None:
    with form(browser, (site / PAGE).as_uri()) as page:
        fill_new(page, **{"new-planned-on": "2026-11-20"})
        path = made(page, tmp_path)
    accepted(path, municipality)


def test_from_a_folder_it_says_that_nothing_can_be_changed(browser: Browser, site: Path) -> None:
    with form(browser, f"{(site / PAGE).as_uri()}#konto-kultur-x") as page:
        choose(page, "Avsluta ett konto")
        make(page)
        assert errors(page) == {NO_FILE}


def test_the_page_does_not_carry_the_files_of_all_accounts(site: Path) -> None:
    text, shown = "Locka till läsning och berätta om evenemang", (site / PAGE).read_text(encoding="utf-8")
    assert text not in shown
    (address,) = re.findall(r'data-files="\.\./(nedladdning/[^"?]+)\?\w{16}"', shown)
    files = json.loads((site / address).read_bytes())
    assert text in files["kultur-facebook"]["text"]


def test_it_says_so_when_the_files_can_not_be_had(browser: Browser, address: str) -> None:
    with form(browser, address) as page:
        page.route("**/nedladdning/*", lambda route: route.fulfill(content_type="application/json", body=""))
        page.reload()
        choose(page, "Avsluta ett konto", "Kulturhuset på X (X)")
        expect(page.locator("#form-account-error")).to_have_text(NO_FILE)
        expect(page.locator("[data-task=closing]")).to_be_hidden()
        make(page)
        assert errors(page) == {NO_FILE}
        choose(page, NEW)
        expect(page.get_by_label("Plattform", exact=True)).to_be_visible()


def test_without_script_it_says_what_to_do_instead(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("Formuläret behöver skript")).to_be_visible()
    expect(page.locator("form[novalidate]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, SMALLEST], ids=["desktop", "smallest"])
def test_axe_finds_nothing_in_the_form_its_errors_and_its_result(
    browser: Browser, address: str, size: ViewportSize, scheme: Scheme
) -> None:
    with form(browser, address, size, scheme) as page:
        choose(page, NEW)
        page.get_by_text("Fler uppgifter").click()
        make(page)
        expect(page.locator(".kb-form-summary")).to_be_focused()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        fill_new(page)
        make(page)
        expect(page.get_by_role("heading", name="Filen är klar")).to_be_focused()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_nothing_in_the_scripts_can_run_what_somebody_writes() -> None:
    for name in ("form", "form-file", "form-schema"):
        script = (ROOT / f"docs/assets/{name}.js").read_text(encoding="utf-8")
        script = script.replace("fetch(files)", "")  # the one thing that is asked for: what lies beside the page
        assert not any(word in script for word in ("innerHTML", "eval", "Function(", "fetch", "import(", ".style"))


def test_the_fields_are_called_what_the_schema_calls_them() -> None:
    from lxml import html

    page = html.fromstring(f"<div>{account_form(open_policy(ROOT, TODAY))}</div>")
    properties = load_schema("account")["properties"]
    assert {key for task in TASKS for key in (*task.keys, *task.more)} <= set(properties)
    for field in page.xpath("//*[@data-path]"):
        (name,) = page.xpath(f"//label[@for='{field.get('id')}']/text()[1]") or field.xpath("legend/text()[1]")
        assert name.strip()
        assert page.get_element_by_id(field.get("aria-describedby")) is not None
    assert page.xpath("//label[@for='new-purpose']/text()[1]") == [properties["purpose"]["title"]]


# Editors that read the schemas.


def test_every_data_file_tells_an_editor_where_its_schema_is() -> None:
    for file in files(ROOT):
        if file.path.startswith(f"{DATA}/") and file.path.endswith(".yaml"):
            told = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", file.lines[0])
            assert told, file.path
            assert (ROOT / file.path).parent.joinpath(told[1]).resolve() == FOLDER / f"{file.kind}.json", file.path


def test_vs_code_knows_the_schema_of_every_kind_of_file() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        **{f"./checks/schemas/{kind}.json": f"{DATA}/{name}.yaml" for name, kind in SINGLE_FILES.items()},
        **{f"./checks/schemas/{kind}.json": f"{DATA}/{folder}/**/*.yaml" for folder, kind in FOLDERS.items()},
    }
    assert not settings["yaml.schemaStore.enable"], "nothing is fetched from elsewhere"
