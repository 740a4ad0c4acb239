"""Lay out the handbook of one document's own body: the same pages, less what that body does not have.

The folder holds `docs/`, `overrides/` and `mkdocs.yml`; `hooks.macros` finds the data above it and is told by
`KANALBOKEN_DOCUMENT` whose handbook it is.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from checks.policy.model.documents import Document
from checks.policy.pages import STUBS, stubs
from checks.policy.policy import Policy
from hooks.dead_links import TOLERATED
from hooks.exports import FOLDER
from hooks.paper import RETOLD

COMPARING = "jamfor"  # with one document there is nothing to compare
STANDING = "laget.md"  # without a register nothing says how things stand


def laid_out(document: Document, policy: Policy, root: Path) -> Path:
    """Lay out the folder anew and return it; `policy` is the one of `single_document.as_its_body`."""
    folder = root / "build" / document.id
    shutil.rmtree(folder, ignore_errors=True)
    downloads = root / FOLDER
    shutil.copytree(
        root / "docs", folder / "docs", ignore=lambda parent, names: names if Path(parent) == downloads else ()
    )
    shutil.copytree(root / "overrides", folder / "overrides")
    _leave_out(folder / "docs", policy)
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    settings |= {
        "site_name": f"Sociala medier i {document.issuer}" if not document.retold else _name(document),
        "site_description": document.title,
        "nav": existing(settings["nav"], folder / "docs"),
        "watch": [],
    }
    settings["validation"] |= TOLERATED
    settings["extra"]["notice"] = RETOLD if document.retold else None
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def _name(document: Document) -> str:
    return document.short or document.title


def _leave_out(docs: Path, policy: Policy) -> None:
    """Take away the pages of what is not there, and a kind's index when nothing of the kind is left."""
    wanted = {stub.path for stub in stubs(policy)}
    for kind, (folder, _) in STUBS.items():
        if not policy.known.get(kind):
            shutil.rmtree(docs / folder)
            continue
        for path in (docs / folder).glob("*.md"):
            if path.name != "index.md" and f"{folder}/{path.name}" not in wanted:
                path.unlink()
    shutil.rmtree(docs / COMPARING)
    if not policy.units:
        (docs / STANDING).unlink()


def existing(entries: list[Any], docs: Path) -> list[Any]:
    """Return the navigation without pages that are not there and without groups that have none left."""
    kept: list[Any] = []
    for entry in entries:
        if isinstance(entry, str):
            kept += [entry] if (docs / entry).exists() else []
            continue
        ((title, inside),) = entry.items()
        if isinstance(inside, str):
            kept += [entry] if (docs / inside).exists() else []
        elif below := existing(inside, docs):
            kept.append({title: below})
    return kept
