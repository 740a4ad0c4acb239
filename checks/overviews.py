"""What `kanalboken show` prints: overviews of the policy, each as text for people and as plain data for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from checks.policy.coverage import KINDS, Share, empty_sections, homeless, shares
from checks.policy.legal_basis import gone
from checks.policy.model.law import Statute
from checks.policy.policy import Policy
from checks.policy.words import day, listing


@dataclass(frozen=True)
class Overview:
    """An overview: its lines for people, the same as data, and whether it shows something that must be mended."""

    lines: tuple[str, ...]
    data: Any
    wanting: bool = False

    def as_text(self) -> str:
        """Return it as lines."""
        return "\n".join(self.lines) + "\n"

    def as_json(self) -> str:
        """Return it as JSON."""
        return json.dumps(self.data, ensure_ascii=False, indent=2) + "\n"


def coverage(policy: Policy) -> Overview:
    """How many statements of each document stand in each topic, and how they are verified.

    Wanting if a section of an outline is empty or a guideline stands in no document.
    """
    found = shares(policy)
    empty = [(document.id, section.heading.title) for document, section in empty_sections(policy)]
    loose = [guideline.id for guideline in homeless(policy)]
    lines = []
    for document in policy.documents.values():
        mine = [one for one in found if one.document == document.id]
        lines.append(f"{document.short or document.title}: {_counted(mine)}")
        lines += [f"  {policy.topics[one.topic].title}: {_counted([one])}" for one in mine]
    lines += [f"Avsnittet ”{section}” i {document} har ingen riktlinje." for document, section in empty]
    lines += [f"Riktlinjen {id} står inte i något dokument." for id in loose]
    wanting = bool(empty or loose)
    lines.append("Något saknas." if wanting else "Alla avsnitt har riktlinjer och alla riktlinjer står i ett dokument.")
    data = {
        "shares": [
            {"document": one.document, "topic": one.topic, **dict(zip(KINDS, one.counts, strict=True))} for one in found
        ],
        "empty_sections": [{"document": document, "section": section} for document, section in empty],
        "guidelines_without_document": loose,
    }
    return Overview(tuple(lines), data, wanting)


def _counted(found: Sequence[Share]) -> str:
    check, attested, reader = (sum(one.counts[index] for one in found) for index in range(len(KINDS)))
    total = check + attested + reader
    noun = "riktlinje" if total == 1 else "riktlinjer"
    return f"{total} {noun} ({check} kontrolleras, {attested} intygas, {reader} för läsaren)"


def laws(policy: Policy) -> Overview:
    """What each document rests on that no longer holds. Wanting if one of the organisation's own documents does."""
    found = gone(policy)
    lines: list[str] = []
    data: list[dict[str, Any]] = []
    for one in found:
        what = one.what
        until = what.until
        assert until is not None
        places = _distinct(leaf.heading.title for leaf in one.leaves)
        ended = "upphävd" if isinstance(what, Statute) else "finns inte sedan"
        instead = f" I dag: {listing(one.instead)}." if one.instead else ""
        lines.append(f"{one.document.short or one.document.title}: {what.name}, {ended} {day(until)}.{instead}")
        lines.append(f"  Står i: {listing([f'”{place}”' for place in places])}")
        data.append(
            {
                "document": one.document.id,
                "in_force_here": not one.document.retold,
                "id": what.id,
                "until": until.isoformat(),
                "instead": list(one.instead),
                "leaves": [leaf.number for leaf in one.leaves],
            }
        )
    own = [row for row in data if row["in_force_here"]]
    lines.append(
        f"Egna dokument vilar på {len(own)} som inte gäller längre."
        if own
        else "Inget eget dokument vilar på något som inte gäller."
    )
    return Overview(tuple(lines), data, wanting=bool(own))


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
