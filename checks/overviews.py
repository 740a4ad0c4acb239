"""What `kanalboken show` prints: overviews of the policy, each as text for people and as plain data for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from checks.policy.coverage import KINDS, Share, empty_sections, homeless, shares
from checks.policy.legal_basis import gone
from checks.policy.model.documents import Decision, Document
from checks.policy.model.law import Statute
from checks.policy.policy import Policy
from checks.policy.words import day, listing


class Overview(Struct, frozen=True):
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


def in_force(policy: Policy) -> Overview:
    """What is in force today, document by document: the version, who decided it, and the PDF that proves it."""
    lines = [f"Det här gäller den {day(policy.today)}:"]
    data: list[dict[str, Any]] = []
    for draft in (policy.drafts[id] for id in policy.organisation.documents if id in policy.drafts):
        version = policy.version_in_force(draft.id)
        decision = version.decision if version else _decided(draft, policy)
        coming = policy.coming_versions(draft.id)
        lines += ["", f"{draft.title}: {_in_words(decision) if decision else 'ingen beslutad version'}"]
        if version:
            lines.append(f"  PDF: {version.pdf_file}")
            lines.append(f"  SHA-256: {version.pdf}")
        elif decision:
            lines.append("  Versionen är inte fryst. Skriv in beslutet med `kanalboken record`.")
        lines += [f"  Kommande: {_in_words(one.decision)}" for one in coming]
        row = {"document": draft.id, "title": draft.title, **_told(decision)}
        row |= {"pdf": version.pdf_file if version else None, "sha256": version.pdf if version else None}
        data.append(row | {"coming": [_told(one.decision) for one in coming]})
    return Overview(tuple(lines), data)


def _decided(draft: Document, policy: Policy) -> Decision | None:
    """Return the latest decision in force of a document that has no frozen versions; None if they have not begun."""
    if policy.versions_of(draft.id):
        return None
    begun = [one for one in draft.decisions if (one.valid_from or one.on or policy.today) <= policy.today]
    return begun[-1] if begun else None


def _in_words(decision: Decision) -> str:
    """Return "version 1.0, gäller från den 1 november 2026; kommunstyrelsen den 7 oktober 2026, § 182, KS 2026/147"."""
    begins = decision.valid_from or decision.on
    minutes = [f"{decision.body} den {day(decision.on)}" if decision.on else decision.body]
    minutes += [f"§ {decision.paragraph}"] if decision.paragraph else []
    minutes += [decision.case] if decision.case else []
    version = f"version {decision.version}" if decision.version else "utan versionsnummer"
    return f"{version}{f', gäller från den {day(begins)}' if begins else ''}; {', '.join(minutes)}"


def _told(decision: Decision | None) -> dict[str, Any]:
    names = ("version", "body", "on", "paragraph", "case", "valid_from", "review_by")
    told = {name: getattr(decision, name) if decision else None for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
