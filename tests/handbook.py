"""A handbook to look at: a copy of the repository, built as readers get it, served on this computer and opened in a
browser that tells what it is not content with."""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from lxml import html
from msgspec import Struct
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize, expect

from tests.municipality import ROOT

COPIED = ("policy_data", "docs", "overrides", "mkdocs.yml")
DOWNLOADS = "docs/nedladdning"

DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
SMALLEST = ViewportSize(width=320, height=640)  # also what is left of a desktop at 400 per cent
Scheme = Literal["light", "dark"]


class Handbook(Struct, frozen=True):
    """A built site: the copy it was built from, the folder it is in, and the address it is served at."""

    root: Path
    site: Path
    address: str

    @property
    def pages(self) -> list[str]:
        return sorted(path.relative_to(self.site).as_posix() for path in self.site.rglob("*.html"))

    def tree(self, page: str) -> html.HtmlElement:
        return html.document_fromstring((self.site / page).read_bytes())

    def text(self, page: str) -> str:
        """What a reader reads on a page, the menus aside."""
        (article,) = self.tree(page).xpath("//article")
        return " ".join(article.text_content().split())


def kinds(handbook: Handbook) -> list[str]:
    """One page of every kind: of each folder its index and the longest of the others, and all at the root."""
    folders = defaultdict(list)
    for name in handbook.pages:
        folders[name.rpartition("/")[0]].append(name)
    chosen = folders.pop("")
    for names in folders.values():
        others = sorted(names, key=lambda name: (handbook.site / name).stat().st_size)
        chosen += [name for name in names if name.endswith("/index.html") or name == others[-1]]
    return chosen


def copied(to: Path) -> Path:
    """Copy what a handbook is made of, without what an earlier build has written."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name, dirs_exist_ok=True)
        else:
            shutil.copy(ROOT / name, to / name)
    shutil.rmtree(to / DOWNLOADS, ignore_errors=True)
    return to


def run(root: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module (`mkdocs build`) in a copy."""
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=root,
        env=environment(**settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def environment(**settings: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", **settings}


@contextmanager
def served(site: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder for as long as it is looked at, with these headers; yields its address."""
    handler = functools.partial(QuietHandler, headers or {}, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files with some more headers and says nothing."""

    def __init__(self, added: Mapping[str, str], *request: object, directory: str) -> None:
        self.added = added
        super().__init__(*request, directory=directory)  # type: ignore[arg-type]  # what the server hands over

    def end_headers(self) -> None:
        for name, value in self.added.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def headers_of(snippet: Path) -> dict[str, str]:
    """The headers that a snippet for nginx sets."""
    return dict(re.findall(r'^add_header (\S+) "(.*)" always;$', snippet.read_text(encoding="utf-8"), re.MULTILINE))


# In the browser.

# The search index is read by a worker, page after page, which takes longer than most tests.
IDLE_WORKER = "window.Worker = class extends EventTarget { postMessage() {} terminate() {} };"


@contextmanager
def opened(
    browser: Browser, size: ViewportSize = DESKTOP, scheme: Scheme = "light", *, searching: bool = False
) -> Iterator[Page]:
    """A page in a context of its own, which fails the test for whatever it logs. Only a page opened for searching finds
    anything in a search."""
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="sv-SE", reduced_motion="reduce")
    page, said = context.new_page(), []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(f"{page.url}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    if not searching:
        page.add_init_script(IDLE_WORKER)
    try:
        yield page
        assert said == []
    finally:
        context.close()


@contextmanager
def heard(page: Page) -> Iterator[list[str]]:
    """What a page asks for, its workers included."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.context.on("request", note)
    try:
        yield asked
    finally:
        page.context.remove_listener("request", note)


def strays(asked: Iterable[str], address: str) -> list[str]:
    """What was asked of somebody else than the handbook itself."""
    return [url for url in asked if not url.startswith((address, "data:", "blob:"))]


def foreign(tree: html.HtmlElement) -> list[str]:
    """What a page would load from elsewhere, whatever its state."""
    loaded = (
        "//script/@src | //link[not(@rel='canonical')]/@href | //img/@src | //iframe/@src | //@srcset | //form/@action"
    )
    return [one for one in tree.xpath(loaded) if one.startswith(("http:", "https:", "//"))]


def search(page: Page, words: str) -> list[str]:
    """Write in the search (of a page opened for searching) and return the addresses of what it finds, best first."""
    field = page.locator(".md-search__input")
    if not field.is_visible():
        page.locator("button.md-header__button[for=__search]").click()
    hits = page.locator(".md-search-result__link")
    field.fill("")
    field.press("End")  # the search listens for keys
    expect(hits).to_have_count(0)
    field.fill(words)
    field.press("End")
    hits.first.wait_for()
    found: list[str] = hits.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [address.partition("?")[0] for address in found]


# Everything that axe knows, the size of targets too, which it leaves out unless asked. Contrast takes nearly all of its
# time, and depends on how an element looks and not on how often the page repeats it: one of each look is enough.
INSPECTION = """
async (targets) => {
  for (const menu of document.querySelectorAll(".md-sidebar__scrollwrap")) menu.scrollTop = 0; // half out is not small
  const looks = new Map(), known = new Map();
  const look = (element) => {
    if (!element) return "";
    if (!known.has(element)) {
      const looks = ["class", "style", "type", "aria-current"].map((name) => element.getAttribute(name));
      known.set(element, `${look(element.parentElement)} ${element.localName} ${looks}`);
    }
    return known.get(element);
  };
  for (const element of document.body.querySelectorAll("*")) {
    const written = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const shown = element.checkVisibility({ visibilityProperty: true });
    if (shown && (written || element.matches("input"))) looks.set(look(element), element);
  }
  const resultTypes = ["violations"];
  const rules = { "color-contrast": { enabled: false }, "target-size": { enabled: targets } };
  const all = await axe.run({ resultTypes, rules });
  const contrast = await axe.run({ include: [...looks.values()] }, { resultTypes, runOnly: ["color-contrast"] });
  const told = (one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)}`);
  return [...all.violations, ...contrast.violations].flatMap(told);
}
"""


def violations(page: Page, *, targets: bool = True) -> list[str]:
    """What axe finds on a page as it is shown, with or without the size of what is to be hit."""
    page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(INSPECTION, targets)
    return found
