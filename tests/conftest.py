"""What every test may lean on: a browser that is really there, and no test that passes by being skipped."""

import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from checks.run import open_policy
from hooks.exports.content_security import write_snippets
from tests.handbook import Handbook, copied, headers_of, run, served
from tests.municipality import TODAY, Municipality, overlay

ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Nothing is fetched or looked up behind the test's back: all that is left to see is what the page asks for.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

NO_BROWSER = (
    "Webbläsartesterna behöver Chromium, som varken hittades eller gick att installera: "
    "installera paketet chromium eller ange sökvägen till programmet i miljövariabeln CHROMIUM."
)


def succeeds(*command: str | Path, timeout: int = 900) -> bool:
    """Run a command that asks nobody anything; whether it went well."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, env=quiet, timeout=timeout, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def starts(program: str | Path) -> bool:
    """Whether this is a browser and not, say, a stub that tells where to get one."""
    return succeeds(program, "--version", timeout=60)


def found(playwright: Playwright) -> Path | None:
    """The first Chromium that starts: the one asked for, one on PATH, or Playwright's own."""
    if asked_for := os.environ.get("CHROMIUM"):
        return Path(asked_for) if starts(asked_for) else None
    on_path = filter(None, map(shutil.which, ON_PATH))
    return next((Path(p) for p in (*on_path, playwright.chromium.executable_path) if starts(p)), None)


def install(playwright: Playwright) -> Path | None:
    """Get a Chromium: Playwright's own with the libraries it needs, else the distribution's package."""
    sudo = () if os.geteuid() == 0 else ("sudo", "-n")
    rights = not sudo or succeeds(*sudo, "true")
    fetch = (sys.executable, "-m", "playwright")
    # As `playwright install --with-deps chromium`, but the libraries only once there is something to run.
    if succeeds(*fetch, "install", "chromium") and rights:
        succeeds(*fetch, "install-deps", "chromium")
    if (browser := found(playwright)) is None and rights and shutil.which("apt-get"):
        succeeds(*sudo, "apt-get", "update")
        succeeds(*sudo, "apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core")
        browser = found(playwright)
    return browser


@pytest.fixture
def municipality(tmp_path: Path) -> Municipality:
    """Make a copy of the miniature with other files laid over it."""
    return lambda files: overlay(tmp_path, files)


@pytest.fixture
def here(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean municipality, which is also the working directory."""
    root = municipality({})
    monkeypatch.chdir(root)
    return root


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, for as long as the tests run."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium_path(playwright: Playwright) -> Path:
    """Where Chromium is; it is installed if need be, and without it the test fails."""
    path = found(playwright)
    if path is None and "CHROMIUM" not in os.environ:
        path = install(playwright)
    if path is None:
        pytest.fail(NO_BROWSER, pytrace=False)
    return path


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: Path) -> Iterator[Browser]:
    """One headless Chromium for all tests; each opens a context of its own in it."""
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    running = playwright.chromium.launch(executable_path=chromium_path, args=[*FLAGS, *root])
    yield running
    running.close()


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handbook]:
    """The repository's own handbook, built once from a clean tree by MkDocs alone, and served on this computer with the
    headers that are written for nginx."""
    root = copied(tmp_path_factory.mktemp("handbook"))
    done = run(root, "mkdocs", "build", "--strict", SOURCE_DATE_EPOCH="1795305600")
    if done.returncode:
        pytest.fail(f"Handboken gick inte att bygga:\n{done.stdout}{done.stderr}", pytrace=False)
    site, framers = root / "site", open_policy(root, TODAY).organisation.frame_ancestors
    nginx, *_ = write_snippets(site, framers, root / "csp")
    with served(site, headers_of(nginx)) as address:
        yield Handbook(root, site, address)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """No skipped test counts as a pass."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Ett överhoppat test räknas som fel: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Nor does a skipped file."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"En överhoppad testfil räknas som fel: {report.longrepr}"
    return report
