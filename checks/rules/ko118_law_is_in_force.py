"""Ett styrdokument i kraft vilar på lag som gäller och nämner myndigheter som finns.

En upphävd lag ger inget stöd, och den som läser dokumentet letar förgäves efter paragrafen eller myndigheten.
"""

from collections.abc import Iterator

from checks.policy.legal_basis import Rest, rests, successors
from checks.policy.model.law import Statute
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.words import day, listing


def concerns(policy: Policy) -> Iterator[Rest]:
    for document in policy.documents_in_force:
        if not document.retold:
            yield from rests(document, policy)


def check(rest: Rest, policy: Policy) -> Iterator[Problem]:
    until, decision = rest.on.until, rest.document.decision
    if until is not None and rest.ended_on(policy.today):
        ended = "upphävdes" if isinstance(rest.on, Statute) else "upphörde"
        decided = decision.on if decision else None
        instead = successors(rest.on, policy)
        yield Problem(
            rest.place,
            f"{rest.on.name} {ended} den {day(until)}, men ett dokument i kraft vilar på den.",
            f"Hänvisa till det som gäller i stället{': ' + listing(instead) if instead else ''}.{_how(rest)}",
            since=until if decided and decided < until else None,
        )


def _how(rest: Rest) -> str:
    """How what is decided is mended: never where it stands, in the file of the decided version."""
    if rest.leaf.wording is None:
        return ""
    return " Gör det i katalogen och för in det under `corrections` i dokumentet, eller ta med det i nästa förslag."
