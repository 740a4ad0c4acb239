"""The handbook in a real browser: what it asks for, what it finds, who can use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize

from checks.policy.texts import filled_text
from checks.run import open_policy
from tests.handbook import Handbook
from tests.municipality import TODAY

DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
SMALLEST = ViewportSize(width=320, height=640)
Scheme = Literal["light", "dark"]

# One page of every kind.
KINDS = (
    "index.html",
    "riktlinjer/index.html",
    "riktlinjer/bevaka-och-svara.html",
    "guider/index.html",
    "guider/far-jag-publicera-bilden.html",
    "konton/index.html",
    "konton/biblioteket.html",
    "texter/index.html",
    "texter/om-facebook.html",
    "texter/konto-avslutas.html",
    "kontroller/index.html",
    "kontroller/ko102.html",
    "dokument/index.html",
    "dokument/exempelby-riktlinjer.html",
    "dokument/saffle-etiska-regler.html",
    "lagar/index.html",
    "plattformar/index.html",
    "andra/index.html",
    "om/index.html",
    "404.html",
)


@contextmanager
def opened(browser: Browser, size: ViewportSize = DESKTOP, scheme: Scheme = "light") -> Iterator[Page]:
    """A page in a context of its own, which fails the test for whatever it logs."""
    context: BrowserContext = browser.new_context(
        viewport=size, color_scheme=scheme, locale="sv-SE", reduced_motion="reduce"
    )
    page, said = context.new_page(), []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        yield page
        assert said == []
    finally:
        context.close()


def search(page: Page, words: str) -> list[str]:
    """Type into the search and return the addresses of what it finds, best first."""
    field = page.locator(".md-search__input")
    if not field.is_visible():
        page.locator("button.md-header__button[for=__search]").click()
    field.fill("")
    page.wait_for_function("document.querySelectorAll('.md-search-result__link').length === 0")
    field.press_sequentially(words)
    page.locator(".md-search-result__link").first.wait_for()
    page.wait_for_timeout(300)
    links = page.locator(".md-search-result__link")  # read at once: the list may still grow
    found: list[str] = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [address.partition("?")[0] for address in found]


# From one origin.


@pytest.mark.parametrize("name", KINDS)
def test_no_request_leaves_the_origin(browser: Browser, handbook: Handbook, name: str) -> None:
    with opened(browser) as page, heard(page) as asked:
        page.goto(handbook.address + name, wait_until="networkidle")
        assert asked
        assert strays(asked, handbook) == []


def test_no_search_leaves_the_origin(browser: Browser, handbook: Handbook) -> None:
    with opened(browser) as page, heard(page) as asked:
        page.goto(handbook.address)
        search(page, "svar")
        page.wait_for_load_state("networkidle")
        assert any("search_index.json" in url for url in asked)
        assert strays(asked, handbook) == []


@contextmanager
def heard(page: Page) -> Iterator[list[str]]:
    """What a page asks for, its workers included."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.context.on("request", note)
    yield asked


def strays(asked: list[str], handbook: Handbook) -> list[str]:
    return [url for url in asked if not url.startswith((handbook.address, "data:", "blob:"))]


def test_nothing_that_is_loaded_comes_from_elsewhere(handbook: Handbook) -> None:
    """Also what only some browser or some state would ask for."""
    loaded = (
        "//script/@src | //link[not(@rel='canonical')]/@href | //img/@src | //iframe/@src | //@srcset | //form/@action"
    )
    for name in handbook.pages:
        foreign = [one for one in handbook.tree(name).xpath(loaded) if one.startswith(("http:", "https:", "//"))]
        assert foreign == [], name


# Found.


@pytest.mark.parametrize(
    "words", ["vikarie biblioteket facebook", "bibliotekets facebook ersättare", "biblan facebook vikarie"]
)
def test_search_finds_who_stands_in_for_the_librarys_facebook(browser: Browser, handbook: Handbook, words: str) -> None:
    policy = open_policy(handbook.root, TODAY)
    stand_in = policy.roles[policy.accounts["biblioteket-facebook"].stand_in or ""].title
    with opened(browser) as page:
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
    with opened(browser, PHONE) as page:
        page.goto(handbook.address + "om/index.html")
        found = [one.removeprefix(handbook.address) for one in search(page, words)]
        assert "riktlinjer/bevaka-och-svara.html#response-time" in found[:5]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("vikarie", "konton/"),
        ("semester", "riktlinjer/"),
        ("diarieföra", "riktlinjer/allmanna-handlingar.html"),
        ("gallra", "riktlinjer/allmanna-handlingar.html"),
        ("bilder på barn", "riktlinjer/bilder.html"),
        ("ta bort olagliga inlägg", "riktlinjer/olampliga-inlagg.html"),
        ("brev föräldrar avslutning", "texter/information-till-foraldrar.html"),
        ("räddningstjänsten x", "konton/teknik-raddning.html"),
        ("förvaltningslagen", "lagar/index.html"),
        ("KO102", "kontroller/ko102.html"),
    ],
)
def test_search_finds_in_swedish(browser: Browser, handbook: Handbook, words: str, place: str) -> None:
    with opened(browser) as page:
        page.goto(handbook.address)
        found = [one.removeprefix(handbook.address) for one in search(page, words)]
        pages = list(dict.fromkeys(one.partition("#")[0] for one in found))
        assert any(one.startswith(place) for one in pages[:3]), pages


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


# For everyone.


# Contrast depends on the scheme and what can be reached on the size: two states show both of each.
@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing(browser: Browser, handbook: Handbook, name: str, size: ViewportSize, scheme: Scheme) -> None:
    with opened(browser, size, scheme) as page:
        page.goto(handbook.address + name)
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_with_search_open(
    browser: Browser, handbook: Handbook, size: ViewportSize, scheme: Scheme
) -> None:
    with opened(browser, size, scheme) as page:
        page.goto(handbook.address)
        search(page, "svarstid")
        assert violations(page) == []


@pytest.mark.parametrize("name", ["index.html", "riktlinjer/bevaka-och-svara.html", "kontroller/ko102.html"])
def test_axe_finds_nothing_with_the_menu_open(browser: Browser, handbook: Handbook, name: str) -> None:
    with opened(browser, PHONE) as page:
        page.goto(handbook.address + name)
        page.get_by_role("button", name="Meny", exact=True).click()
        page.wait_for_timeout(400)
        assert violations(page) == []


def violations(page: Page) -> list[str]:
    page.wait_for_timeout(150)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("name", KINDS)
def test_nothing_needs_sideways_scrolling_on_the_smallest_screen(
    browser: Browser, handbook: Handbook, name: str
) -> None:
    with opened(browser, SMALLEST) as page:
        page.goto(handbook.address + name)
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]


def focused(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()")
    )


def test_no_single_key_is_a_shortcut(browser: Browser, handbook: Handbook) -> None:
    with opened(browser) as page:
        page.goto(handbook.address + "riktlinjer/bevaka-och-svara.html")
        for key in ("f", "s", "/", "p", ",", "n", "."):
            page.keyboard.press(key)
            page.wait_for_timeout(50)
            assert not page.locator("#__search").is_checked(), key
            assert page.url.endswith("riktlinjer/bevaka-och-svara.html"), key
        page.locator(".md-search__input").focus()
        page.keyboard.type("fsn.")
        assert page.locator(".md-search__input").input_value() == "fsn."


def test_menu_and_search_work_from_the_keyboard_on_a_phone(browser: Browser, handbook: Handbook) -> None:
    with opened(browser, PHONE) as page:
        page.goto(handbook.address + "riktlinjer/bevaka-och-svara.html")
        seen = []
        for _ in range(8):  # nothing behind the closed panels is reached on the way into the page
            page.keyboard.press("Tab")
            seen.append(focused(page))
            assert page.evaluate("document.activeElement.checkVisibility({visibilityProperty: true})"), seen
        assert {"Meny", "Sök"} <= set(seen)
        menu = page.get_by_role("button", name="Meny", exact=True)
        assert menu.get_attribute("aria-expanded") == "false"
        menu.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.textContent === 'Stäng menyn'")
        assert menu.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        page.wait_for_function("document.activeElement.getAttribute('aria-label') === 'Meny'")
        assert menu.get_attribute("aria-expanded") == "false"
        page.get_by_role("button", name="Sök", exact=True).press("Enter")
        page.wait_for_function("document.activeElement.matches('.md-search__input')")
        page.keyboard.press("Escape")
        page.wait_for_function("document.activeElement.getAttribute('aria-label') === 'Sök'")


def test_tables_that_scroll_have_names_and_are_reached(handbook: Handbook) -> None:
    for name in KINDS:
        for region in handbook.tree(name).xpath("//div[contains(@class, 'kb-scroll')]"):
            assert region.get("aria-label")
            assert region.get("tabindex") == "0"
            assert region.get("role") == "region"
        for table in handbook.tree(name).xpath("//article//div[contains(@class, 'kb-scroll')]//table"):
            assert table.xpath("./caption")
