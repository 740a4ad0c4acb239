"""The printer's edge: what MkDocs (and Zensical) call. It reads the clock, judges, writes the downloads and registers
the blocks that pages may call. What they show stands in `hooks.pages`.

`KANALBOKEN_PREVIEW=1` shows findings on the pages instead of ending the build, `KANALBOKEN_DOWNLOADS=elsewhere` leaves
the downloads to somebody else, `KANALBOKEN_AS_OF` moves the clock, and `KANALBOKEN_DOCUMENT` makes it the handbook of
one document's own body (see `hooks.one_body`), `KANALBOKEN_PUBLIC=1` the version for the open web (see
`hooks.open_web`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from checks.finding import Finding
from checks.policy.pages import MACROS, STUBS
from checks.policy.policy import Policy
from checks.policy.public import as_public
from checks.policy.single_document import as_its_body
from checks.policy.tree import find_root
from checks.report import as_text
from checks.run import Verdict, all_findings
from hooks.exports import write_downloads, write_registers
from hooks.judged import Stamp, judged, stamp
from hooks.pages.a_to_o import a_to_o
from hooks.pages.accessibility import accessibility
from hooks.pages.account_form import account_form
from hooks.pages.account_register import account_register
from hooks.pages.also_called import also_called
from hooks.pages.categories import categories
from hooks.pages.check import check
from hooks.pages.checks import checks
from hooks.pages.comparison import comparison
from hooks.pages.coverage import coverage
from hooks.pages.document import document
from hooks.pages.documents import documents
from hooks.pages.findings import concerning, findings_box
from hooks.pages.guide import guide
from hooks.pages.guidelines import guidelines
from hooks.pages.guides import guides
from hooks.pages.history import history
from hooks.pages.laws import laws
from hooks.pages.need import need
from hooks.pages.platforms import platforms
from hooks.pages.redline import redline
from hooks.pages.standing import standing
from hooks.pages.start import start
from hooks.pages.stubs import missing_pages
from hooks.pages.text import text
from hooks.pages.texts import texts
from hooks.pages.topics import topics
from hooks.pages.unit_accounts import unit_accounts
from hooks.pages.unreadable import unreadable
from hooks.paper.tree import NotPrintable

PREVIEW, AS_OF, DOCUMENT = "KANALBOKEN_PREVIEW", "KANALBOKEN_AS_OF", "KANALBOKEN_DOCUMENT"
PUBLIC, WRITTEN, ELSEWHERE = "KANALBOKEN_PUBLIC", "KANALBOKEN_DOWNLOADS", "elsewhere"
REFUSED = "Handboken byggs inte förrän det som står ovan är rättat."
PAGE_CHECK = "KO008"  # what it finds could run commands when the page is rendered

Block = Callable[..., str]
BLOCKS: Mapping[str, Block] = {
    "a_to_o": a_to_o,
    "accessibility": accessibility,
    "account_form": account_form,
    "account_register": account_register,
    "also_called": also_called,
    "categories": categories,
    "check": check,
    "checks": checks,
    "comparison": comparison,
    "coverage": coverage,
    "document": document,
    "documents": documents,
    "guide": guide,
    "guidelines": guidelines,
    "guides": guides,
    "history": history,
    "laws": laws,
    "need": need,
    "platforms": platforms,
    "redline": redline,
    "standing": standing,
    "start": start,
    "text": text,
    "texts": texts,
    "topics": topics,
    "unit_accounts": unit_accounts,
}


TOLD = ("account_register", "standing", "unit_accounts")  # blocks that show what the checks say


def define_env(env: Any) -> None:
    """Judge the data, write the downloads and register the blocks. Ends the build if anything must be mended first."""
    pages, preview = Path(env.project_dir), os.environ.get(PREVIEW) == "1"
    policy, said = _prepared(pages, date.today(), _as_of(), preview, stamp(find_root(pages), pages))
    _leave_unrendered(env, all_findings(said))
    for name in MACROS:
        block = _findings_block(policy, said, preview) if name == "findings" else None
        env.macro(block or _block(name, policy, said, preview), name)


@lru_cache(maxsize=1)
def _prepared(
    pages: Path,
    clock: date,
    as_of: date | None,
    preview: bool,
    at: Stamp,  # noqa: ARG001  # what the answer was remembered for
) -> tuple[Policy, tuple[Verdict, ...]]:
    """Return the policy and what the checks say, with the downloads written. Remembered until a file changes, because
    Zensical asks once a page."""
    policy, said = judged(find_root(pages), clock, as_of)
    if document_id := os.environ.get(DOCUMENT):
        policy = as_its_body(policy.documents[document_id], policy)
    stopping = tuple(finding for finding in all_findings(said) if finding.stops)
    if public := os.environ.get(PUBLIC) == "1":
        policy, said = as_public(policy), ()
    missing = missing_pages(policy, pages)
    if (stopping or missing) and not preview:
        raise SystemExit("\n".join([*([as_text(stopping)] if stopping else []), *missing, REFUSED]))
    writer = write_registers if preview else partial(write_downloads, public=public)
    if not stopping and os.environ.get(WRITTEN) != ELSEWHERE:
        try:
            writer(policy, pages)
        except NotPrintable as error:
            raise SystemExit(f"{error}\n{REFUSED}") from None
    return policy, said


def _as_of() -> date | None:
    moved = os.environ.get(AS_OF)
    return date.fromisoformat(moved) if moved else None


def _leave_unrendered(env: Any, findings: Sequence[Finding]) -> None:
    """A page with template code of its own is shown as it stands, so that nothing in it runs in the preview."""
    for path in {finding.file for finding in findings if finding.check == PAGE_CHECK}:
        pattern = re.sub(r"([^A-Za-z0-9/.])", r"\\\1", path.partition("/")[2])
        env.config["force_render_paths"] += f"\n!/{pattern}"


def _findings_block(policy: Policy, said: Sequence[Verdict], preview: bool) -> Block:
    return lambda: findings_box(policy, all_findings(said), everything=True) if preview else ""


def _block(name: str, policy: Policy, said: Sequence[Verdict], preview: bool) -> Block:
    """Return a block as pages call it, in the preview with a box of the findings below the page's title."""
    kind = next((kind for kind, (_, macro) in STUBS.items() if macro == name), None)
    arguments = {"said": said} if name in TOLD else {}

    def call(*ids: str) -> str:
        if kind and ids and not _sound(kind, ids[0], policy):
            shown = unreadable(ids[0])
        else:
            shown = BLOCKS[name](policy, *ids, **arguments)
        if not preview:
            return shown
        title, _, rest = shown.partition("\n")
        box = findings_box(policy, concerning(all_findings(said), name, ids[0] if ids else None, policy))
        return f"{title}\n\n{box}\n{rest}"

    return call


def _sound(kind: str, id: str, policy: Policy) -> bool:
    """Whether an entity could be read and has the right form, so that there is something to show."""
    kinds: Mapping[str, Mapping[str, Any] | frozenset[str]] = {
        "topic": policy.topics,
        "unit": policy.units,
        "text": policy.texts,
        "document": policy.documents,
        "guide": policy.guides,
        "need": policy.needs,
        "check": policy.known["check"],
    }
    return id in kinds[kind]
