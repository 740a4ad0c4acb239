"""From the plain values of a document's file, working or decided, to its numbered outline."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from checks.policy.construct import construct
from checks.policy.model.documents import Document, Heading, Leaf, Section
from checks.policy.problem import Place


def document_of(value: Mapping[str, Any], place: Place, id: str, **known: Any) -> Document:
    """Return the document whose values stand at a place. Raises Misfit.

    Numbers are counted; a decided version has them written out, because they are part of what was decided.
    """
    prefix = value.get("prefix")
    count = itertools.count(1)

    def section(row: Mapping[str, Any], place: Place, position: tuple[int, ...]) -> Section:
        outline = ".".join(map(str, position))
        heading = Heading(row["title"], row.get("number", outline if prefix else None), row.get("page"))
        leaves = []
        for index, leaf in enumerate(row.get("guidelines") or []):
            counted = f"{prefix} {outline}.{index + 1}" if prefix else str(next(count))
            printed = {"document": id, "number": leaf.get("number", counted), "heading": heading}
            at = place / "guidelines" / index
            leaves.append(construct(Leaf, leaf, at, source=at, **printed))
        below = tuple(
            section(inner, place / "sections" / index, (*position, index + 1))
            for index, inner in enumerate(row.get("sections") or [])
        )
        inside = {"heading": heading, "depth": len(position), "guidelines": tuple(leaves), "sections": below}
        return construct(Section, row, place, source=place, **inside)

    sections = tuple(
        section(row, place / "sections" / index, (index + 1,)) for index, row in enumerate(value["sections"])
    )
    retold = bool(value.get("source"))
    return construct(Document, value, place, id=id, source=place, retold=retold, sections=sections, **known)
