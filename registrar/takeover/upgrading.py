"""What a newer version of the catalogue means here: guideline by guideline, in plain Swedish and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from msgspec import Struct

from checks.policy.differences import Difference, differences, has_level
from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.policy import Policy
from checks.policy.sentences import finished, plain
from checks.policy.values import read_setting
from checks.policy.words import listing
from registrar.takeover.versions import Versions

ASPECTS = {
    "added": "ny riktlinje",
    "removed": "borttagen",
    "topic": "ämnet",
    "title": "rubriken",
    "text": "ordalydelsen",
    "level": "om den har en nivå",
    "actors": "vem den gäller",
    "concerns": "vad den handlar om",
    "support": "stödet",
    "verified_by": "hur den kontrolleras",
    "why": "motiveringen",
    "applies_to": "vilka konton den gäller",
    "exception_to": "vad den är undantag från",
    "parameters": "värdena",
    "items": "punkterna",
    "items_are": "hur punkterna ska läsas",
    "provisions": "lagrummen",
}


class Consequence(Struct, frozen=True):
    """What a change means for one's own documents; `urgent` if something must be done for the checks to pass."""

    kind: str
    sentence: str
    urgent: bool = False


class Change(Struct, frozen=True):
    """A guideline that is changed in the catalogue, what has been changed here, and what follows.

    `ours` is empty unless the guideline has been changed here too, and not in the same way.
    """

    difference: Difference
    ours: tuple[str, ...]
    consequences: tuple[Consequence, ...]

    @property
    def conflict(self) -> bool:
        """Whether it has been changed here too, in another way."""
        return bool(self.ours)

    @property
    def urgent(self) -> bool:
        """Whether something must be done about it."""
        return self.conflict or any(one.urgent for one in self.consequences)


def upgrading(before: Policy, after: Policy, ours: Policy) -> tuple[Change, ...]:
    """Return what has changed in the catalogue from the common version to the newer one and is not already so here.

    What it means is told of the working documents: what is decided stays as it is until somebody decides otherwise.
    """
    ours = ours.proposed
    here = differences(before, ours)
    still = differences(ours, after)
    return tuple(
        Change(
            one,
            here[id].aspects if id in here else (),
            tuple(_consequences(one, after, ours)),
        )
        for id, one in differences(before, after).items()
        if id in still
    )


def _consequences(difference: Difference, after: Policy, ours: Policy) -> Iterator[Consequence]:
    leaf = ours.in_force.get(difference.id)
    if leaf is None:
        yield from _not_in_force(difference, after, ours)
    elif difference.after is None:
        yield Consequence(
            "gone",
            f"{leaf.number} finns inte längre i katalogen. Ta bort den hos er, eller behåll riktlinjen som er egen.",
            urgent=True,
        )
    else:
        yield from _in_force(difference, difference.after, leaf, ours)


def _not_in_force(difference: Difference, after: Policy, ours: Policy) -> Iterator[Consequence]:
    left_out = [one for document in ours.documents_in_force for one in document.left_out if one.id == difference.id]
    if difference.after is None:
        sentence = "Ni har valt bort den. Ta bort raden ur `left_out`." if left_out else "Ni har inte antagit den."
        yield Consequence("not-adopted", sentence, urgent=bool(left_out))
        return
    if left_out:
        yield Consequence("left-out", f"Ni har valt bort den: {left_out[0].reason}")
    else:
        yield Consequence(
            "not-adopted", "Ni har inte antagit den. Ta med den i ett eget dokument om ni vill att den ska gälla."
        )
    if not any(after.documents[leaf.document].retold for leaf in after.leaves_of(difference.id)):
        yield Consequence(
            "in-no-document",
            "Inget källdokument har den. Utan ett eget dokument säger kontrollen KO005 till när ni har tagit in den.",
            urgent=True,
        )
    example = after.in_force.get(difference.id)
    if example:
        sentence = plain(finished(difference.after, example, after))
        whose = after.documents[example.document].issuer
        yield Consequence("example", f"Hos {whose} lyder den: {sentence}")


def _in_force(difference: Difference, guideline: Guideline, leaf: Leaf, ours: Policy) -> Iterator[Consequence]:
    number = leaf.number
    if not {"text", "parameters", "added"}.isdisjoint(difference.aspects):
        yield Consequence("reads", f"{number} kommer att lyda: {plain(finished(guideline, leaf, ours))}")
    yield from _level(guideline, leaf)
    for name, parameter in guideline.parameters.items():
        if name not in leaf.set:
            yield Consequence("needs-value", f"{number} behöver ett värde för `{name}`.", urgent=True)
            continue
        try:
            read_setting(parameter, leaf.set[name])
        except ValueError as error:
            yield Consequence(
                "unfit-value", f"Värdet `{name}` i {number} passar inte. Här väntas {error}.", urgent=True
            )
    for name in leaf.set:
        if name not in guideline.parameters:
            yield Consequence("lost-value", f"Ta bort värdet `{name}` ur {number}.", urgent=True)
    yield from _items(difference, guideline, leaf)
    for check in difference.new_checks:
        yield Consequence(
            "checked", f"{number} vaktas nu av kontrollen {check}. Läs mer med `kanalboken explain {check}`."
        )


def _level(guideline: Guideline, leaf: Leaf) -> Iterator[Consequence]:
    if has_level(guideline) and leaf.level == "info":
        yield Consequence(
            "needs-level", f"{leaf.number} är inte längre en upplysning och behöver en nivå.", urgent=True
        )
    if not has_level(guideline) and leaf.level != "info":
        yield Consequence("lost-level", f"{leaf.number} är nu en upplysning. Skriv `level: info`.", urgent=True)


def _items(difference: Difference, guideline: Guideline, leaf: Leaf) -> Iterator[Consequence]:
    there = {item.id for item in guideline.items}
    for id in leaf.items:
        if id not in there:
            yield Consequence("lost-item", f"Ta bort punkten `{id}` ur {leaf.number}.", urgent=True)
    for item in difference.new_items if "items" in difference.aspects else ():
        if not leaf.items:
            yield Consequence("new-item", f"{leaf.number} får punkten ”{item.text}”.")
        elif item.id not in leaf.items:
            yield Consequence(
                "new-item", f"Punkten ”{item.text}” är ny. {leaf.number} räknar upp sina punkter, utan den."
            )


def as_text_for(changes: Sequence[Change], versions: Versions) -> str:
    """Return the changes as lines for people."""
    if not changes:
        return f"Katalogen i {versions.ref} har inga riktlinjer som är nya eller ändrade för er.\n"
    lines = [
        f"Katalogen i {versions.ref}, jämförd med er senaste gemensamma version {versions.ancestor_in_short}:",
        _counted(changes),
    ]
    for change in changes:
        one = change.difference
        lines += ["", f"{one.guideline.title} ({one.guideline.topic}/{one.id})"]
        lines.append(f"  I katalogen: {_in_words(one.aspects)}.")
        if "text" in one.aspects and one.before and one.after:
            lines += [f"    förut: {one.before.text}", f"    nu:    {one.after.text}"]
        if change.conflict:
            lines.append(f"  Krock: {_ours_in_words(change.ours)}. Välj vad som ska gälla.")
        lines += [f"  {'Gör: ' if row.urgent else ''}{row.sentence}" for row in change.consequences]
    lines += ["", f"Inget är ändrat hos er. Ta in katalogen med `git merge {versions.ref}` när ni är redo."]
    return "\n".join(lines) + "\n"


def _counted(changes: Sequence[Change]) -> str:
    kinds = [change.difference.aspects[0] for change in changes]
    added, removed = kinds.count("added"), kinds.count("removed")
    conflicts = sum(change.conflict for change in changes)
    rows = (
        (added, "ny", "nya"),
        (len(kinds) - added - removed, "ändrad", "ändrade"),
        (removed, "borttagen", "borttagna"),
    )
    counted = (
        f"Riktlinjer: {listing([f'{count} {one if count == 1 else many}' for count, one, many in rows if count])}."
    )
    return f"{counted} {conflicts} av dem har ni själva ändrat." if conflicts else counted


def _ours_in_words(aspects: Sequence[str]) -> str:
    match aspects[0]:
        case "added":
            return "ni har en egen riktlinje med samma id"
        case "removed":
            return "ni har själva tagit bort den"
    return f"ni har själva ändrat {_in_words(aspects)}"


def _in_words(aspects: Sequence[str]) -> str:
    return listing([ASPECTS[name] for name in aspects])


def as_json(changes: Sequence[Change], versions: Versions) -> str:
    """Return the changes as a JSON document."""
    rows = [
        {
            "id": change.difference.id,
            "title": change.difference.guideline.title,
            "topic": change.difference.guideline.topic,
            "changed": list(change.difference.aspects),
            "before": change.difference.before.text if change.difference.before else None,
            "after": change.difference.after.text if change.difference.after else None,
            "changed_here": list(change.ours),
            "conflict": change.conflict,
            "consequences": [
                {"kind": one.kind, "sentence": one.sentence, "urgent": one.urgent} for one in change.consequences
            ],
        }
        for change in changes
    ]
    document = {"ref": versions.ref, "theirs": versions.theirs, "ancestor": versions.ancestor, "guidelines": rows}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
