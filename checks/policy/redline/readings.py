"""A document as it reads on one side of a redline: in a decided version, or in the working files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from checks.policy.decisions.decided import as_it_reads
from checks.policy.decisions.editions import Edition, edition_of
from checks.policy.decisions.surroundings import surroundings
from checks.policy.model.documents import DecidedVersion, Document, Surrounding
from checks.policy.policy import Policy
from checks.policy.tree import DATA
from checks.policy.words import day, listing

BETWEEN = ".."
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class NoReading(Exception):
    """There is nothing to compare with. The message is a Swedish sentence that says what there is."""


class Reading(Struct, frozen=True):
    """A document as it reads in one version. `name` says which in words, and `in_force` whether that is the one that
    holds today; `policy` is one in which it does."""

    name: str
    in_force: bool
    edition: Edition
    surroundings: tuple[Surrounding, ...]
    document: Document
    policy: Policy


def own_document(id: str, policy: Policy) -> Document:
    """Return the working document with an id. Raises NoReading if it is not the organisation's own, or if something is
    unreadable: then nobody knows what is missing and what is removed."""
    document = policy.drafts.get(id)
    own = [one for one in policy.organisation.documents if one in policy.drafts]
    if document is None or id not in own:
        raise NoReading(f"”{id}” är inget av de egna styrdokumenten. Välj bland {listing(own)}.")
    for file in policy.files.values():
        if file.path.startswith(f"{DATA}/") and not file.sound:
            raise NoReading(
                f"{file.path} går inte att läsa eller har fel form, så det går inte att säga vad som ändras. "
                "Kör `kanalboken check` och rätta först."
            )
    return document


def sides(id: str, span: str | None, policy: Policy) -> tuple[Reading, Reading]:
    """Return the two sides of a redline of a document: `FROM..TO`, where each is a decided version or a day. Without
    them it goes from the version in force to the working document. Raises NoReading."""
    own_document(id, policy)
    first, _, second = (span or "").partition(BETWEEN)
    after = decided(_version(id, second, policy), policy) if second else _newest(id, policy)
    if first:
        return decided(_version(id, first, policy), policy, until=after.edition), after
    before = policy.version_in_force(id)
    if before is None:
        raise NoReading(f"Ingen beslutad version av ”{after.edition.title}” gäller ännu. {_what_there_is(id, policy)}")
    return decided(before, policy, until=after.edition), after


def _newest(id: str, policy: Policy) -> Reading:
    """Return the working document, or the version that it is already decided to become."""
    coming = policy.coming_versions(id)
    return decided(coming[-1], policy) if coming and not policy.drafts[id].proposal else working(id, policy)


def shown_sides(id: str, policy: Policy) -> tuple[Reading, Reading] | None:
    """Return what readers should see compared: what is in force with what is proposed or decided to come, else with
    what was in force before it. None if there is only one version of the document."""
    now = policy.version_in_force(id)
    if now is None:
        return None
    if policy.drafts[id].proposal or policy.coming_versions(id):
        return sides(id, None, policy)
    versions = policy.versions_of(id)
    earlier = versions[: versions.index(now)]
    if not earlier:
        return None
    after = decided(now, policy)
    return decided(earlier[-1], policy, until=after.edition), after


def working(id: str, policy: Policy) -> Reading:
    """Return a document as its working file has it."""
    draft = policy.drafts[id]
    others = tuple(one for one in policy.decided if one.document.id != id)
    theirs = replace(policy, decided=others)
    name = f"förslaget till version {draft.proposal.version}" if draft.proposal else "arbetsversionen"
    return Reading(name, False, edition_of(draft, policy), surroundings(draft, theirs), draft, theirs)


def decided(version: DecidedVersion, policy: Policy, until: Edition | None = None) -> Reading:
    """Return a decided version with the editorial corrections that were made to it, until another was decided. Its
    checks and surroundings are those of its own decision."""
    last = until.decision.on if until and until.decision and until.decision.on else policy.today
    draft = policy.drafts.get(version.document.id, version.document)
    document = as_it_reads(version, draft, policy.guidelines, last)
    edition = edition_of(document, policy)
    then = {one.id: one.checks for one in edition_of(version.document, policy).statements}
    statements = tuple(replace(one, checks=then.get(one.id, one.checks)) for one in edition.statements)
    begun = replace(version, decision=replace(version.decision, valid_from=min(policy.today, _from(version, policy))))
    others = tuple(one for one in policy.decided if one.document.id != version.document.id)
    return Reading(
        _name(version, policy),
        version == policy.version_in_force(version.document.id),
        replace(edition, statements=statements),
        version.surroundings,
        document,
        replace(policy, decided=(*others, begun)),
    )


def _from(version: DecidedVersion, policy: Policy) -> date:
    return version.valid_from or policy.today


def _name(version: DecidedVersion, policy: Policy) -> str:
    if version == policy.version_in_force(version.document.id):
        return f"version {version.version}, som gäller sedan {day(_from(version, policy))}"
    if version in policy.coming_versions(version.document.id):
        return f"version {version.version}, som gäller från {day(_from(version, policy))}"
    return f"version {version.version}" + (f" från {day(version.decision.on)}" if version.decision.on else "")


def _version(id: str, word: str, policy: Policy) -> DecidedVersion:
    """Return the version of a document that has this number or was in force on this day. Raises NoReading."""
    word = word.strip()
    for version in policy.versions_of(id):
        if version.version == word:
            return version
    title = policy.drafts[id].title
    try:
        on = date.fromisoformat(word)
    except ValueError:
        if A_DAY.fullmatch(word):
            raise NoReading(f"”{word}” är inget datum som finns. Skriv ÅÅÅÅ-MM-DD, eller en version.") from None
        raise NoReading(f"”{title}” har ingen version ”{word}”. {_what_there_is(id, policy)}") from None
    if found := policy.version_in_force(id, on):
        return found
    raise NoReading(f"Den {day(on)} gällde ingen beslutad version av ”{title}”. {_what_there_is(id, policy)}")


def _what_there_is(id: str, policy: Policy) -> str:
    told = list(_dated(id, policy))
    return f"Beslutade versioner: {listing(told)}." if told else "Det finns inga beslutade versioner."


def _dated(id: str, policy: Policy) -> Iterator[str]:
    for version in policy.versions_of(id):
        since = f" (gäller från {day(version.valid_from)})" if version.valid_from else ""
        yield f"{version.version}{since}"
