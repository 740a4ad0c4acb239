"""The command `kanalboken proposal`: the paper for the meeting, and the text alone, as two PDFs for each proposal."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from checks.command_line import Refused
from checks.policy.policy import Policy
from checks.policy.redline.readings import NoReading, own_document, sides, working
from checks.policy.tree import DATA
from checks.redline.consequences import compare, consequences
from checks.run import open_policy
from hooks.exports import write_file
from hooks.paper import NotPrintable, Print, typeset
from hooks.paper.prints.proposal import clean, proposal

FOLDER = "build/forslag"
NONE = "Inget eget styrdokument har något förslag. Skriv det under `proposal` i dokumentets fil."


def print_proposals(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Write the PDFs of one document's proposal, or of all there are. Nothing is written if one can't be printed."""
    policy = open_policy(root, clock, arguments.as_of)
    folder = Path(arguments.output) if arguments.output else root / FOLDER
    _refuse_folder(folder, root)
    try:
        made = {
            folder / name: typeset(one)
            for id in _proposed(policy, arguments.document)
            for name, one in proposal_prints(id, policy).items()
        }
    except (NoReading, NotPrintable) as reason:
        raise Refused(f"{reason}") from None
    for path, content in made.items():
        write_file(path, content)
        print(f"PDF: {path.relative_to(root) if path.is_relative_to(root) else path}")
    return 0


def proposal_prints(id: str, policy: Policy) -> dict[str, Print]:
    """Return the prints of a document's proposal by the names of their files. Raises NoReading."""
    draft = own_document(id, policy)
    assert draft.proposal is not None
    name = f"forslag-{id}-{draft.proposal.version}"
    if policy.version_in_force(id):
        before, after = sides(id, None, policy)
        comparison = compare(before, after)
        paper = proposal(policy, after, comparison, comparison.consequences)
    else:
        after = working(id, policy)
        paper = proposal(policy, after, None, consequences(_without(id, policy), after.policy))
    return {f"{name}.pdf": paper, f"{name}-enbart-texten.pdf": clean(policy, after)}


def _without(id: str, policy: Policy) -> Policy:
    """Return the policy as it is before a document has come into force for the first time."""
    others = tuple(one for one in policy.organisation.documents if one != id)
    return replace(policy, organisation=replace(policy.organisation, documents=others))


def _proposed(policy: Policy, document: str | None) -> list[str]:
    """Return the documents to print: the one that was asked for, or all that have a proposal. Raises Refused."""
    if document:
        draft = own_document(document, policy)
        if draft.proposal is None:
            raise Refused(
                f"”{draft.title}” har inget förslag. Skriv det under `proposal` i {draft.source.file}: version, "
                "ärendenummer, vem som beslutar, dagen för sammanträdet och vem som föreslår."
            )
        return [document]
    own = [policy.drafts[id] for id in policy.organisation.documents if id in policy.drafts]
    if proposed := [draft.id for draft in own if draft.proposal]:
        return proposed
    raise Refused(NONE)


def _refuse_folder(folder: Path, root: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} är ingen mapp. Ange en mapp med --output.")
    if folder.resolve().is_relative_to((root / DATA).resolve()):
        raise Refused(f"Utskrifter hör inte hemma i {DATA}. Ange en annan mapp med --output.")
