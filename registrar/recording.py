"""The command `kanalboken record`, which writes in a decision: what the minutes say, what is frozen, what is refused.

The document's own list of decisions gets one more, its proposal is taken away, and beside the data stand from then on
the frozen version and its PDF. What other documents have proposed meanwhile is left as it is.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checks.command_line import Refused
from checks.policy.dates import again
from checks.policy.decisions.freezing import frozen
from checks.policy.due_dates import REVIEW
from checks.policy.json_text import as_json
from checks.policy.model.documents import DecidedVersion, Decision, Document
from checks.policy.policy import Policy
from checks.policy.reading import Unreadable, read
from checks.policy.tree import DATA, SourceFile
from checks.policy.values import Frequency
from checks.policy.words import day
from checks.run import open_policy
from registrar.errand import DRY_RUN, RECOVERED
from registrar.trial import refuse_what_would_not_pass, tried
from registrar.writing import Change, content, recover, rewriting, write
from registrar.yaml_edits import span
from registrar.yaml_text import dumped, parsed, quoted

Printer = Callable[[Policy, Document], bytes]

FIRST = "1.0"
HEAD = """\
# yaml-language-server: $schema=../../../checks/schemas/decided.json
# Så här beslutades dokumentet. Filen är skriven av `kanalboken record`. Ändra aldrig i den.
# yamllint disable
"""
FILE_NAME = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*\Z")


class Minutes(Struct, frozen=True):
    """What the approved minutes say; None is what the proposal, or the guidelines in force, say already."""

    body: str
    paragraph: str
    on: date
    case: str
    version: str | None = None
    valid_from: date | None = None
    review_by: date | None = None


class Recording(Struct, frozen=True):
    """What is written when a decision is written in."""

    document: Document
    decision: Decision
    pdf: str
    changes: tuple[Change, ...]


def record(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Write in a decision and freeze what was decided. Refused if anything would not pass afterwards."""
    if not arguments.dry_run and recover(root):
        print(RECOVERED)
    policy = open_policy(root, clock, arguments.as_of)
    minutes = Minutes(
        body=arguments.body,
        paragraph=arguments.paragraph,
        on=arguments.on,
        case=arguments.case,
        version=arguments.version,
        valid_from=arguments.valid_from,
        review_by=arguments.review_by,
    )
    found = recording(root, policy, arguments.document, minutes, arguments.hands)
    for day_ in {policy.today, max(policy.today, found.decision.valid_from or policy.today)}:
        refuse_what_would_not_pass(*tried(root, clock, day_, found.changes))
    print(told(found, policy.today))
    if arguments.dry_run:
        print(f"\n{DRY_RUN}")
        return 0
    refuse_what_changed(root, policy)
    write(root, found.changes)
    return 0


def recording(root: Path, policy: Policy, id: str, minutes: Minutes, printer: Printer) -> Recording:
    """Return what it takes to write in a decision about a document. Raises Refused."""
    draft = _own(id, policy)
    decision = _decision(draft, minutes, policy)
    as_decided = replace(draft, decisions=(*_others(draft, decision), decision), proposal=None)
    alone = tuple(one for one in policy.decided if one.document.id != id)
    in_force = replace(policy, drafts={**policy.drafts, id: as_decided}, decided=alone)
    printed = printer(in_force, as_decided)
    pdf = sha256(printed).hexdigest()
    values = frozen(as_decided, decision, draft.proposal, pdf, in_force)
    path = f"{DATA}/decided/{id}/{decision.version}"
    file = policy.files[draft.source.file]
    changes = (
        rewriting(draft.source.file, _as_read(root, file), _with_decision(file, decision)),
        Change(f"{path}.yaml", None, _frozen_text(values).encode()),
        Change(f"{path}.pdf", None, printed),
    )
    return Recording(as_decided, decision, pdf, changes)


def refuse_what_changed(root: Path, policy: Policy) -> None:
    """Refuse if somebody has changed the data since it was read: what is frozen must be what lies there."""
    for file in policy.files.values():
        if file.path.startswith(f"{DATA}/") and file.kind not in ("decided-pdf", "unknown"):
            _as_read(root, file)


def _as_read(root: Path, file: SourceFile) -> bytes:
    now = content(root, file.path)
    if now is None or now != file.text.encode():
        raise Refused(f"{file.path} har ändrats medan kommandot arbetade. Inget är skrivet; kör det igen.")
    return now


def told(found: Recording, today: date) -> str:
    """Return what is written, as a text for whoever writes it in."""
    decision = found.decision
    assert decision.on is not None
    assert decision.valid_from is not None
    begins = "gäller från" if decision.valid_from <= today else "börjar gälla"
    decided = f"beslut av {decision.body} den {day(decision.on)}, § {decision.paragraph}, ärende {decision.case}"
    lines = [
        f"”{found.document.title}”, version {decision.version}: {decided}.",
        f"Versionen {begins} den {day(decision.valid_from)}.",
        "",
        "Skrivs:",
        *(f"  {change.path}" for change in found.changes),
        "",
        f"PDF-filens kontrollsumma (SHA-256): {found.pdf}",
    ]
    return "\n".join(lines)


# What is decided.


def _own(id: str, policy: Policy) -> Document:
    draft = policy.drafts.get(id)
    own = [one for one in policy.organisation.documents if one in policy.drafts]
    if draft is None or id not in own:
        raise Refused(f"Det finns inget eget dokument ”{id}”. Välj bland {', '.join(own)}.")
    if unsound := [file.path for file in policy.files.values() if file.path.startswith(DATA) and not file.sound]:
        raise Refused(f"{unsound[0]} går inte att läsa eller har fel form. Rätta det som `kanalboken check` säger.")
    return draft


def _others(draft: Document, decision: Decision) -> tuple[Decision, ...]:
    return tuple(one for one in draft.decisions if one.version != decision.version)


def _decision(draft: Document, minutes: Minutes, policy: Policy) -> Decision:
    """Return the decision with what the minutes leave to the proposal and the guidelines. Raises Refused."""
    versions, proposal = policy.versions_of(draft.id), draft.proposal
    if versions and proposal is None:
        raise Refused(
            f"”{draft.title}” har inget förslag att besluta om: det är som version {versions[-1].version}. "
            "Ändringar föreslås under `proposal` i dokumentet."
        )
    if proposal:
        _refuse_other_than_proposed(draft, minutes)
    version = minutes.version or (proposal.version if proposal else FIRST)
    valid_from = minutes.valid_from or (proposal.valid_from if proposal else None) or minutes.on
    decision = Decision(
        minutes.body,
        minutes.on,
        minutes.paragraph,
        minutes.case,
        version,
        valid_from,
        _review_by(minutes, valid_from, policy),
    )
    _refuse_wrong_days(decision, policy)
    if not FILE_NAME.match(version):
        raise Refused(f"Versionen ”{version}” kan inte vara ett filnamn. Skriv den med siffror och punkter, som 1.1.")
    for earlier in versions:
        _refuse_out_of_order(decision, earlier)
    return decision


def _refuse_other_than_proposed(draft: Document, minutes: Minutes) -> None:
    proposal = draft.proposal
    assert proposal is not None
    for option, decided, proposed in (
        ("--body", minutes.body, proposal.body),
        ("--case", minutes.case, proposal.case),
        ("--version", minutes.version or proposal.version, proposal.version),
    ):
        if decided != proposed:
            raise Refused(
                f"{option} är ”{decided}”, men förslaget säger ”{proposed}”. Rätta det som är fel: kommandot eller "
                f"`proposal` i {draft.source.file}."
            )
    if minutes.on < proposal.meeting_on:
        raise Refused(
            f"Beslutet är daterat den {day(minutes.on)}, men förslaget tas upp först den {day(proposal.meeting_on)}. "
            "Rätta datumet i kommandot eller `meeting_on` i förslaget."
        )


def _refuse_wrong_days(decision: Decision, policy: Policy) -> None:
    assert decision.on is not None
    assert decision.valid_from is not None
    assert decision.review_by is not None
    if decision.on > policy.today:
        raise Refused(f"Beslutet är daterat den {day(decision.on)}, en dag som inte har varit än. Rätta --on.")
    if decision.valid_from < decision.on:
        raise Refused("Ett beslut kan inte gälla före den dag då det fattades. Rätta --valid-from.")
    if decision.review_by < decision.valid_from:
        raise Refused("Dokumentet skulle ses över innan det börjar gälla. Rätta --review-by.")


def _refuse_out_of_order(decision: Decision, earlier: DecidedVersion) -> None:
    assert decision.on is not None
    assert decision.valid_from is not None
    if decision.version == earlier.version:
        raise Refused(f"Version {earlier.version} är redan beslutad. Ge den nya versionen ett nytt nummer.")
    if earlier.decision.on and decision.on < earlier.decision.on:
        raise Refused(f"Version {earlier.version} beslutades senare, den {day(earlier.decision.on)}. Rätta --on.")
    if earlier.valid_from and decision.valid_from <= earlier.valid_from:
        raise Refused(
            f"Version {earlier.version} gäller från den {day(earlier.valid_from)}. "
            "Den nya versionen måste börja gälla en senare dag: ange --valid-from."
        )


def _review_by(minutes: Minutes, valid_from: date, policy: Policy) -> date:
    if minutes.review_by:
        return minutes.review_by
    often = policy.proposed.number_in_force(REVIEW, "often")
    if not isinstance(often, Frequency):
        raise Refused("Ange med --review-by när dokumentet senast ska ses över.")
    return again(valid_from, often)


# What is written.


def _with_decision(file: SourceFile, decision: Decision) -> str:
    """Return the document's text with the decision in its list and without the proposal; comments stay where they are.

    A decision that somebody has written there already, before there was a frozen version of it, is made to agree.
    """
    told = {
        "body": decision.body,
        "on": decision.on,
        "paragraph": quoted(decision.paragraph or ""),
        "case": decision.case,
        "version": quoted(decision.version or ""),
        "valid_from": decision.valid_from,
        "review_by": decision.review_by,
    }
    edits = [(start, end, list[str]()) for start, end in _block(file, "proposal")]
    written = [str(row.get("version")) for row in file.value.get("decisions") or []]
    mark = file.mark.inside.get("decisions")
    if mark and decision.version not in written and mark.inside[0].line > mark.line:
        lines = dumped({"decisions": [told]}).splitlines()[1:]
        before_hyphen = " " * (mark.inside[0].column - 3)
        edits += [(end, end, [before_hyphen + line[2:] for line in lines]) for _, end in _block(file, "decisions")]
        return _edited(file, edits)
    node = parsed(_edited(file, edits))
    if mark is None:
        node.insert(list(node).index("sections"), "decisions", [told])
    elif decision.version in written:
        node["decisions"][written.index(decision.version)].update(told)
    else:
        node["decisions"].append(told)
    return dumped(node)


def _block(file: SourceFile, key: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a key of the root begin and end, if it is there."""
    if key in file.mark.inside:
        yield span(file.lines, file.mark, key)


def _edited(file: SourceFile, edits: Sequence[tuple[int, int, list[str]]]) -> str:
    lines = file.lines
    for start, end, instead in sorted(edits, reverse=True):
        lines[start:end] = instead
    return "\n".join(lines)


def _frozen_text(values: dict[str, Any]) -> str:
    """Return the frozen file, which reads back as exactly the values."""
    text = HEAD + as_json(values)
    try:
        back = read(text)
    except Unreadable as error:
        raise Refused(f"Den beslutade versionen kan inte skrivas: {error.sentence} {error.remedy}") from None
    assert back == values, "a frozen file says what was decided"
    return text
