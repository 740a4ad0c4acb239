"""A governing document on paper: the same rendered text as on the site, as PDF/A-2a and PDF/UA-1 in one file.

Markdown → HTML with the site's own extensions → a small tree (`tree.py`) → JSON → `template.typ`, which walks it.
Text stays data all the way, so nothing in it can become Typst code; an element without a form on paper, a character
without a glyph and every warning of the compiler stop the build. Two builds of the same data give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst
from markdown import Markdown

from checks.policy.model.documents import Decision, Document, Note
from checks.policy.pages import leaf_anchor, section_anchor
from checks.policy.policy import Policy
from checks.policy.words import NOTES, day
from hooks.pages.account_register import account_register
from hooks.pages.document import outline
from hooks.paper.tree import HEADINGS, Node, NotPrintable, brief, ids, links, measured, shifted, tree, unrepeated
from hooks.rendering import MARKDOWN_EXTENSIONS

HERE = Path(__file__).parent
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
RETOLD = "Återgivning i egna ord, inte den beslutade lydelsen"

NO_GLYPH = re.compile(r'the text `?"(.+)"`? could not be displayed')

__all__ = ["RETOLD", "NotPrintable", "pdf"]


def pdf(policy: Policy, document: Document) -> bytes:
    """Return a document as PDF. The organisation's riktlinjer carry the list of accounts as an appendix.

    Raises NotPrintable if anything in it has no form on paper.
    """
    parts = {
        "remarks": remarks(document),
        "body": numbered(shifted(nodes(outline(policy, document))), document),
        "accounts": accounts(policy) if document.kind == "riktlinje" and not document.retold else [],
    }
    return typeset(cover(policy, document), parts)


def accounts(policy: Policy) -> list[Node]:
    """Return the list of accounts, its headings below that of the appendix."""
    return unrepeated(shifted(nodes(account_register(policy, site=False)), top=2)) if policy.accounts else []


def nodes(markdown: str) -> list[Node]:
    """Return the tree of a page, read with the site's own extensions."""
    return tree(Markdown(extensions=list(MARKDOWN_EXTENSIONS)).convert(markdown))


def numbered(body: list[Node], document: Document) -> list[Node]:
    """Return the outline with the printed number of each section and leaf set apart, and leaves told from sections."""
    sections = {section_anchor(one): one.heading.number for one in document.all_sections}
    leaves = {leaf_anchor(one): one.number for one in document.leaves}
    return [_numbered(node, sections, leaves) for node in body]


def _numbered(node: Node, sections: Mapping[str, str | None], leaves: Mapping[str, str]) -> Node:
    if isinstance(node, str) or node["tag"] not in HEADINGS:
        return node
    classes = ["guideline"] if node.get("id") in leaves else ["section"]
    number = leaves.get(node.get("id", "")) or sections.get(node.get("id", ""))
    first, *rest = node["children"]
    if not number or not isinstance(first, str) or not first.startswith(f"{number} "):
        return {**node, "classes": classes}
    children = [{"tag": "span", "classes": ["number"], "children": [number]}, first.removeprefix(f"{number} "), *rest]
    return {**node, "classes": classes, "children": children}


def cover(policy: Policy, document: Document) -> dict[str, Any]:
    """Return what the first page says, and what is said about the file. The words around it stand in the template."""
    decision = document.decision or Decision(body="")
    case = None if document.retold else decision.case
    return {
        "organisation": document.issuer,
        "title": document.title,
        "kind": document.kind.capitalize(),
        "retold": RETOLD if document.retold else None,
        "case": case,
        "list": policy.organisation.account_list,
        "decided": {
            "body": decision.body[:1].upper() + decision.body[1:],
            "on": decision.on and day(decision.on),
            "paragraph": decision.paragraph and f"§ {decision.paragraph}",
            "case": case,
            "version": decision.version,
            "valid_from": decision.valid_from and day(decision.valid_from),
            "review_by": decision.review_by and day(decision.review_by),
            "dated": document.dated,
        },
        "date": dated(policy, document),
    }


def dated(policy: Policy, document: Document) -> date:
    """Return the day of the document: of its decision or its latest version, else today as the policy sees it."""
    told = [document.decision.on] if document.decision else []
    told += [version.on for version in reversed(document.versions)]
    return next((on for on in told if on), policy.today)


def remarks(document: Document) -> list[Node]:
    """Return what a reader of somebody else's document must know about it as a whole."""
    return [
        _element("div", *(_element("p", *line) for line in _told(note)), classes=["kb-note"]) for note in document.notes
    ]


def _told(note: Note) -> list[list[Node]]:
    told: list[list[Node]] = [[_element("strong", f"{NOTES[note.kind].capitalize()}."), f" {note.text}"]]
    return [*told, [_element("strong", "I stället:"), f" {note.instead}"]] if note.instead else told


def _element(tag: str, *children: Node, classes: Sequence[str] = ()) -> Node:
    return {"tag": tag, "classes": list(classes), "children": list(children)}


def typeset(cover: dict[str, Any], parts: Mapping[str, list[Node]]) -> bytes:
    """Return the finished file. Raises NotPrintable."""
    on: date = cover["date"]
    everything = [node for part in parts.values() for node in part]
    content: dict[str, Any] = {
        "cover": {**cover, "date": {"year": on.year, "month": on.month, "day": on.day}},
        "labels": sorted(ids(everything) & links(everything)),
        **{name: brief(measured(part)) for name, part in parts.items()},
    }
    try:
        made, warnings = typst.compile_with_warnings(
            HERE / "template.typ",
            root=HERE,
            font_paths=fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"print": json.dumps(content, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(on, time(), UTC),
        )
    except typst.TypstError as error:
        raise NotPrintable(_sentence(error.message)) from error
    if warnings:
        raise NotPrintable(_sentence("; ".join(warning.message for warning in warnings)))
    return made


def _sentence(message: str) -> str:
    """Return what Typst says as a sentence for whoever wrote the text."""
    if missing := NO_GLYPH.search(message):
        return (
            f"Tecknet ”{missing[1]}” (U+{ord(missing[1][0]):04X}) finns inte i typsnitten för PDF. Skriv något annat."
        )
    return f"Dokumentet gick inte att sätta som PDF: {message}"


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that stand beside the template, and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])
