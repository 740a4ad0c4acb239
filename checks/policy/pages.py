"""The handbook's pages: which generated blocks there are, which page each entity stands on and how it is addressed.

A page of an entity is a stub in `docs/`: one line that calls one block, `{{ guidelines("bevaka-och-svara") }}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from checks.policy.model.documents import Leaf, Section
from checks.policy.policy import Policy
from checks.policy.problem import Place

MACROS = (
    "a_to_o",
    "accessibility",
    "account_form",
    "account_register",
    "also_called",
    "categories",
    "check",
    "checks",
    "comparison",
    "coverage",
    "document",
    "documents",
    "findings",
    "guide",
    "guidelines",
    "guides",
    "history",
    "laws",
    "need",
    "platforms",
    "redline",
    "standing",
    "start",
    "text",
    "texts",
    "topics",
    "unit_accounts",
)

# Kind of entity → the folder its pages stand in and the block that fills one.
STUBS = {
    "topic": ("riktlinjer", "guidelines"),
    "unit": ("konton", "unit_accounts"),
    "text": ("texter", "text"),
    "check": ("kontroller", "check"),
    "document": ("dokument", "document"),
    "guide": ("guider", "guide"),
    "need": ("behov", "need"),
}


# Kind of print → the name of its file.
DOWNLOADS = "nedladdning"
PRINTS = {
    "document": "{}.pdf",
    "accounts": "kontolista.pdf",
    "guide": "guide-{}.pdf",
    "checklist": "checklista-{}.pdf",
    "poster": "affisch-{}.pdf",
    "redline": "andringar-{}.pdf",
    "decided": "beslutad-{}.pdf",
}


# What readers seldom look for comes last among the search hits.
RANKS = {"check": 0.05, "document": 0.05}


class Stub(Struct, frozen=True, order=True):
    """The page of one entity: its path below `docs/` and what the file consists of, which is one call."""

    path: str
    content: str


def stubs(policy: Policy) -> Iterator[Stub]:
    """Yield the page that each topic, unit, text, check, document, guide and need must have; a need that leads to a
    page that somebody has written has none of its own."""
    written = {need.id for need in policy.needs.values() if need.leads_to}
    for kind, (_, macro) in STUBS.items():
        for id in sorted(policy.known[kind] - (written if kind == "need" else set())):
            rank = f"---\nsearch: {{boost: {RANKS[kind]}}}\n---\n\n" if kind in RANKS else ""
            yield Stub(stub_path(kind, id), f'{rank}{{{{ {macro}("{id}") }}}}\n')


def stub_path(kind: str, id: str) -> str:
    """Return where the page of an entity stands below `docs/`."""
    return f"{STUBS[kind][0]}/{id.lower()}.md"


def page_address(policy: Policy, kind: str, id: str) -> str:
    """Return where an entity stands in the handbook, as an address from its root; '' if it stands nowhere."""
    match kind:
        case "guideline" if id in policy.guidelines:
            return f"riktlinjer/{policy.guidelines[id].topic}.html#{id}"
        case "account" if id in policy.accounts:
            return f"konton/{policy.accounts[id].unit}.html#{id}"
        case "statute":
            return f"lagar/index.html#{id}"
        case "platform":
            return f"plattformar/index.html#{id}"
        case "category":
            return f"konton/index.html#{id}"
        case "need" if id in policy.needs and policy.needs[id].leads_to:
            return f"{(policy.needs[id].leads_to or '').removesuffix('.md')}.html"
        case _ if kind in STUBS:
            return f"{STUBS[kind][0]}/{id.lower()}.html"
    return ""


def print_address(kind: str, id: str = "") -> str:
    """Return where the file of a print stands, as an address from the handbook's root."""
    return f"{DOWNLOADS}/{PRINTS[kind].format(id)}"


def calendar_address(unit: str = "") -> str:
    """Return where the calendar of what falls due in a unit, or everywhere, stands, from the handbook's root."""
    return f"{DOWNLOADS}/{f'kalender-{unit}' if unit else 'kalender'}.ics"


def leaf_address(leaf: Leaf) -> str:
    """Return where a leaf stands on its document's page, as an address from the handbook's root."""
    return f"dokument/{leaf.document}.html#{leaf_anchor(leaf)}"


def leaf_anchor(leaf: Leaf) -> str:
    """Return the anchor of a leaf: its printed number, `r-3-4` for R 3.4 and `nr-17` for 17."""
    words = leaf.number.lower().replace(".", "-").split()
    return "-".join(words if len(words) > 1 else ["nr", *words])


def section_anchor(section: Section) -> str:
    """Return the anchor of a section: its place in the outline, `avsnitt-3-1`."""
    return "avsnitt-" + "-".join(str(number) for number in _outline(section.source))


def _outline(place: Place) -> tuple[int, ...]:
    return tuple(key + 1 for key in place.route if isinstance(key, int))
