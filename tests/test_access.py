"""The handbook for everyone: what axe and the keyboard say of its pages, its statement of accessibility, its face."""

import re

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from checks.run import open_policy
from tests.handbook import DESKTOP, PHONE, Handbook, Scheme, kinds, opened, search, violations
from tests.municipality import ROOT, TODAY

# What is left of four combinations: tests/test_every_page.py sees every page on a desktop in light.
STATES = [(DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
STATES_SAID = ["desktop-dark", "phone-light", "phone-dark"]


@pytest.mark.parametrize(("size", "scheme"), STATES, ids=STATES_SAID)
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, handbook: Handbook, size: ViewportSize, scheme: Scheme
) -> None:
    found = {}
    with opened(browser, size, scheme) as page:
        for name in kinds(handbook):
            page.goto(handbook.address + name)
            if seen := violations(page):
                found[name] = seen
    assert found == {}


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), *STATES],
    ids=["desktop-light", "desktop-dark", "phone-light", "phone-dark"],
)
def test_axe_finds_nothing_with_search_open(
    browser: Browser, handbook: Handbook, size: ViewportSize, scheme: Scheme
) -> None:
    with opened(browser, size, scheme, searching=True) as page:
        page.goto(handbook.address)
        search(page, "svarstid")
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_menu_open(browser: Browser, handbook: Handbook, scheme: Scheme) -> None:
    with opened(browser, PHONE, scheme) as page:
        for name in ("index.html", "riktlinjer/bevaka-och-svara.html", "kontroller/ko102.html"):
            page.goto(handbook.address + name)
            page.get_by_role("button", name="Meny", exact=True).click()
            expect(page.get_by_role("button", name="Stäng menyn")).to_be_focused()
            assert violations(page) == [], name


def test_axe_would_tell(browser: Browser, handbook: Handbook) -> None:
    """A page with faults put into it, each of a kind that axe is relied on to see."""
    page = browser.new_page()
    page.goto(handbook.address)
    page.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".pale { color: #ddd; background: #fff } .tiny { width: 9px; height: 9px; padding: 0 }");
      document.adoptedStyleSheets = [sheet];
      const article = document.querySelector("article");
      for (const name of ["pale", "tiny", "tiny"]) {
        const made = document.createElement(name === "pale" ? "p" : "button");
        made.className = name;
made.textContent = "Blek eller liten";
        article.prepend(made);
      }
      article.prepend(document.createElement("img"));
    }""")
    assert {one.partition(":")[0] for one in violations(page)} >= {"color-contrast", "image-alt", "target-size"}
    page.close()


# Focuses everything that can be, from the last to the first, as somebody who goes backwards with the keyboard, and
# returns what would not be seen: without an outline, behind something closed, outside the window or behind the header.
UNSEEN = """
() => {
  const focusable = "a[href], button, input:not(.md-toggle, .md-option), select, textarea, summary, [tabindex]";
  const unseen = [];
  for (const element of [...document.querySelectorAll(focusable)].reverse()) {
    if (element.tabIndex < 0) continue;
    element.focus();
    if (document.activeElement !== element) continue; // cannot be reached
    const style = getComputedStyle(element);
    const points = [...element.getClientRects()].flatMap(({ left, right, top, bottom }) => {
      const middle = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
      return [left + 2, (left + right) / 2, right - 2].map((x) => document.elementFromPoint(x, middle));
    });
    const faults = [
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && "hidden",
      (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1.5) && "no outline",
      !points.some((seen) => seen && (element.contains(seen) || seen.contains(element))) && "out of sight",
    ].filter(Boolean);
    if (faults.length) unseen.push(`${faults}: ${element.outerHTML.slice(0, 120)}`);
  }
  return unseen;
}
"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_focus_is_always_seen(browser: Browser, handbook: Handbook, size: ViewportSize) -> None:
    found = {}
    with opened(browser, size) as page:
        for name in kinds(handbook):
            page.goto(handbook.address + name)
            page.keyboard.press("Tab")  # from here on the browser shows focus as to somebody with a keyboard
            if unseen := page.evaluate(UNSEEN):
                found[name] = unseen
    assert found == {}


def focused(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()")
    )


def test_the_first_stop_leads_past_the_menus(browser: Browser, handbook: Handbook) -> None:
    with opened(browser) as page:
        page.goto(handbook.address + "riktlinjer/bevaka-och-svara.html")
        page.keyboard.press("Tab")
        assert focused(page) == "Gå till innehållet"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


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
        expect(page.get_by_role("button", name="Stäng menyn")).to_be_focused()
        assert menu.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        assert menu.get_attribute("aria-expanded") == "false"
        find = page.get_by_role("button", name="Sök", exact=True)
        find.press("Enter")
        expect(page.locator(".md-search__input")).to_be_focused()
        page.keyboard.press("Escape")
        expect(find).to_be_focused()


def test_what_the_search_finds_is_told_to_those_who_do_not_see_it(browser: Browser, handbook: Handbook) -> None:
    with opened(browser, searching=True) as page:
        page.goto(handbook.address)
        search(page, "svarstid")
        expect(page.get_by_role("status").filter(has_text="sökresultat")).to_be_visible()


def test_nothing_moves_for_those_who_asked_for_stillness(browser: Browser, handbook: Handbook) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one);
      return animationName !== "none" || /[1-9]/.test(transitionDuration) || scrollBehavior === "smooth";
    }).map((one) => one.outerHTML.slice(0, 99))"""
    with opened(browser) as page:
        page.goto(handbook.address)
        assert page.evaluate(moving) == []


def test_tables_that_scroll_have_names_and_are_reached(handbook: Handbook) -> None:
    for name in handbook.pages:
        tree = handbook.tree(name)
        for region in tree.xpath("//*[contains(concat(' ', @class, ' '), ' kb-scroll ')]"):
            assert region.get("aria-label"), name
            assert region.get("tabindex") == "0", name
            assert region.get("role") == "region", name
            assert all(table.xpath("./caption") for table in region.xpath(".//table")), name


def test_the_statement_of_accessibility_says_what_the_law_demands(handbook: Handbook) -> None:
    """Digg's list: whose it is, how well it complies, what is lacking and why, how it was assessed, where to turn."""
    policy = open_policy(handbook.root, TODAY)
    told = policy.organisation.accessibility
    assert told
    text = handbook.text("om/tillganglighet.html")
    links = handbook.tree("om/tillganglighet.html").xpath("//article//a/@href")
    assert policy.organisation.name in text
    assert "delvis förenlig" in text
    for one in told.shortcomings:
        assert one.part in text
        assert one.reason in text
    assert told.method in text
    assert "Senast bedömd" in text
    assert f"mailto:{policy.roles[told.contact].mailbox}" in links
    assert told.report in links
    assert policy.bodies[told.supervisor].name in text
    for page in handbook.pages:
        assert handbook.tree(page).xpath("//footer//a[contains(@href, 'tillganglighet.html')]"), page


# The face: its colours stand in one place, and can be read on each other.

FACE = (ROOT / "docs/assets/face.css").read_text(encoding="utf-8")
PAPERS = ("paper", "shade", "warn-paper")
# Foreground, backgrounds, and the least contrast that face.css promises.
PROMISES = [
    ("ink", (*PAPERS, "mark"), 7),
    ("quiet", ("paper", "shade"), 7),
    ("on-brand", ("brand",), 7),
    ("link", PAPERS, 4.5),
    ("brand", ("paper", "shade"), 4.5),
    ("warn-line", ("paper", "warn-paper"), 4.5),
]


def colours(scheme: Scheme) -> dict[str, str]:
    light, _, dark = FACE.partition("@media screen")
    pairs = re.compile(r"--kb-([a-z-]+): #([0-9a-f]{3}(?:[0-9a-f]{3})?);")
    return dict(pairs.findall(light)) | (dict(pairs.findall(dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    whole = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_of_the_face_can_be_read_on_each_other(scheme: Scheme) -> None:
    known = colours(scheme)
    poor = {}
    for ink, papers, least in PROMISES:
        for paper in papers:
            darker, lighter = sorted((luminance(known[ink]), luminance(known[paper])))
            if (contrast := (lighter + 0.05) / (darker + 0.05)) < least:
                poor[f"{ink} on {paper}"] = round(contrast, 2)
    assert poor == {}


def test_both_schemes_set_the_same_colours_and_no_other_style_sheet_sets_any() -> None:
    light, _, dark = FACE.partition("@media screen")
    named = re.compile(r"--kb-[a-z-]+(?=: #)")
    assert set(named.findall(light)) == set(named.findall(dark))
    for sheet in (ROOT / "docs/assets").glob("*.css"):
        if sheet.name != "face.css":
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[;, )])|rgba?\(|hsla?\(", sheet.read_text(encoding="utf-8")), (
                sheet.name
            )
