"""`kanalboken show leaver`: what a role holds, as a list to hand over (Markdown, fit for printing) or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checks.choosing import chosen
from checks.policy.holdings import Holding, holdings
from checks.policy.model.organisation import Role
from checks.policy.policy import Policy
from checks.policy.problem import Place
from checks.policy.sentences import items_of
from checks.policy.words import day
from checks.report.file import save
from checks.run import open_policy

HAND_OVER = "hand-over-account"  # the guideline that says what the two go through together
TITLE = "# Överlämning: "
HEADINGS = {
    "deadline": "Det som infaller",
    "text": "Standardtexter med rollens brevlåda",
    "guide": "Guider att känna till",
    "done": "Det som rollen har intygat och beslutat",
    "guideline": "Riktlinjer som gäller för rollen",
}
LEADS = {
    "done": "Ändra inget här: det visar vem som gjorde det då. Den som tar över gör det nästa gång.",
}


def show_leaver(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print what a role holds, or write it in a file. Raises Refused for a role that does not exist."""
    policy = open_policy(root, clock, arguments.as_of)
    titles = {role.id: role.title for role in policy.roles.values()}
    role = policy.roles[chosen(arguments.role, titles, "Rollen")]
    found = holdings(role, policy)
    as_json = arguments.format == "json"
    text = json_of(role, found, policy) if as_json else markdown_of(role, found, policy)
    if arguments.output:
        save(Path(arguments.output), text, is_json if as_json else is_markdown, root)
        print(f"Överlämningslistan för {role.title} står i {arguments.output}.")
    else:
        print(text, end="")
    return 0


def is_markdown(text: str) -> bool:
    """Whether a text is a hand-over list."""
    return text.startswith(TITLE)


def is_json(text: str) -> bool:
    """Whether a text is a hand-over list as JSON."""
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, dict) and "holdings" in found


def markdown_of(role: Role, found: Sequence[Holding], policy: Policy) -> str:
    """Return the hand-over list as Markdown."""
    return "\n".join(_lines(role, found, policy)) + "\n"


def json_of(role: Role, found: Sequence[Holding], policy: Policy) -> str:
    """Return the hand-over list as JSON."""
    data: dict[str, Any] = {
        "as_of": policy.today.isoformat(),
        "role": role.id,
        "title": role.title,
        "unit": role.unit,
        "mailbox": role.mailbox,
        "holdings": [
            {"kind": one.kind, "what": one.what, "file": one.place.file, "line": line(one.place, policy)}
            | {"change": one.change}
            for one in found
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def line(place: Place, policy: Policy) -> int:
    """Return the line of a place."""
    return policy.position(place)[0]


def _lines(role: Role, found: Sequence[Holding], policy: Policy) -> Iterator[str]:
    yield f"{TITLE}{role.title}"
    yield ""
    yield f"{policy.units[role.unit].name}, {role.mailbox}. Så här ser det ut den {day(policy.today)}."
    yield ""
    if not found:
        yield "Rollen har inget att lämna över."
        return
    yield from _together(policy)
    yield from _changes(role, found, policy)
    for kind, heading in HEADINGS.items():
        of_kind = [one for one in found if one.kind == kind]
        if of_kind:
            yield f"## {heading}"
            yield ""
            if kind in LEADS:
                yield LEADS[kind]
                yield ""
            yield from (_told(one, policy) for one in of_kind)
            yield ""


def _together(policy: Policy) -> Iterator[str]:
    """Yield what the guideline in force says that the two go through together."""
    leaf = policy.in_force.get(HAND_OVER)
    stated = policy.guideline_of(leaf) if leaf else None
    if leaf and stated and stated.items:
        yield "## Gå igenom tillsammans"
        yield ""
        yield from (f"- [ ] {item.text}" for item in items_of(stated, leaf))
        yield ""


def _changes(role: Role, found: Sequence[Holding], policy: Policy) -> Iterator[str]:
    yield "## Ändra i registret"
    yield ""
    yield "Tar någon annan över samma roll räcker det att byta behörigheterna. Annars ändrar ni så här:"
    yield ""
    for one in found:
        if one.change:
            yield f"- [ ] {one.what} {one.change} ({_where(one.place, policy)})"
    yield f"- [ ] Ska ingen ha rollen mer? Skriv dess sista dag i `until`. ({_where(role.source, policy)})"
    yield ""


def _told(one: Holding, policy: Policy) -> str:
    return f"- {one.what}" if one.kind == "guideline" else f"- {one.what} ({_where(one.place, policy)})"


def _where(place: Place, policy: Policy) -> str:
    return f"`{place.file}`, rad {line(place, policy)}"
