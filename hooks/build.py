"""The printer's commands: build the handbook, and show it while it is edited."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path

from checks.alone import alone
from checks.command_line import Refused, tell_progress
from checks.policy.policy import Policy
from checks.policy.public import as_public
from checks.policy.single_document import as_its_body
from checks.report import as_text
from checks.run import all_findings
from hooks import one_body, open_web
from hooks.dead_links import unlink
from hooks.exports import write_downloads_beside
from hooks.exports.content_security import write_snippets
from hooks.judged import judged
from hooks.macros import ELSEWHERE, WRITTEN
from hooks.mkdocs_log import say_only_warnings
from hooks.paper import NotPrintable

SITE, CONFIGURATION = "site", "mkdocs.yml"
UNFINISHED = "unfinished"
HEADERS = "csp"  # beside the site, for whoever runs the web server
CLEAN, FINDINGS, FAILED = 0, 1, 2


class NotBuilt(Exception):
    """MkDocs did not build the pages, or warned of something. The message is what it says last."""


def build(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Judge the data and build the handbook into `site/`, or that of one document's body into `build/<document>/site/`,
    or the version for the open web into `build/public/site/`. The headers to serve it with come in `build/csp/`, or
    beside such a site.

    Exit code 1 if something must be mended first. Refused while another command builds or writes.
    """
    _refuse_without_configuration(root)
    with alone(root), _own_surroundings():
        return _built(root, clock, arguments)


@contextmanager
def _own_surroundings() -> Iterator[None]:
    """Let what MkDocs is told by the environment hold for one build, in a process that does something else after it."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _built(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    policy, said = judged(root, clock, arguments.as_of)
    findings = all_findings(said)
    if findings:
        print(as_text(findings), end="")
    if any(finding.stops for finding in findings):
        print("Handboken byggs inte förrän felen är rättade.")
        return FINDINGS
    _tell_macros(arguments)
    os.environ[WRITTEN] = ELSEWHERE
    policy, pages = _laid_out(policy, root, arguments)
    beside = root / "build" if pages == root else pages
    tell_progress("Bygger handboken. Det kan ta någon minut.")
    finished = beside / UNFINISHED
    try:
        build_pages = partial(_build_strictly, pages, finished)
        write_downloads_beside(build_pages, policy, pages, finished, public=arguments.public)
    except (NotBuilt, NotPrintable) as refusal:
        print(f"{refusal}\nHandboken blev inte byggd. Det som står ovan behöver rättas.")
        return FAILED
    if pages != root:
        unlink(finished)
    _put_in_place(finished, pages / SITE)
    snippets = write_snippets(pages / SITE, policy.organisation.frame_ancestors, beside / HEADERS)
    site = (pages / SITE).relative_to(root)
    print(f"Handboken: {site}/index.html")
    for document in policy.documents_in_force:
        print(f"PDF: {site}/nedladdning/{document.id}.pdf ({document.title})")
    print(f"Skydd att lägga in i webbservern: {', '.join(str(path.relative_to(root)) for path in snippets)}")
    return CLEAN


def _laid_out(policy: Policy, root: Path, arguments: argparse.Namespace) -> tuple[Policy, Path]:
    """Return what the handbook is made of and the folder with its pages: the repository's own, or one that is laid out
    for one document's body or for the open web. Raises Refused for a document or a list of pages that is not there."""
    if arguments.public:
        if arguments.document:
            raise Refused("Välj antingen --document eller --public.")
        public = policy.organisation.public
        if public is None:
            raise Refused(
                f"Det står inte vad som ska vara öppet för alla. Skriv `public` i {policy.organisation.source.file}: "
                "adressen och sidorna."
            )
        policy = as_public(policy)
        os.environ["KANALBOKEN_PUBLIC"] = "1"
        return policy, open_web.laid_out(policy, public, root)
    if arguments.document:
        document = policy.documents.get(arguments.document)
        if document is None:
            raise Refused(f"Det finns inget dokument ”{arguments.document}”. Välj bland {', '.join(policy.documents)}.")
        policy = as_its_body(document, policy)
        os.environ["KANALBOKEN_DOCUMENT"] = document.id
        return policy, one_body.laid_out(document, policy, root)
    return policy, root


def serve(root: Path, clock: date, arguments: argparse.Namespace) -> int:  # noqa: ARG001  # the door's signature
    """Show the handbook on this computer and what becomes of it at each change, findings included."""
    _refuse_without_configuration(root)
    if not 0 <= arguments.port < 2**16:
        raise Refused(f"Det finns ingen port {arguments.port}. Ange en mellan 1024 och 65535.")
    _tell_macros(arguments)
    from hooks.preview.server import show

    show(root / CONFIGURATION, arguments.port)
    return CLEAN


def _refuse_without_configuration(root: Path) -> None:
    if not (root / CONFIGURATION).is_file():
        raise Refused(
            f"I {root} finns ingen {CONFIGURATION}, så det finns ingen handbok att bygga. "
            "Hämta filen och mapparna docs och overrides ur Kanalboken. "
            "Kontrollerna behöver dem inte: kör `kanalboken check`."
        )


def _tell_macros(arguments: argparse.Namespace) -> None:
    """Hand on to `hooks.macros`, which MkDocs calls, what day it is to be."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # the theme's own banner
    if arguments.as_of:
        os.environ["KANALBOKEN_AS_OF"] = arguments.as_of.isoformat()


def _build_strictly(root: Path, to: Path, awaited: Sequence[str]) -> None:
    """Let MkDocs build the site into a folder. The files that are `awaited` come there later. Raises NotBuilt at a
    single warning."""
    say_only_warnings()
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from hooks.awaited import Awaited

    try:
        configuration = load_config(str(root / CONFIGURATION), strict=True, site_dir=str(to))
        configuration.plugins["awaited"] = Awaited(awaited)
        configuration.plugins.on_startup(command="build", dirty=False)
        try:
            build_site(configuration)
        finally:
            configuration.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as refusal:
        raise NotBuilt(str(refusal)) from None


def _put_in_place(finished: Path, site: Path) -> None:
    """Let a finished site take the place of the earlier one, file by file: no reader and no interruption meets a page
    that is half written. What begins with a dot is left as it is, as MkDocs does."""
    wanted = {path.relative_to(finished) for path in finished.rglob("*") if path.is_file()}
    for path in sorted(site.rglob("*"), reverse=True):
        name = path.relative_to(site)
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):  # not empty
                path.rmdir()
        elif name not in wanted and not name.parts[0].startswith("."):
            path.unlink()
    for name in wanted:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (finished / name).replace(site / name)
    shutil.rmtree(finished)
