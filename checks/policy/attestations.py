"""What has been vouched for: which answer counts today, who answers a question, and when it must be answered again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from checks.policy.dates import again
from checks.policy.model.attestations import Given
from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.model.organisation import Unit
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Place
from checks.policy.values import Frequency

PER_ACCOUNT, PER_UNIT = "KO160", "KO161"  # the checks that want an answer again, as often as the document says
UNSEEN = ("samma som", "som förra", "se förra", "se ovan", "oförändrat", "inget nytt")  # it says that nobody looked
Subject = Account | Unit | None  # None is the organisation as a whole


def latest(guideline: str, subject: str, policy: Policy) -> Given | None:
    """Return the last answer to a guideline about an account or a unit (ids), or None if nobody has answered."""
    given = policy.attested.get((guideline, subject), ())
    return given[-1] if given else None


def counting(guideline: str, subject: str, policy: Policy) -> Given | None:
    """Return the answer that counts today: the last one, of this year's round or the one before."""
    found = latest(guideline, subject, policy)
    return found if found and found.attestation.year + 1 >= policy.today.year else None


def repeats(one: Given, policy: Policy) -> bool:
    """Whether an answer only says again what was said the round before, or that it is as it was: nobody has looked."""
    said = _words(one.statement.looked_at)
    if not said:
        return False
    if said.startswith(UNSEEN):
        return True
    earlier = (
        other
        for subject in one.statement.subjects or ("",)
        for other in policy.attested.get((one.statement.guideline, subject), ())
        if other.attestation.year < one.attestation.year
    )
    return any(_words(other.statement.looked_at) == said for other in earlier)


def _words(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


def again_by(guideline: Guideline, leaf: Leaf, subject: Account | Unit, policy: Policy) -> date | None:
    """Return the last day on which a guideline must be answered again about an account or a unit.

    The first time is counted from the day when the guideline came into force or the account opened. None if the
    document does not say how often, or if nobody knows when it began.
    """
    platform = subject.platform if isinstance(subject, Account) else None
    settings = (policy.setting(guideline, leaf, name) for name in guideline.parameters)
    values = (setting.on(platform) for setting in settings if setting)
    often = next((value for value in values if isinstance(value, Frequency)), None)
    found = latest(guideline.id, subject.id, policy)
    since = found.attestation.on if found else _begun(leaf, subject, policy)
    return again(since, often) if often and since else None


def _begun(leaf: Leaf, subject: Account | Unit, policy: Policy) -> date | None:
    decision = policy.documents[leaf.document].decision
    versions = policy.versions_of(leaf.document)
    in_force = versions[0].valid_from if versions else (decision.valid_from or decision.on) if decision else None
    opened = subject.opened_on if isinstance(subject, Account) else None
    return max((day for day in (in_force, opened) if day), default=None)


class Gap(Struct, frozen=True):
    """What is wrong with the answer to a guideline that must be answered again and again: it says that the guideline is
    `broken`, or it has not come in time. With the place to change and the day since which it is so."""

    guideline: Guideline
    place: Place
    since: date
    broken: bool


def gaps(check: str, subject: Account | Unit, policy: Policy) -> Iterator[Gap]:
    """Yield what is wrong with the answers about a subject to the guidelines that a check guards."""
    account = subject if isinstance(subject, Account) else None
    for guideline, leaf in policy.demands(check, account):
        found = latest(guideline.id, subject.id, policy)
        due = again_by(guideline, leaf, subject, policy)
        if due is not None and due < policy.today:
            yield Gap(guideline, found.statement.source if found else subject.source, due, broken=False)
        elif found and found.statement.answer == "not-met":
            yield Gap(guideline, found.statement.source / "answer", found.attestation.on, broken=True)


def to_answer_again(policy: Policy) -> Iterator[tuple[Guideline, Leaf, Account | Unit]]:
    """Yield what must be answered again and again, and about whom: live accounts, and the units that have some."""
    accounts = tuple(policy.live_accounts())
    for account in accounts:
        yield from ((guideline, leaf, account) for guideline, leaf in policy.demands(PER_ACCOUNT, account))
    for unit in units_with_accounts(policy):
        yield from ((guideline, leaf, unit) for guideline, leaf in policy.demands(PER_UNIT))


def units_with_accounts(policy: Policy) -> tuple[Unit, ...]:
    """Return the units that have a live account."""
    found = {account.unit for account in policy.live_accounts()}
    return tuple(unit for unit in policy.units.values() if unit.id in found)


def answering(guideline: Guideline, leaf: Leaf, subject: Subject, policy: Policy) -> str | None:
    """Return the role (an id) that answers a question about a subject; None if the guideline binds no role there.

    Whoever a guideline binds in an account, its owner answers for it; a field of the unit comes next, then the first
    role of the actor.
    """
    actors = [policy.organisation.actors.get(id) for id in leaf.actors or guideline.actors]
    if isinstance(subject, Account) and any(actor and (actor.per_account or actor.everyone) for actor in actors):
        return _known(subject.owner, policy)
    unit = policy.units.get(subject.unit) if isinstance(subject, Account) else subject
    for actor in filter(None, actors):
        role = _known(getattr(unit, actor.per_unit, None), policy) if unit and actor.per_unit else None
        if role := role or next(filter(None, (_known(id, policy) for id in actor.roles)), None):
            return role
    return _known(unit.head, policy) if unit else None


def _known(role: str | None, policy: Policy) -> str | None:
    return role if role in policy.roles else None
