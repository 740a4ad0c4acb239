"""A governing document: its own outline, what is known about it as a whole, and the list of accounts as an appendix."""

from __future__ import annotations

from datetime import date
from itertools import islice, pairwise

from checks.policy.model.documents import Decision, Document
from checks.policy.policy import Policy
from checks.policy.words import day
from hooks.pages.document import outline
from hooks.paper.prints.account_list import accounts
from hooks.paper.tables import WIDE
from hooks.paper.tree import HEADINGS, Node, shifted, tree, words
from hooks.paper.typesetting import Print
from hooks.rendering import page

LONG = 5000
"""Characters of a chapter that begins on a page of its own, some three pages."""
NEW_PAGE = "kb-new-page"
RETOLD = "Återgivning i egna ord, inte den beslutade lydelsen"


def governing_document(policy: Policy, document: Document) -> Print:
    """Return the print of a document. The organisation's riktlinjer carry the list of accounts as an appendix."""
    told = facts(document)
    return Print(
        layout="statute-book" if document.layout == "statute-book" else "document",
        organisation=document.issuer,
        kind=document.kind.capitalize(),
        title=document.title,
        on=dated(policy, document),
        body=[*about(policy, document), *text(policy, document), *appendix(policy, document)],
        case=told["case"],
        notice=RETOLD if document.retold else None,
        facts=told,
    )


def facts(document: Document) -> dict[str, str | None]:
    """Return what is told about the decision of a document."""
    decision = document.decision or Decision(body="")
    return {
        "body": decision.body[:1].upper() + decision.body[1:],
        "on": day(decision.on) if decision.on else None,
        "paragraph": f"§ {decision.paragraph}" if decision.paragraph else None,
        "case": None if document.retold else decision.case,
        "version": decision.version,
        "valid_from": day(decision.valid_from) if decision.valid_from else None,
        "review_by": day(decision.review_by) if decision.review_by else None,
        "dated": document.dated,
        "tab": document.tab,
        "office": document.office,
    }


def dated(policy: Policy, document: Document) -> date:
    """Return the day of the document: of its decision or its latest version, else today as the policy sees it."""
    told = [document.decision.on] if document.decision else []
    told += [version.on for version in reversed(document.versions)]
    return next((on for on in told if on), policy.today)


def about(policy: Policy, document: Document) -> list[Node]:
    """Return what a reader must know about a document as a whole: notes, versions, who else has adopted it."""
    return tree(page("about_document.html.j2", policy, document=document))


def text(policy: Policy, document: Document) -> list[Node]:
    """Return the outline as on the site."""
    return _chapters(_together(shifted(tree(outline(policy, document)))))


def _chapters(nodes: list[Node]) -> list[Node]:
    """Return the nodes with each long chapter but the first on a page of its own: it can be handed to whoever works
    with it, and is set at the same time as what stands before it."""
    begins = [at for at, node in enumerate(nodes) if _first_tag(node) == "h1"]
    later = islice(pairwise([*begins, len(nodes)]), 1, None)
    long = {at for at, end in later if len(words(nodes[at:end])) >= LONG}
    return [
        {**node, "classes": [*node["classes"], NEW_PAGE]} if at in long and isinstance(node, dict) else node
        for at, node in enumerate(nodes)
    ]


def _first_tag(node: Node) -> str:
    """Return the tag of an element, or of the first one in it if it holds a guideline with its headings."""
    if isinstance(node, str):
        return ""
    return str(node["children"][0]["tag"] if node["tag"] == "article" else node["tag"])


def _together(nodes: list[Node]) -> list[Node]:
    """Return the nodes with each guideline in one element with the headings right before it, so that no page parts
    them: a heading that only keeps to what follows is left behind when a footnote makes that move."""
    found: list[Node] = []
    headings: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node["tag"] not in HEADINGS:
            held = isinstance(node, dict) and "kb-leaf" in node["classes"] and headings
            found += [{"tag": "article", "classes": [], "children": [*headings, node]}] if held else [*headings, node]
            headings = []
        else:
            headings.append(node)
    return [*found, *headings]


def appendix(policy: Policy, document: Document) -> list[Node]:
    """Return the list of accounts below a heading of its own, on pages that are turned; riktlinjer alone have it."""
    return account_appendix(policy) if document.kind == "riktlinje" and not document.retold else []


def account_appendix(policy: Policy) -> list[Node]:
    """Return the list of accounts below a heading of its own, on pages that are turned."""
    if not policy.accounts:
        return []
    heading = tree(page("account_appendix.html.j2", policy))
    return [{"tag": "section", "classes": [WIDE], "children": [*heading, *accounts(policy, top=2)]}]
