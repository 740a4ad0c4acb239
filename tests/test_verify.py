"""Is this ours? The command and the page give the same answers, from one table of everything that people paste."""

import json
import random
from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

import kanalboken
from checks.policy.look_alikes import core, distance, skeleton
from checks.policy.policy import Policy
from checks.policy.recognition import Register, Verdict, recognised, register_of
from checks.run import open_policy
from checks.verify import SAID, note
from hooks.pages.need import need
from tests.municipality import ROOT, TODAY, Municipality, overlay
from tests.site_markdown import as_html

FACEBOOK = """\
name: Kulturhuset i Miniköping
platform: facebook
handle: minikopingkultur
url: https://www.facebook.com/minikopingkultur
unit: kultur
category: verksamhet
owner: bibliotekarie
stand_in: kulturchef
purpose: Berätta om evenemang
former_handles:
  - {handle: kulturhuset.mini, until: 2019-03-31}
"""
ACCOUNTS = {
    "kultur-facebook": FACEBOOK,
    "parken-facebook": FACEBOOK.replace("handle: minikopingkultur", 'handle: "100064000000001"')
    .replace("facebook.com/minikopingkultur", "facebook.com/profile.php?id=100064000000001")
    .replace("kulturhuset.mini", "parken.mini"),
    "scenen-x": FACEBOOK.partition("former")[0].replace("minikopingkultur", "miniscenen").replace("facebook", "x")
    + "status: planned\n",
    "bion-x": FACEBOOK.partition("former")[0].replace("minikopingkultur", "minibion").replace("facebook", "x")
    + "status: closed\nclosing: {decided_by: kulturchef, reason: Stängd, closed_on: 2024-02-29}\n",
}
FALSE = """\
platform: facebook
addresses: [https://www.facebook.com/minikoping.officiell, https://www.facebook.com/profile.php?id=100099999999999]
seen_on: 2026-10-05
reported_on: 2026-10-06
case: KS 2026/12
gone_on: 2026-10-09
"""
MASTODON = """\
name: Mastodon
hosts: []
any_server: true
addresses: ["{server}/@{handle}"]
handle: {pattern: "[A-Za-z0-9_]{1,30}", example: minikoping@social.minikoping.example}
others_posts: {hide: false, remove: false}
"""
INSTAGRAM = """\
name: Instagram
hosts: [instagram.com]
addresses: ["instagram.com/{handle}"]
no_accounts: [instagram.com/p, ig.me]
handle: {pattern: "[A-Za-z0-9._]{1,30}", example: minikoping}
others_posts: {hide: true, remove: true}
"""
TOOT = FACEBOOK.partition("former")[0].replace("platform: facebook", "platform: mastodon")
FILES = {
    "policy_data/accounts/kultur-facebook.yaml": ACCOUNTS["kultur-facebook"],
    "policy_data/accounts/parken-facebook.yaml": ACCOUNTS["parken-facebook"],
    "policy_data/accounts/scenen-x.yaml": ACCOUNTS["scenen-x"],
    "policy_data/accounts/bion-x.yaml": ACCOUNTS["bion-x"],
    "policy_data/accounts/kultur-mastodon.yaml": TOOT.replace(
        "handle: minikopingkultur", "handle: kultur@social.example"
    ).replace("https://www.facebook.com/minikopingkultur", "https://social.example/@kultur"),
    "policy_data/platforms/mastodon.yaml": MASTODON,
    "policy_data/platforms/instagram.yaml": INSTAGRAM,
    "policy_data/false_accounts/facebook-officiell.yaml": FALSE,
}
CYRILLIC_A, CYRILLIC_O, ZERO_WIDTH, FULLWIDTH_M = "\u0430", "\u043e", "\u200b", "\uff4d"

TABLE = (
    # official, however it is written
    ("https://www.facebook.com/minikopingkultur", "official", ""),
    ("http://facebook.com/minikopingkultur/", "official", ""),
    ("facebook.com/minikopingkultur", "official", ""),
    ("//facebook.com/minikopingkultur", "official", ""),
    ("FACEBOOK.COM/MinikopingKultur", "official", ""),
    ("https://m.facebook.com/minikopingkultur", "official", ""),
    ("https://sv-se.facebook.com/minikopingkultur", "official", ""),
    ("fb.com/minikopingkultur", "official", ""),
    ("https://www.facebook.com./minikopingkultur", "official", ""),
    ("https://www.facebook.com/minikopingkultur?fbclid=IwAR0&utm_source=x", "official", ""),
    ("https://www.facebook.com/minikopingkultur#om", "official", ""),
    ("https://www.facebook.com/minikopingkultur/posts/123", "official", ""),
    ("https://www.facebook.com//minikopingkultur", "official", ""),
    ("https://www.facebook.com/minik%6Fpingkultur", "official", ""),
    ("https://www.facebook.com\\minikopingkultur", "official", ""),
    ("<https://www.facebook.com/minikopingkultur>,", "official", ""),
    ("”facebook.com/minikopingkultur”", "official", ""),
    ("  facebook.com/minikopingkultur \n", "official", ""),
    ("https://www.facebook.com/profile.php?id=100064000000001&ref=x", "official", ""),
    ("https://www.facebook.com/profile.php?ref=x&ID=100064000000001", "official", ""),
    ("twitter.com/minikultur", "official", ""),
    ("https://mobile.twitter.com/minikultur/status/1", "official", ""),
    ("https://social.example/@kultur", "official", ""),
    ("@kultur@social.example", "official", ""),
    ("kultur@social.example", "official", ""),
    # a name alone
    ("@minikopingkultur", "name", ""),
    ("minikopingkultur", "name", ""),
    ("MINIKOPINGKULTUR", "name", ""),
    ("@kultur", "name", ""),
    ("minibion", "former", ""),
    ("kulturhuset.mini", "unknown", ""),  # without @ it is a host
    ("@kulturhuset.mini", "former", ""),
    ("@miniscenen", "planned", ""),
    # was ours, will be ours, never was
    ("https://www.facebook.com/kulturhuset.mini", "former", ""),
    ("https://www.facebook.com/profile.php?id=parken.mini", "former", ""),
    ("x.com/minibion", "former", ""),
    ("x.com/miniscenen", "planned", ""),
    ("https://www.facebook.com/minikoping.officiell", "false", ""),
    ("m.facebook.com/minikoping.officiell/about", "false", ""),
    ("https://www.facebook.com/profile.php?id=100099999999999", "false", ""),
    ("@minikoping.officiell", "false", ""),
    # our own website
    ("https://www.minikoping.example/kontakt", "website", ""),
    ("bibliotek.minikoping.example", "website", ""),
    ("mailto:kultur@minikoping.example", "website", ""),
    # nobody can tell
    ("https://www.instagram.com/p/Cxyz123/", "unclear", ""),
    ("ig.me/abc", "unclear", ""),
    ("https://www.facebook.com/", "unclear", ""),
    ("x.com", "unclear", ""),
    # not ours, and like nothing of ours
    ("https://www.facebook.com/odlarna", "unknown", ""),
    ("@odlarna", "unknown", ""),
    ("https://www.facebook.com/profile.php?id=100064000000002", "unknown", ""),
    ("https://anslagstavlan.test/x", "unknown", ""),
    ("facebook.com/%E0%A4%A", "unknown", ""),
    ("https://www.facebook.com/minikopingkultur/../odlarna", "unknown", ""),
    # not ours, and meant to look like it
    ("instagram.com/minikopingkultur", "unknown", "elsewhere minikopingkultur"),
    ("https://www.facebook.com/groups/minikopingkultur", "unknown", "elsewhere minikopingkultur"),
    ("https://www.facebook.com/minikoping_kultur", "unknown", "letters minikopingkultur"),
    ("@minik\u00f6pingkultur", "unknown", "letters minikopingkultur"),
    ("@minikopingku1tur", "unknown", "letters minikopingkultur"),
    ("@minikopingkuItur", "unknown", "letters minikopingkultur"),
    (f"@minik{CYRILLIC_O}pingkultur", "unknown", "letters minikopingkultur"),
    (f"{FULLWIDTH_M}inikopingkultur", "unknown", "letters minikopingkultur"),
    (f"facebook.com/miniko{ZERO_WIDTH}pingkultur", "unknown", "letters minikopingkultur"),
    ("rninikopingkultur", "unknown", "letters minikopingkultur"),
    ("@minikopingkultur_officiell", "unknown", "words minikopingkultur"),
    ("@minikopingkultur_se", "unknown", "words minikopingkultur"),
    ("@officiella.minikopingkultur", "unknown", "words minikopingkultur"),
    ("@vinn_med_minikopingkultur_2026", "unknown", "words minikopingkultur"),
    ("facebook.com/minikopingskommun", "unknown", ""),
    ("facebook.com/minikopingkommun", "unknown", "words minikoping"),
    ("@minikopinkgultur", "unknown", "slips minikopingkultur"),
    ("@minikopingkulturr", "unknown", "slips minikopingkultur"),
    ("@minkopngkultur", "unknown", "slips minikopingkultur"),
    (
        "https://www.facebook.com.bluff.test/minikopingkultur",
        "unknown",
        "host facebook.com; elsewhere minikopingkultur",
    ),
    (
        f"https://www.f{CYRILLIC_A}cebook.com/minikopingkultur",
        "unknown",
        "host facebook.com; elsewhere minikopingkultur",
    ),
    ("https://faceb00k.com/odlarna", "unknown", "host facebook.com"),
    ("https://facebok.com/odlarna", "unknown", "host facebook.com"),
    ("https://facebook-com.test/odlarna", "unknown", "host facebook.com"),
    ("https://facebook.com@bluff.test/odlarna", "unknown", "host facebook.com"),
    ("https://www.minikoping-example.test/logga-in", "unknown", "host minikoping.example"),
    ("minikoping.test", "unknown", "elsewhere minikoping"),
    ("minikoping-kommun.test", "unknown", "words minikoping"),
    ("@kultur@sociaI.example", "unknown", "host social.example; elsewhere kultur"),
    # not an address at all
    ("javascript:alert(1)", "unreadable", ""),
    ("https://", "unreadable", ""),
    ("https://facebook.com:8443/minikopingkultur", "unreadable", ""),
    ("ftp://facebook.com/minikopingkultur", "unreadable", ""),
    ("<img src=x onerror=alert(1)>", "unreadable", ""),
    ("Kulturhuset i Miniköping", "unreadable", ""),
    ("...", "unreadable", ""),
    ("https://facebook.com/mini koping", "unreadable", ""),
)
asked = pytest.mark.parametrize(("written", "verdict", "alike"), TABLE, ids=[repr(row[0]) for row in TABLE])


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return open_policy(overlay(tmp_path_factory.mktemp("asked"), FILES), TODAY)


@pytest.fixture(scope="module")
def register(policy: Policy) -> Register:
    return register_of(policy)


def test_the_table_is_long() -> None:
    assert len(TABLE) >= 60


@asked
def test_the_register_answers(written: str, verdict: str, alike: str, register: Register) -> None:
    answer = recognised(written, register)
    assert (answer.verdict, "; ".join(f"{one.likeness} {one.name}" for one in answer.alike)) == (verdict, alike)


@pytest.fixture(scope="module")
def page(browser: Browser, policy: Policy) -> Iterator[Page]:
    """The page with its script and nothing else: no server, no network."""
    body = as_html(need(policy, "var-sida"))
    script = (ROOT / "docs/assets/official.js").read_text(encoding="utf-8")
    shown = script.replace("  if (ask) {", "  window.judge = judge;\n  if (ask) {")
    assert shown != script
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.set_content(f"<!doctype html><html lang='sv'><body>{body}<script>{shown}</script></body></html>")
    yield opened
    context.close()


@asked
def test_the_page_answers_the_same(written: str, verdict: str, alike: str, page: Page, register: Register) -> None:
    page.evaluate("text => { document.querySelector('#kb-address').value = text }", written.replace("\n", " "))
    page.get_by_role("button", name="Är det vårt?").click()
    status = page.locator(".kb-answer")
    assert status.get_attribute("data-answer") == verdict
    names = [one.rpartition(" ")[2] for one in alike.split("; ") if one]
    warnings = status.locator(".kb-warning").all_inner_texts()
    assert len(warnings) == len(names)
    assert [name for name, warning in zip(names, warnings, strict=True) if name not in warning] == []
    about = [(one.address or one.handle, note(one)) for one in recognised(written, register).about]
    shown = status.locator("li").all_inner_texts()
    assert len(shown) == len(about)
    for (address, said), text in zip(about, shown, strict=True):
        assert address in text
        assert said in text


LETTERS = "abcdeiklmnoprsu018._-@/:?#&=%\\ +~åäöéøİıſ\u0430\u043e\u200b\uff4d\u00ad\U0001d41e\U0001f600\u0301|!$ÅK"


def test_the_two_agree_on_what_nobody_thought_of(page: Page, register: Register) -> None:
    chance = random.Random(20261122)  # noqa: S311  # the same each time, and no secret
    written = [changed(chance.choice(TABLE)[0].strip(), chance) for _ in range(1500)]
    said = page.evaluate(
        "all => all.map(judge).map(({verdict, about, alike}) => [verdict, about.map(([at]) => at), alike])", written
    )
    for text, answer in zip(written, said, strict=True):
        here = recognised(text, register)
        alike = [[str(one.likeness), one.name] for one in here.alike]
        assert [str(here.verdict), [one.address for one in here.about], alike] == answer, repr(text)


def changed(text: str, chance: random.Random) -> str:
    """A text with a few of its characters changed, dropped or doubled."""
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(text) + 1)
        put = chance.choice((chance.choice(LETTERS), "", text[at : at + 1].upper() * 2))
        text = text[:at] + put + text[at + chance.randint(0, 1) :]
    return text


# The parts.


def test_the_day_moves_with_the_register(policy: Policy) -> None:
    (known,) = recognised("x.com/minibion", register_of(policy)).about
    assert known.until == date(2024, 2, 29)
    assert note(known) == "Vårt till och med den 29 februari 2024."
    (false,) = recognised("@minikoping.officiell", register_of(policy)).about
    assert note(false) == "Upptäckt 5 oktober 2026, anmält 6 oktober 2026, borttaget 9 oktober 2026."


def test_an_address_that_is_ours_again_is_official(policy: Policy) -> None:
    kultur, parken = policy.accounts["kultur-facebook"], policy.accounts["parken-facebook"]
    taken = replace(parken, handle="kulturhuset.mini", url="https://www.facebook.com/kulturhuset.mini")
    made = replace(policy, accounts={"kultur-facebook": kultur, "parken-facebook": taken})
    assert recognised("facebook.com/kulturhuset.mini", register_of(made)).verdict == "official"


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "ab", 1),
        ("abc", "xbc", 1),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
    ],
)
def test_how_far_two_words_are_from_each_other(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps


def test_what_looks_the_same_has_one_skeleton() -> None:
    same = (
        "Exempelby",
        "exempeIby",
        "exempe1by",
        "ex\u0435mpelby",
        "exem.pel_by",
        "e\u0445empelby",
        "\U0001d41exempelby",
    )
    assert {skeleton(one) for one in same} == {"exempelby"}
    assert core(skeleton("exempelby_kommun.officiell.se")) == "exempelby"


# The command.


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("fb.com/minikopingkultur", 0),
        ("@minikopingkultur", 0),
        ("minikoping.example", 0),
        ("x.com/minibion", 1),
        ("x.com/miniscenen", 1),
        ("@minikoping.officiell", 1),
        ("@odlarna", 1),
        ("instagram.com/p/1", 2),
        ("ftp://x", 2),
    ],
)
def test_the_exit_code_is_the_answer(
    written: str, code: int, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(municipality(FILES))
    assert kanalboken.run(["verify", written]) == code


def test_the_answer_is_a_sentence_or_data(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    headline, follows = SAID[Verdict.UNKNOWN]
    monkeypatch.chdir(municipality(FILES))
    kanalboken.run(["verify", "https://www.facebook.com@bluff.test/minikopingkultur"])
    assert capsys.readouterr().out.splitlines() == [
        f"{headline} {follows.format(organisation='Miniköpings kommun')}",
        "Varning: Adressen ser ut att höra till facebook.com, men leder någon annanstans.",
        "Varning: Namnet minikopingkultur är vårt, men inte på den här adressen.",
    ]
    kanalboken.run(["verify", "x.com/minibion", "--format", "json"])
    assert json.loads(capsys.readouterr().out) == {
        "verdict": "former",
        "accounts": [
            {
                "id": "bion-x",
                "name": "Kulturhuset i Miniköping (X)",
                "platform": "x",
                "address": "x.com/minibion",
                "handle": "minibion",
                "verdict": "former",
                "until": "2024-02-29",
            }
        ],
        "looks_like": [],
    }
