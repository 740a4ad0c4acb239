"""The theme's successor: Zensical makes the same handbook of the same files; what differs stands in CONTRIBUTING."""

import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.handbook import Handbook, foreign, heard, kinds, opened, run, served, strays


@pytest.fixture(scope="module")
def theirs(handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handbook]:
    """The handbook, built by Zensical of what the other generator was given, and served on this computer. The downloads
    are there already: Zensical lists its files before our macros write them."""
    root = tmp_path_factory.mktemp("zensical")
    shutil.copytree(handbook.root, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("site", "csp"))
    done = run(root, "zensical", "build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    with served(root / "site") as address:
        yield Handbook(root, root / "site", address)


def measured(handbook: Handbook, page: str) -> dict[str, Any]:
    """What must be the same on a page whoever builds it."""
    (article,) = handbook.tree(page).xpath("//article")
    for extra in article.xpath(".//a[contains(@class, 'headerlink')] | .//aside | .//a[@id='__skip']"):
        extra.drop_tree()
    return {
        "anchors": [one for one in article.xpath(".//@id") if not one.startswith("__")],
        "headings": [words(one) for one in article.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6")],
        "rows": [[words(cell) for cell in row.xpath("./th | ./td")] for row in article.xpath(".//tr")],
        "links": article.xpath(".//a/@href"),
        "pictures": article.xpath(".//img/@src"),
        "text": words(article),
    }


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_page_has_the_same_anchors_rows_and_words(handbook: Handbook, theirs: Handbook) -> None:
    assert handbook.pages == theirs.pages
    differing = {
        (page, part)
        for page in handbook.pages
        for ours, others in [(measured(handbook, page), measured(theirs, page))]
        for part in ours
        if ours[part] != others[part]
    }
    assert differing == set()


def test_the_same_files_are_there_to_download(handbook: Handbook, theirs: Handbook) -> None:
    def files(site: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (site / "nedladdning").iterdir()}

    assert files(theirs.site) == files(handbook.site)


def test_the_menus_hold_the_same_pages(handbook: Handbook, theirs: Handbook) -> None:
    tabs = "//nav[contains(@class, 'md-tabs')]//a"
    for page in ("index.html", "konton/index.html"):
        ours, others = (
            [(words(one), posixpath.normpath(one.get("href"))) for one in built.tree(page).xpath(tabs)]
            for built in (handbook, theirs)
        )
        assert others == ours


def find(page: Page) -> None:
    """Search in the theme's own box."""
    page.get_by_role("button", name="Sök").first.click()
    page.get_by_role("combobox").fill("svarstid")
    expect(page.get_by_role("option").filter(has_text="Svara i tid").first).to_be_visible()


def test_no_page_asks_anybody_else_for_anything(browser: Browser, theirs: Handbook) -> None:
    assert [(name, url) for name in theirs.pages for url in foreign(theirs.tree(name))] == []
    with opened(browser, searching=True) as page, heard(page) as asked:
        for name in kinds(theirs):
            page.goto(theirs.address + name)
        page.goto(theirs.address)
        find(page)
        assert strays(asked, theirs.address) == []


def test_a_guide_is_walked(browser: Browser, theirs: Handbook) -> None:
    with opened(browser) as page:
        page.goto(theirs.address + "guider/far-jag-publicera-bilden.html")
        page.locator("fieldset button").first.click()
        expect(page.get_by_role("status").filter(has_text="Fråga 2")).to_be_visible()


def test_search_finds_when_the_handbook_is_opened_from_a_folder(browser: Browser, theirs: Handbook) -> None:
    with opened(browser, searching=True) as page:
        page.goto((theirs.site / "om/index.html").as_uri())
        find(page)
