"""A governing document on paper: the same rendered text as on the site, as PDF/A-2a and PDF/UA-1 in one file.

Markdown → HTML with the site's own extensions → a small tree (`tree.py`) → JSON → `template.typ`, which walks it.
Text stays data all the way, so nothing in it can become Typst code; an element without a form on paper, a character
without a glyph and every warning of the compiler stop the build. Two builds of the same data give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst
from markdown import Markdown

from checks.policy.model import Decision, Document
from checks.policy.pages import leaf_anchor, section_anchor
from checks.policy.policy import Policy
from checks.policy.words import day
from hooks.pages.account_register import account_register
from hooks.pages.document import outline
from hooks.paper.tree import HEADINGS, Node, UnknownMarkup, ids, links, shifted, tree
from hooks.rendering import MARKDOWN_EXTENSIONS

HERE = Path(__file__).parent
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
RETOLD = "Återgivning i egna ord, inte den beslutade lydelsen"

__all__ = ["NotPrintable", "UnknownMarkup", "pdf"]


class NotPrintable(Exception):
    """Typst could not set the document, or warned about it. The message is what it said."""


def pdf(policy: Policy, document: Document) -> bytes:
    """Return a document as PDF. The organisation's riktlinjer carry the list of accounts as an appendix.

    Raises UnknownMarkup and NotPrintable.
    """
    body = numbered(shifted(nodes(outline(policy, document))), document)
    appendices = []
    if document.kind == "riktlinje" and not document.retold:
        heading: Node = {"tag": "h1", "classes": [], "children": ["Bilaga: Kontolista"]}
        appendices.append([heading, *shifted(nodes(account_register(policy, site=False)), top=2)])
    return typeset(cover(policy, document), body, appendices)


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
    """Return what the first page says, and what is said about the file."""
    decision = None if document.retold else document.decision
    return {
        "organisation": document.issuer,
        "title": document.title,
        "kind": document.kind.capitalize(),
        "retold": RETOLD if document.retold else None,
        "decision": decision_data(document),
        "running": " · ".join(filter(None, (document.issuer, document.title, decision and decision.case))),
        "keywords": [word for word in (document.kind, decision and decision.case) if word],
        "date": dated(policy, document),
    }


def decision_data(document: Document) -> list[tuple[str, str]]:
    """Return the record of the latest decision, row by row; of others' documents there is no case number."""
    decision = document.decision or Decision(body="")
    rows = (
        ("Beslutad av", decision.body),
        ("Beslutsdatum", decision.on and day(decision.on)),
        ("Paragraf", decision.paragraph and f"§ {decision.paragraph}"),
        ("Ärendenummer", None if document.retold else decision.case),
        ("Version", decision.version),
        ("Gäller från", decision.valid_from and day(decision.valid_from)),
        ("Ses över senast", decision.review_by and day(decision.review_by)),
        ("Daterad", document.dated),
    )
    return [(name, value) for name, value in rows if value]


def dated(policy: Policy, document: Document) -> date:
    """Return the day of the document: of its decision or its latest version, else today as the policy sees it."""
    told = [document.decision.on] if document.decision else []
    told += [version.on for version in reversed(document.versions)]
    return next((on for on in told if on), policy.today)


def typeset(cover: dict[str, Any], body: list[Node], appendices: list[list[Node]]) -> bytes:
    """Return the finished file. Raises NotPrintable."""
    parts = [body, *appendices]
    on: date = cover["date"]
    content = {
        "cover": {**cover, "date": {"year": on.year, "month": on.month, "day": on.day}},
        "body": body,
        "appendices": appendices,
        "labels": sorted({id for part in parts for id in ids(part)} & {to for part in parts for to in links(part)}),
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
        raise NotPrintable(error.message) from error
    if warnings:
        raise NotPrintable("; ".join(warning.message for warning in warnings))
    return made


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that stand beside the template, and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])
