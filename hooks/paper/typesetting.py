"""From a print to its file: the small tree as JSON, read by `template.typ`; PDF/A-2a and PDF/UA-1 in one file.

Text stays data all the way, so nothing in it can become Typst code; a character without a glyph and every warning of
the compiler stop the build. Two builds of the same data give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from msgspec import Struct, field

from hooks.paper.breaking import broken
from hooks.paper.tables import LANDSCAPE, PORTRAIT, measured
from hooks.paper.tree import Node, NotPrintable, brief, ids, links

HERE = Path(__file__).parent
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
ON_TOP = r"[\u0300-\u036f\u20d0-\u20ff]+"
NO_GLYPH = re.compile(r'the text `?"(.+)"`? could not be displayed')


class Print(Struct, frozen=True):
    """What is to be printed, and how: `layouts.typ` has the layouts and says what each shows.

    `facts` are what a cover or a box tells about a decision, by the names that `words.typ` gives Swedish words to; one
    that is None is left out. `notice` is what a reader must not miss before anything else.
    """

    layout: Literal["document", "statute-book", "sheet", "two-columns", "list", "poster"]
    organisation: str
    kind: str
    title: str
    on: date
    body: Sequence[Node]
    case: str | None = None
    notice: str | None = None
    facts: Mapping[str, str | None] = field(default_factory=dict)


def typeset(made: Print) -> bytes:
    """Return the file of a print. Raises NotPrintable."""
    body = brief(measured(list(made.body), LANDSCAPE if made.layout == "list" else PORTRAIT))
    content: dict[str, Any] = {
        **{name: getattr(made, name) for name in ("layout", "organisation", "kind", "title", "case", "notice")},
        "headline": broken([made.title]),
        "facts": {name: broken([told]) for name, told in made.facts.items() if told},
        "date": {"year": made.on.year, "month": made.on.month, "day": made.on.day},
        "labels": sorted(ids(body) & links(body)),
        "body": broken(body),
    }
    written = json.dumps(content, ensure_ascii=False)
    try:
        file, warnings = _compiler().compile_with_warnings(
            format="pdf",
            sys_inputs={"print": written},
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(made.on, time(), UTC),
        )
    except typst.TypstError as error:
        raise NotPrintable(_sentence(error.message, made.title, written)) from error
    if warnings:
        raise NotPrintable(_sentence("; ".join(warning.message for warning in warnings), made.title, written))
    assert isinstance(file, bytes)  # one PDF, not the pages of a picture
    return file


def has_begun() -> bool:
    """Whether anything has been set in this process. Typst keeps threads from then on, so it can't be copied."""
    return _compiler.cache_info().currsize > 0


def _sentence(message: str, title: str, written: str) -> str:
    """Return what Typst says as a sentence for whoever wrote the text. Of a letter with something on top of it Typst
    names only the letter; what stands on top is looked up in what is `written`."""
    if missing := NO_GLYPH.search(message):
        topped = re.search(re.escape(missing[1]) + ON_TOP, written)
        sign, lacking = (topped[0], topped[0][-1]) if topped else (missing[1], missing[1][0])
        return (
            f"Tecknet ”{sign}” (U+{ord(lacking):04X}) finns inte i typsnitten för PDF. Skriv något annat i ”{title}”."
        )
    return f"”{title}” gick inte att sätta som PDF: {message}"


@cache
def _compiler() -> typst.Compiler:
    """Return the compiler, made once: it keeps the fonts and what it has read of the template."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])
    return typst.Compiler(HERE / "template.typ", root=HERE, font_paths=fonts, ignore_system_fonts=True)
