"""The preview: what is saved is seen, on whatever page, and nothing is left behind when it ends."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import unescape
from itertools import groupby
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import lxml.html
import pytest
import yaml
from msgspec import Struct
from playwright.sync_api import Browser, expect

from hooks.macros import ELSEWHERE, PREVIEW, WRITTEN
from hooks.preview.handbook import Handbook as OnDemand
from tests.handbook import PHONE, environment, opened, run, search
from tests.mini_handbook import mini_handbook
from tests.redlines import edit

ACCOUNT = "policy_data/accounts/kultur-facebook.yaml"
PURPOSE = "Locka till läsning"
PAGE = "konton/kultur.html"
PATIENCE = 60
NOT_SEEN = "Ändringen syns inte än."


class Shown(Struct, frozen=True):
    """A preview that runs: its handbook, its address, what it says and where it keeps what it makes."""

    root: Path
    address: str
    process: subprocess.Popen[str]
    log: Path
    temporary: Path

    def get(self, page: str) -> tuple[int, str]:
        """The status of a page and what stands on it."""
        try:
            with urlopen(self.address + page, timeout=PATIENCE) as answer:  # noqa: S310  # our own preview
                status, found = answer.status, answer.read().decode()
        except HTTPError as missing:
            status, found = missing.code, missing.read().decode()
        return status, unescape(found) if page.endswith(".html") else found

    def sees(self, page: str, words: str, *, there: bool = True, status: int = 200) -> str:
        """Wait until some words are on a page, or are not, and return all that stands on it."""
        deadline = time.monotonic() + PATIENCE
        answer = (0, "")
        while time.monotonic() < deadline:
            answer = self.get(page)
            if answer[0] == status and (words in answer[1]) == there:
                return answer[1]
            time.sleep(0.1)
        pytest.fail(f"{page} was not seen as it is to be:\n{answer}\n{self.log.read_text()}", pytrace=False)

    def says(self, words: str, times: int = 1) -> None:
        """Wait until it has said something that many times."""
        deadline = time.monotonic() + PATIENCE
        while self.log.read_text(encoding="utf-8").count(words) < times:
            assert time.monotonic() < deadline, self.log.read_text(encoding="utf-8")
            time.sleep(0.1)

    def others(self) -> list[int]:
        """The processes that make something where this preview keeps it."""
        mark = os.fsencode(self.temporary)
        return [int(one.parent.name) for one in Path("/proc").glob("[0-9]*/cmdline") if mark in read_or_nothing(one)]


def read_or_nothing(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # a process that has ended meanwhile
        return b""


@contextmanager
def preview(root: Path, folder: Path) -> Iterator[Shown]:
    log, temporary = folder / "said.log", folder / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "kanalboken", "serve", "--port", "0"]
    surroundings = environment(TMPDIR=str(temporary))
    with (
        log.open("w", encoding="utf-8") as said,
        subprocess.Popen(command, cwd=root, env=surroundings, stdout=said, stderr=said, text=True) as process,
    ):
        try:
            shown = Shown(root, "", process, log, temporary)
            shown.says("Ctrl+C")
            (address,) = re.findall(r"http://\S+", log.read_text(encoding="utf-8"))
            yield Shown(root, address, process, log, temporary)
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """One preview for the tests that put back what they change."""
    folder = tmp_path_factory.mktemp("preview")
    with preview(mini_handbook(folder / "handbok"), folder) as running:
        yield running


@contextmanager
def changed(shown: Shown, path: str, content: bytes) -> Iterator[None]:
    """Another content of a file, for as long as it is looked at."""
    file = shown.root / path
    before = file.read_bytes() if file.exists() else None
    file.write_bytes(content)
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)


def test_what_is_changed_is_seen_with_its_findings(shown: Shown) -> None:
    account = (shown.root / ACCOUNT).read_bytes()
    assert "saknar ersättare" not in shown.sees(PAGE, PURPOSE)
    with changed(shown, ACCOUNT, account.replace(b"stand_in: ", b"# ")):
        shown.sees(PAGE, "saknar ersättare för den kontoansvarige")
        assert "saknar ersättare" not in shown.get("konton/vatten.html")[1]
    shown.sees(PAGE, "saknar ersättare", there=False)


def test_a_change_is_seen_on_a_page_that_nobody_asked_for_before(shown: Shown) -> None:
    with changed(shown, "docs/lagar/index.md", b"# Lagarna\n\nNy text.\n"):
        shown.sees("lagar/index.html", "Ny text.")
        assert "Lagarna" in shown.get("plattformar/index.html")[1], "the menu shows the new title"


def test_unreadable_data_is_a_finding_until_it_is_mended(shown: Shown) -> None:
    with changed(shown, "policy_data/texts/om-kontot.yaml", b"title: [\n"):
        shown.sees("texter/om-kontot.html", "Sidan kan inte visas förrän filen är rättad.")
        assert "om-kontot.yaml" in shown.get("texter/om-kontot.html")[1]
    shown.sees("texter/om-kontot.html", "Sidan kan inte visas", there=False)


BROKEN = {
    "lagar/index": (b"# Lagar\n\n{{ guide() }}\n", "Ett block på sidan går inte att visa."),
    "plattformar/index": ("# Plattformar på nätet\n".encode("latin-1"), "Filen är inte sparad som UTF-8."),
    "guider/index": (b"---\ntemplate: saknas.html\n---\n\n# Guider\n", "saknas.html"),
}


def test_a_page_that_cannot_be_made_says_so_and_the_others_are_shown(shown: Shown) -> None:
    with ExitStack() as changes:
        for name, (content, _) in BROKEN.items():
            changes.enter_context(changed(shown, f"docs/{name}.md", content))
        for name, (_, reason) in BROKEN.items():
            page = shown.sees(f"{name}.html", "Sidan kan inte visas")
            assert f"docs/{name}.md" in page
            assert reason in page
            assert "Traceback" not in page
            assert "livereload(" in page, "it shows by itself when it is mended"
        assert PURPOSE in shown.get(PAGE)[1]
        assert "Kulturhuset" in index_of(shown)
    for name in BROKEN:
        shown.sees(f"{name}.html", "Sidan kan inte visas", there=False)


def index_of(shown: Shown) -> str:
    status, index = shown.get("search/search_index.json")
    assert status == 200, shown.log.read_text()
    return " ".join(entry["title"] + entry["text"] for entry in json.loads(index)["docs"])


def test_a_new_page_is_there_and_one_that_is_removed_is_not(shown: Shown) -> None:
    assert shown.get("lagar/ny.html")[0] == 404
    with changed(shown, "docs/lagar/ny.md", b"# Ny sida\n"):
        shown.sees("lagar/ny.html", "Ny sida")
    page = shown.sees("lagar/ny.html", "Sidan finns inte", status=404)
    assert "livereload(" in page


def test_settings_that_are_broken_leave_all_as_it_was(shown: Shown) -> None:
    settings = (shown.root / "mkdocs.yml").read_bytes()
    for wrong in (settings + b"nav: [\n", settings.replace(b"name: material", b"name: saknas")):
        told = shown.log.read_text(encoding="utf-8").count(NOT_SEEN)
        with changed(shown, "mkdocs.yml", wrong):
            shown.says(NOT_SEEN, told + 1)
            epoch = shown.get("livereload/0/1")[1]
            page = shown.sees(PAGE, f"livereload({epoch}")
            assert PURPOSE in page, "and it is not reloaded for ever"
    with changed(shown, "mkdocs.yml", settings.replace(b"Exempelby", b"Nyby")):
        shown.sees("index.html", "Sociala medier i Nyby")
    assert "Traceback" not in shown.log.read_text(encoding="utf-8")


def test_the_search_finds_what_was_just_written_and_the_downloads_hold_it(shown: Shown) -> None:
    account = (shown.root / ACCOUNT).read_text(encoding="utf-8")
    with changed(shown, ACCOUNT, account.replace(PURPOSE, "Locka till cirkus").encode()):
        shown.sees(PAGE, "Locka till cirkus")
        assert "Locka till cirkus" in index_of(shown)
        assert "Locka till cirkus" in shown.get("nedladdning/konton.json")[1], shown.get("index.html")[1]
        epoch = re.findall(r"livereload\((\d+)", shown.get(PAGE)[1])
        time.sleep(1)
        assert re.findall(r"livereload\((\d+)", shown.get(PAGE)[1]) == epoch, "what it writes is no change to it"
    assert "Locka till cirkus" not in shown.sees(PAGE, PURPOSE)


def test_the_browser_shows_a_change_by_itself_and_searches(shown: Shown, browser: Browser) -> None:
    account = (shown.root / ACCOUNT).read_text(encoding="utf-8")
    with opened(browser, PHONE, searching=True) as page:
        page.goto(shown.address + PAGE)
        content = page.locator(".md-content article")
        with changed(shown, ACCOUNT, account.replace(PURPOSE, "Locka till trolleri").encode()):
            expect(content).to_contain_text("Locka till trolleri", timeout=PATIENCE * 1000)
            assert search(page, "trolleri")[0].endswith(PAGE)
        expect(content).to_contain_text(PURPOSE, timeout=PATIENCE * 1000)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # MkDocs and its plugins are loaded here
def test_pages_are_those_that_mkdocs_builds_in_whatever_order_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = mini_handbook(tmp_path / "handbok")
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    pages = settings["nav"]
    settings["nav"] = [{folder: list(some)} for folder, some in groupby(pages, lambda page: page.partition("/")[0])]
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    built = run(root, "mkdocs", "build", KANALBOKEN_PREVIEW="1", SOURCE_DATE_EPOCH="1795305600")
    assert built.returncode == 0, built.stderr
    monkeypatch.setenv(PREVIEW, "1")
    monkeypatch.setenv(WRITTEN, ELSEWHERE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    titles: dict[str, str] = {}
    for turn in (1, 2):  # the second time, the titles in the menu are remembered
        made = OnDemand(root / "mkdocs.yml", tmp_path / f"site-{turn}", "", titles)
        for page in random.Random(turn).sample(pages, 20):  # noqa: S311  # any order will do
            name = page.replace(".md", ".html")
            file = made.file(name)
            assert file, name
            assert file.read_text(encoding="utf-8") == (root / "site" / name).read_text(encoding="utf-8"), name
    (root / "docs/konton/index.md").write_bytes(b"# \xe5\n")
    broken = OnDemand(root / "mkdocs.yml", tmp_path / "site-3", "", {}).file("konton/index.html")
    assert broken
    menu = lxml.html.document_fromstring(broken.read_bytes()).xpath("//nav[@data-md-level='0']")[0].text_content()
    assert "Kulturhuset" in menu
    assert "None" not in menu


# How it begins and ends.


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGHUP, signal.SIGTERM])
def test_when_it_is_ended_nothing_is_left(end: signal.Signals, tmp_path: Path) -> None:
    with preview(mini_handbook(tmp_path / "handbok"), tmp_path) as shown:
        shown.sees(PAGE, PURPOSE)
        edit(shown.root, ACCOUNT, (PURPOSE, "Locka till dans"))
        shown.sees(PAGE, "Locka till dans")
        assert shown.others()
        shown.process.send_signal(end)
        assert shown.process.wait(PATIENCE) == 0
        assert shown.others() == []
        assert list(shown.temporary.iterdir()) == []
        assert shown.log.read_text(encoding="utf-8").count("\n") == 1, "it has told its address, and no more"


def test_a_port_that_is_taken_is_told_of(shown: Shown) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kanalboken", "serve", "--port", shown.address.strip("/").rpartition(":")[2]],
        cwd=shown.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "porten är upptagen. Ange en annan med --port." in done.stderr


def test_without_settings_to_begin_with_there_is_no_preview(tmp_path: Path) -> None:
    root = mini_handbook(tmp_path / "handbok")
    (root / "mkdocs.yml").write_text("nav: [\n", encoding="utf-8")
    command = [sys.executable, "-m", "kanalboken", "serve", "--port", "0"]
    done = subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Handboken kan inte visas.")
    assert "Traceback" not in done.stderr
