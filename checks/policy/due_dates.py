"""Everything that falls due: the one place that says what, when, and who answers for it.

Checks, calendars, `kanalboken show deadlines` and the pages all read it here. What nothing can be done about afterwards
(an exemption that ends, a law that begins to apply) is told beforehand and gone the day after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from checks.policy.dates import again, before
from checks.policy.legal_basis import rests
from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.model.law import Statute
from checks.policy.model.organisation import Body, Role
from checks.policy.model.register import Account
from checks.policy.policy import DEMANDING, Policy
from checks.policy.problem import Place
from checks.policy.values import Duration, Frequency
from checks.policy.words import listing, number
from checks.policy.working_days import latest_working_day

# The guidelines whose actors or numbers a due date takes, where no check guards them.
REVIEW, NOTICE, ARCHIVE = "review-documents", "closing-notice-period", "archive-closed-account"
NAMED = 3  # so many accounts are named in one sentence


@dataclass(frozen=True, order=True)
class Due:
    """What must be done no later than a day (`on`): a Swedish sentence, the role that answers and the unit it concerns
    (ids; None if there is none), where it stands, and an id that stays the same when the day is moved."""

    on: date
    id: str
    what: str
    role: str | None
    unit: str | None
    place: Place

    @property
    def working_day(self) -> date:
        """The last working day on which it can be done in time."""
        return latest_working_day(self.on)

    def overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.on < today


def due_dates(policy: Policy) -> tuple[Due, ...]:
    """Return everything that is overdue or falls due, the earliest first."""
    accounts = (_account(account, policy) for account in policy.accounts.values())
    return tuple(sorted(chain(_documents(policy), _law(policy), _administrators(policy), _roles(policy), *accounts)))


# Documents and law.


def _documents(policy: Policy) -> Iterator[Due]:
    role = _answering(_in_force(REVIEW, policy), policy)
    for document in policy.documents_in_force:
        if document.decision and document.decision.review_by and not document.retold:
            place = document.source / "decisions" / (len(document.decisions) - 1) / "review_by"
            what = f"Se över ”{document.title}” och fatta ett nytt beslut."
            yield _by_role(document.decision.review_by, f"document-review.{document.id}", what, role, place)


def reread_by(statute: Statute, policy: Policy) -> date | None:
    """Return the last day on which somebody must read a statute again; None if nobody has read it or must."""
    often = policy.demanded("KO123", Frequency)
    return again(statute.checked, often) if statute.checked and often else None


def _law(policy: Policy) -> Iterator[Due]:
    reader, keeper = (_answering(policy.demands(check), policy) for check in ("KO123", "KO118"))
    own = (document for document in policy.documents_in_force if not document.retold)
    basis: dict[str, Statute | Body] = {rest.on.id: rest.on for document in own for rest in rests(document, policy)}
    for one in basis.values():
        kind = "statute" if isinstance(one, Statute) else "body"
        if isinstance(one, Statute) and (on := reread_by(one, policy)):
            what = f"{one.name}: läs på nytt och se efter om något har ändrats."
            yield _by_role(on, f"statute-reread.{one.id}", what, reader, one.source / "checked")
        if one.until:
            what = f"{one.name} upphör. Ändra det i dokumenten som hänvisar dit."
            yield _by_role(one.until, f"{kind}-ends.{one.id}", what, keeper, one.source / "until")
    for statute in policy.statutes.values():
        if statute.from_ and statute.from_ >= policy.today:
            what = f"{statute.name} börjar gälla."
            yield _by_role(statute.from_, f"statute-begins.{statute.id}", what, keeper, statute.source / "from")


# Accounts.


def attest_by(account: Account, policy: Policy) -> date | None:
    """Return the last day on which somebody must see again who administers an account; None if nobody has or must."""
    often, found = policy.demanded("KO110", Frequency, account), account.administrators
    return again(found.attested_on, often) if found and found.attested_on and often else None


def _administrators(policy: Policy) -> Iterator[Due]:
    """What several accounts inherit from one line is one thing to do."""
    groups: dict[tuple[Place, str], list[Account]] = {}
    for account in policy.live_accounts():
        if attest_by(account, policy):
            groups.setdefault((account.place("administrators", "attested_on"), account.unit), []).append(account)
    for (place, unit), accounts in groups.items():
        found = accounts[0].administrators
        assert found is not None
        role = found.attested_by if found.attested_by in policy.roles else accounts[0].owner
        _, folder, name = place.file.split("/")
        id = ".".join(("administrators", folder, name.removesuffix(".yaml"), unit))
        what = f"Se efter vilka som är administratörer för {_called(accounts, policy)}."
        yield Due(min(filter(None, (attest_by(one, policy) for one in accounts))), id, what, role, unit, place)


def _account(account: Account, policy: Policy) -> Iterator[Due]:
    if account.status == "closed":
        return
    called = _called([account], policy)
    if account.status == "planned" and account.opened_on:
        yield _of(account, account.opened_on, "opens", f"Öppna {called} eller ändra dagen.", "opened_on")
    if account.status in ("planned", "active", "dormant") and account.ends_on:
        yield _of(account, account.ends_on, "ends", f"Avsluta {called} eller besluta om ett nytt slutdatum.", "ends_on")
    if account.complete_by and account.complete_by >= policy.today:
        yield _of(account, account.complete_by, "complete", f"Fyll i det som saknas om {called}.", "complete_by")
    if account.status == "closing":
        yield from _closing(account, called, policy)
    for index, exemption in enumerate(account.exemptions):
        if exemption.until >= policy.today:
            guideline = policy.guidelines.get(exemption.guideline)
            what = f"Avsteget från ”{guideline.title if guideline else exemption.guideline}” upphör för {called}."
            kind = f"exemption.{exemption.guideline}.{exemption.until}"
            yield _of(account, exemption.until, kind, what, "exemptions", index, "until")


def _closing(account: Account, called: str, policy: Policy) -> Iterator[Due]:
    """The steps of a closing that remain: the notice to the followers, archiving, and the end itself."""
    closing = account.closing
    if closing is None or closing.closed_on is None:
        return
    stays = policy.number_in_force(NOTICE, "stays")
    notice = closing.notice_on or (before(closing.closed_on, stays) if isinstance(stays, Duration) else None)
    if notice and (closing.notice_on is None or notice >= policy.today):
        what = f"Berätta för följarna att {called} avslutas."
        yield _of(account, notice, "closing-notice", what, "closing", "notice_on")
    archived = closing.archived_on or (closing.closed_on if _demanded(ARCHIVE, policy) else None)
    if archived and (closing.archived_on is None or archived >= policy.today):
        what = f"Arkivera det som ska sparas ur {called}."
        yield _of(account, archived, "closing-archive", what, "closing", "archived_on")
    yield _of(account, closing.closed_on, "closing-end", f"Stäng {called}.", "closing", "closed_on")


def _of(account: Account, on: date, kind: str, what: str, field: str, *inside: str | int) -> Due:
    return Due(on, f"account-{kind}.{account.id}", what, account.owner, account.unit, account.place(field, *inside))


# Roles.


def _roles(policy: Policy) -> Iterator[Due]:
    held = _held(policy)
    for role in policy.roles.values():
        unit = policy.units[role.unit]
        answers = unit.head if unit.head in policy.roles else role.id
        if role.until and (accounts := held.get(role.id)):
            what = f"Utse någon annan för {_called(accounts, policy)}: {role.title} har ingen innehavare längre."
            yield Due(role.until, f"role-ends.{role.id}", what, answers, unit.id, role.source / "until")
        if role.from_ and role.from_ >= policy.today:
            what = f"{role.title} får en innehavare. Ge den nya behörighet och gå igenom rutinerna."
            yield Due(role.from_, f"role-begins.{role.id}", what, answers, unit.id, role.source / "from")


def _held(policy: Policy) -> dict[str, list[Account]]:
    """Return the accounts that each role has a part in: as owner, stand-in or editor, or by reaching the login."""
    held: dict[str, list[Account]] = {}
    for account in policy.accounts.values():
        if account.status != "closed":
            reaching = account.credentials.roles if account.credentials else ()
            for role in dict.fromkeys((account.owner, account.stand_in, *account.editors, *reaching)):
                held.setdefault(role or "", []).append(account)
    return held


# Who and what.


def _in_force(guideline: str, policy: Policy) -> tuple[tuple[Guideline, Leaf], ...]:
    leaf = policy.in_force.get(guideline)
    stated = policy.guideline_of(leaf) if leaf else None
    return ((stated, leaf),) if stated and leaf else ()


def _demanded(guideline: str, policy: Policy) -> bool:
    return any(leaf.level in DEMANDING for _, leaf in _in_force(guideline, policy))


def _answering(rows: Iterable[tuple[Guideline, Leaf]], policy: Policy) -> Role | None:
    """Return the role that the guidelines bind; of an actor with several roles, the first."""
    for guideline, leaf in rows:
        for id in leaf.actors or guideline.actors:
            actor = policy.organisation.actors.get(id)
            for role in actor.roles if actor else ():
                if role in policy.roles:
                    return policy.roles[role]
    return None


def _by_role(on: date, id: str, what: str, role: Role | None, place: Place) -> Due:
    return Due(on, id, what, role.id if role else None, role.unit if role else None, place)


def _called(accounts: list[Account], policy: Policy) -> str:
    """Return what one account or a few are called in a sentence; more than that are counted."""
    names = []
    for account in accounts:
        platform = policy.platforms.get(account.platform)
        names.append(f"”{account.name}” ({platform.name if platform else account.platform})")
    if len(names) == 1:
        return f"kontot {names[0]}"
    return f"kontona {listing(names)}" if len(names) <= NAMED else f"{number(len(names))} konton"
