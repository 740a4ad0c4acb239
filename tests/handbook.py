"""A handbook to look at: a copy of the repository, built as readers get it, and served on this computer."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from tests.municipality import ROOT

COPIED = ("policy_data", "docs", "overrides", "mkdocs.yml")
DOWNLOADS = "docs/nedladdning"


@dataclass(frozen=True)
class Handbook:
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
def served(site: Path) -> Iterator[str]:
    """Serve a folder for as long as it is looked at; yields its address."""
    handler = functools.partial(QuietHandler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        pass
