"""Every page of the handbook, each opened once: what it asks for and weighs, what axe finds, whether it fits."""

import pytest
from msgspec import Struct
from playwright.sync_api import Browser

from tests.handbook import DESKTOP, SMALLEST, Handbook, heard, kinds, opened, strays, violations

INDEX = "search/search_index.json"
SEARCH = "assets/search-worker.js"
INDEX_AS_SCRIPT = "search/search_index.js"  # asked for only when the handbook is opened from a folder
FIRST_VISIT, WHOLE_INDEX = 500_000, 1_000_000  # bytes


class Visit(Struct, frozen=True):
    """What a page asked for, what axe found on it, and how wide it was on the smallest screen."""

    asked: tuple[str, ...]
    violations: tuple[str, ...]
    width: int


@pytest.fixture(scope="module")
def visits(browser: Browser, handbook: Handbook) -> dict[str, Visit]:
    """Every page, opened one after the other on a desktop in light."""
    found, closely = {}, kinds(handbook)
    with opened(browser) as page, heard(page) as asked:
        for name in handbook.pages:
            asked.clear()
            page.goto(handbook.address + name)
            seen = tuple(violations(page, targets=name in closely))
            page.set_viewport_size(SMALLEST)
            width = page.evaluate("document.documentElement.scrollWidth")
            page.set_viewport_size(DESKTOP)
            found[name] = Visit(tuple(asked), seen, width)
    return found


def test_axe_finds_nothing_on_any_page(visits: dict[str, Visit]) -> None:
    assert {name: visit.violations for name, visit in visits.items() if visit.violations} == {}


def test_no_page_needs_sideways_scrolling_on_the_smallest_screen(visits: dict[str, Visit]) -> None:
    assert {name: visit.width for name, visit in visits.items() if visit.width > SMALLEST["width"]} == {}


def test_no_page_asks_anybody_else_for_anything(visits: dict[str, Visit], handbook: Handbook) -> None:
    assert all(visit.asked for visit in visits.values())
    assert [(name, url) for name, visit in visits.items() for url in strays(visit.asked, handbook.address)] == []


def test_no_page_is_heavy_on_a_first_visit(visits: dict[str, Visit], handbook: Handbook) -> None:
    weights = {}
    for name, visit in visits.items():
        files = {url.removeprefix(handbook.address).partition("?")[0] for url in visit.asked} | loaded(handbook, name)
        weights[name] = sum((handbook.site / file).stat().st_size for file in files - {INDEX, INDEX_AS_SCRIPT})
    assert {name: weight for name, weight in weights.items() if weight > FIRST_VISIT} == {}


def loaded(handbook: Handbook, name: str) -> set[str]:
    """What a page loads by its markup, as paths in the site: the browser may have asked for it already; and the search,
    which is idle here."""
    if name == "404.html":  # its addresses begin at the root of the site
        return {name, SEARCH}
    addresses = handbook.tree(name).xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //img/@src")
    paths = [(handbook.site / name).parent.joinpath(address).resolve() for address in addresses]
    return {name, SEARCH, *(path.relative_to(handbook.site.resolve()).as_posix() for path in paths)}


def test_the_search_index_is_not_heavy(handbook: Handbook) -> None:
    assert (handbook.site / INDEX).stat().st_size < WHOLE_INDEX
