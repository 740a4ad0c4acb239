"""The handbook on paper: the same rendered text as on the site, as PDF/A-2a and PDF/UA-1 in one file.

Templates → HTML → a small tree (`tree.py`) → a `Print` with its layout → JSON → `template.typ`, which walks the tree
(`elements.typ`) inside the layout (`layouts.typ`). An element without a form on paper stops the build.

A new print is one function in `prints/` that returns a `Print`, and one line in `prints/__init__.py` that says where
its file is. HTML for it stands in a template beside the function; a word that the template must add, in `words.typ`.
"""

from __future__ import annotations

from checks.command_line import Refused
from checks.policy.model.documents import Document
from checks.policy.policy import Policy
from hooks.paper.prints import prints
from hooks.paper.prints.document import RETOLD, governing_document
from hooks.paper.tree import NotPrintable
from hooks.paper.typesetting import Print, has_begun, typeset

__all__ = ["RETOLD", "NotPrintable", "Print", "has_begun", "pdf", "prints", "typeset"]


def pdf(policy: Policy, document: Document) -> bytes:
    """Return a document as PDF. Raises NotPrintable if anything in it has no form on paper."""
    return typeset(governing_document(policy, document))


def decided_pdf(policy: Policy, document: Document) -> bytes:
    """Return a document as PDF for whoever writes in a decision. Raises Refused if it can't be printed."""
    try:
        return pdf(policy, document)
    except NotPrintable as error:
        raise Refused(f"Dokumentet går inte att skriva ut, så inget är inskrivet. {error}") from None
