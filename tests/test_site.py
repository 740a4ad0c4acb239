"""The handbook in a real browser: what it asks for, what it finds, and what becomes of it where it is not a site of its
own: in another site's frame, opened from a folder, on paper."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from checks.policy.texts import filled_text
from checks.run import open_policy
from hooks.exports.content_security import content_security_policy
from tests.handbook import PHONE, Handbook, foreign, heard, kinds, opened, search, served, strays
from tests.municipality import TODAY

# From one origin.


def test_no_state_of_a_page_asks_anybody_else_for_anything(browser: Browser, handbook: Handbook) -> None:
    with opened(browser, searching=True) as page, heard(page) as asked:
        page.goto(handbook.address + "guider/far-jag-publicera-bilden.html")
        for name in ("Byt till ljust läge", "Byt till mörkt läge", "Följ enhetens läge"):
            page.get_by_title(name).click()
        page.locator("fieldset button").first.click()
        search(page, "svar")
        assert any("search_index.json" in url for url in asked)
        assert strays(asked, handbook.address) == []


def test_nothing_that_is_loaded_comes_from_elsewhere(handbook: Handbook) -> None:
    """Also what only some browser or some state would ask for."""
    assert [(name, url) for name in handbook.pages for url in foreign(handbook.tree(name))] == []


# The handbook is served with the Content-Security-Policy made for it, and every test fails for what that stops.


def test_the_policy_lets_nothing_in_that_was_not_there_when_it_was_made(browser: Browser, handbook: Handbook) -> None:
    page = browser.new_page()
    page.goto(handbook.address)
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.planted = true";
      document.head.append(script);
      document.querySelector("h1").setAttribute("style", "font-size: 1px");
    }""")
    assert page.evaluate("window.planted") is None
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") != "1px"
    page.close()


def test_no_page_holds_what_the_policy_stops(handbook: Handbook) -> None:
    stopped = "//style | //@style | //@*[starts-with(name(), 'on')] | //@href[starts-with(., 'javascript:')]"
    assert [(name, one) for name in handbook.pages for one in handbook.tree(name).xpath(stopped)] == []


# In another site's frame.


@pytest.fixture
def intranet(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Another site: the folder of its pages, and its address."""
    with served(tmp_path) as address:
        yield tmp_path, address


GUIDE = "guider/far-jag-publicera-bilden.html"
AROUND = '<!doctype html><title>Intranätet</title><link rel="icon" href="data:,">{frame}'
NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  const refuse = () => { throw new DOMException("refused", "SecurityError"); };
  Object.defineProperty(window, name, { get: refuse, configurable: true });
}
"""


def framing(policy: str, handbook: Handbook, intranet: tuple[Path, str], page: Page) -> None:
    """Open a page of another site that shows a guide, served with this policy, in a frame."""
    folder, address = intranet
    with served(handbook.site, {"Content-Security-Policy": policy}) as ours:
        frame = f'<iframe title="Handboken" src="{ours}{GUIDE}" width="800" height="600"></iframe>'
        (folder / "index.html").write_text(AROUND.format(frame=frame), encoding="utf-8")
        page.goto(address)
        inside = page.frame_locator("iframe")
        expect(inside.locator("fieldset h2")).to_be_visible()
        expect(inside.locator("header")).to_be_hidden()
        expect(inside.locator("footer")).to_be_hidden()
        inside.locator("fieldset button").first.click()
        expect(inside.get_by_role("status").filter(has_text="Fråga 2")).to_be_visible()
        assert inside.get_by_role("link", name="Öppna sidan i handboken").get_attribute("target") == "_blank"


def test_a_site_that_may_shows_a_page_in_a_frame(
    browser: Browser, handbook: Handbook, intranet: tuple[Path, str]
) -> None:
    policy = content_security_policy(handbook.site, [intranet[1].rstrip("/")])
    with opened(browser) as page:
        framing(policy, handbook, intranet, page)


def test_a_page_works_in_a_frame_that_is_refused_storage(
    browser: Browser, handbook: Handbook, intranet: tuple[Path, str]
) -> None:
    policy = content_security_policy(handbook.site, [intranet[1].rstrip("/")])
    with opened(browser) as page:
        page.add_init_script(NO_STORAGE)
        framing(policy, handbook, intranet, page)


def test_nobody_else_shows_a_page_in_a_frame(browser: Browser, handbook: Handbook, intranet: tuple[Path, str]) -> None:
    folder, address = intranet
    frame = f'<iframe title="Handboken" src="{handbook.address}"></iframe>'
    (folder / "index.html").write_text(AROUND.format(frame=frame), encoding="utf-8")
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    assert handbook.address not in [frame.url for frame in page.frames]
    page.close()


# From a folder.


def test_search_finds_when_the_handbook_is_opened_from_a_folder(browser: Browser, handbook: Handbook) -> None:
    with opened(browser, searching=True) as page:
        page.goto((handbook.site / "om/index.html").as_uri())
        found = search(page, "vikarie biblioteket facebook")
        wanted = (handbook.site / "konton/biblioteket.html").as_uri() + "#biblioteket-facebook"
        assert wanted in found[:3]
        page.locator(f".md-search-result__link[href*='#{wanted.partition('#')[2]}']").first.click()
        expect(page.locator("#biblioteket-facebook")).to_be_in_viewport()


# On paper.


def printed(page: Page) -> str:
    """What stands on a page's paper."""
    return " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages)


@pytest.mark.parametrize("name", ["riktlinjer/bevaka-och-svara.html", "jamfor/index.html", "konton/biblioteket.html"])
def test_a_page_is_printed_with_its_address_and_the_day_and_without_menus(
    browser: Browser, handbook: Handbook, name: str
) -> None:
    with opened(browser) as page:
        page.goto(handbook.address + name)
        day = page.evaluate("new Date().toLocaleDateString('sv-SE', {dateStyle: 'long'})")
        paper = " ".join(printed(page).split())
        assert page.locator("h1").inner_text().removesuffix("#").strip() in paper
        assert handbook.address + name in paper.replace(" ", "")
        assert f"utskriven {day}" in paper
        for menu in ("Innehållsförteckning", "Så ändrar du", "Visa eller ändra", "Sök"):
            assert menu not in paper


def test_nothing_is_cut_off_on_paper(browser: Browser, handbook: Handbook) -> None:
    """As wide as what is printed on an A4 sheet; dark is printed as light."""
    paper = ViewportSize(width=672, height=1000)
    with opened(browser, paper, "dark") as page:
        page.emulate_media(media="print")
        for name in kinds(handbook):
            page.goto(handbook.address + name)
            assert page.evaluate("document.documentElement.scrollWidth") <= paper["width"], name
            cut = (
                "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML.slice(0, 99))"
            )
            assert page.locator("article .kb-scroll, article pre").evaluate_all(cut) == [], name
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


# Found.


@pytest.mark.parametrize(
    "words", ["vikarie biblioteket facebook", "bibliotekets facebook ersättare", "biblan facebook vikarie"]
)
def test_search_finds_who_stands_in_for_the_librarys_facebook(browser: Browser, handbook: Handbook, words: str) -> None:
    policy = open_policy(handbook.root, TODAY)
    stand_in = policy.roles[policy.accounts["biblioteket-facebook"].stand_in or ""].title
    with opened(browser, searching=True) as page:
        page.goto(handbook.address)
        found = search(page, words)
        assert "konton/biblioteket.html#biblioteket-facebook" in [
            one.removeprefix(handbook.address) for one in found[:3]
        ]
        hit = page.locator(".md-search-result__link[href*='#biblioteket-facebook']").first
        assert stand_in in hit.inner_text()
        hit.click()
        landed = page.locator("#biblioteket-facebook + .kb-account")
        assert landed.is_visible()
        assert f"Ersättare (vikarie) {stand_in}" in " ".join(landed.inner_text().split())


@pytest.mark.parametrize("words", ["svarstid", "hur lång tid svar", "svara i tid", "inom hur lång tid får man svar"])
def test_search_finds_how_long_people_wait(browser: Browser, handbook: Handbook, words: str) -> None:
    with opened(browser, PHONE, searching=True) as page:
        page.goto(handbook.address + "om/index.html")
        found = [one.removeprefix(handbook.address) for one in search(page, words)]
        assert "riktlinjer/bevaka-och-svara.html#response-time" in found[:5]


SEARCHES = {
    "vikarie": "konton/",
    "semester": "riktlinjer/",
    "diarieföra": "riktlinjer/allmanna-handlingar.html",
    "gallra": "riktlinjer/allmanna-handlingar.html",
    "bilder på barn": "riktlinjer/bilder.html",
    "ta bort olagliga inlägg": "riktlinjer/olampliga-inlagg.html",
    "brev föräldrar avslutning": "texter/information-till-foraldrar.html",
    "räddningstjänsten x": "konton/teknik-raddning.html",
    "förvaltningslagen": "lagar/index.html",
    "KO102": "kontroller/ko102.html",
    "härjedalen policy": "dokument/harjedalen-2011.html",
    "tillgänglighetsredogörelse": "om/tillganglighet.html",
}


def test_search_finds_in_swedish(browser: Browser, handbook: Handbook) -> None:
    missed = {}
    with opened(browser, searching=True) as page:
        page.goto(handbook.address)
        for words, place in SEARCHES.items():
            found = [one.removeprefix(handbook.address) for one in search(page, words)]
            pages = list(dict.fromkeys(one.partition("#")[0] for one in found))[:3]
            if not any(one.startswith(place) for one in pages):
                missed[words] = pages
    assert missed == {}


# Copied.


@pytest.mark.parametrize("secure", [True, False])
def test_a_text_is_copied_from_the_keyboard(browser: Browser, handbook: Handbook, secure: bool) -> None:
    policy = open_policy(handbook.root, TODAY)
    account = policy.accounts["biblioteket-facebook"]
    wanted = filled_text(policy.texts["om-facebook"], policy, account)
    with opened(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=handbook.address)
        if not secure:  # an intranet without https
            page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
        page.goto(handbook.address + "texter/om-facebook.html")
        button = page.locator("[data-kb-copy='text-biblioteket-facebook']")
        button.focus()
        page.keyboard.press("Enter")
        page.get_by_role("status").filter(has_text="Kopierat").wait_for()
        assert page.evaluate("document.activeElement.dataset.kbCopy") == "text-biblioteket-facebook"
        assert page.evaluate("navigator.clipboard.readText()") == wanted
        limit = policy.platforms["facebook"].limits.about
        assert page.get_by_text(f"{len(wanted)} av {limit} tecken", exact=True).first.is_visible()


def test_without_script_the_text_is_there_and_the_button_is_not(browser: Browser, handbook: Handbook) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(handbook.address + "texter/om-facebook.html")
    assert page.locator(".kb-copied").first.is_visible()
    assert not page.locator(".kb-copy-button").first.is_visible()
    context.close()
