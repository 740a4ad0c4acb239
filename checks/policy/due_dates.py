"""Everything that falls due: the one place that says what, when, and who answers for it.

Checks, calendars, `kanalboken show deadlines` and the pages all read it here. What nothing can be done about afterwards
(an exemption that ends, a law that begins to apply) is told beforehand and gone the day after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from msgspec import Struct

from checks.policy.account_dates import (
    evidence_by,
    latest_evidence,
    latest_review,
    notice_by,
    review_by,
    revoke_by,
    silent_until,
    start_by,
    withdraw_by,
)
from checks.policy.actors import roles_bound
from checks.policy.attestations import again_by, answering, latest, to_answer_again
from checks.policy.cover import gaps
from checks.policy.dates import again
from checks.policy.legal_basis import rests
from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.model.law import Statute
from checks.policy.model.organisation import Body, Role
from checks.policy.model.register import Account, Closing
from checks.policy.policy import Policy
from checks.policy.problem import Place
from checks.policy.snapshots import snapshot_by
from checks.policy.values import Frequency
from checks.policy.words import listing, number, weeks
from checks.policy.working_days import latest_working_day

REVIEW = "review-documents"  # the guideline whose actors a due date takes, where no check guards it
# What is done again for an account, by the check that asks after it: the field that tells when it was done and by whom,
# what `on` and `by` begin with there, and the sentence.
DONE_AGAIN = {
    "KO110": ("administrators", "attested_", "Se efter vilka som är administratörer för {accounts}."),
    "KO126": ("training", "", "Se till att de som arbetar i {accounts} går utbildningen igen."),
    "KO127": ("terms_reviewed", "", "Läs plattformens avtal igen för {accounts}."),
    "KO128": ("risk_assessment", "", "Bedöm riskerna igen för {accounts}."),
}
# What must be done before an account opens, by the check that asks after it: the field that tells it, and the sentence.
BEFORE_START = {
    "KO127": ("terms_reviewed", "Läs plattformens avtal innan {account} öppnas."),
    "KO128": ("risk_assessment", "Bedöm riskerna innan {account} öppnas."),
}
Row = tuple[date, Place, str | None, Account]  # due, where what was done last stands, the role that did it, of what
NAMED = 3  # so many accounts are named in one sentence


class Due(Struct, frozen=True, order=True):
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
    return tuple(
        sorted(
            chain(
                _documents(policy),
                _law(policy),
                _done_again(policy),
                _looked_at(policy),
                _attested(policy),
                _roles(policy),
                *accounts,
            )
        )
    )


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


def redo_by(check: str, account: Account, policy: Policy) -> date | None:
    """Return the last day on which what a check of `DONE_AGAIN` asks after must be done again for an account. None if
    it has not been done, or if nobody demands it again."""
    field, prefix, _ = DONE_AGAIN[check]
    often = policy.demanded(check, Frequency, account)
    on: date | None = getattr(getattr(account, field), f"{prefix}on", None)
    return again(on, often) if on and often else None


def _done_again(policy: Policy) -> Iterator[Due]:
    for check, (field, prefix, what) in DONE_AGAIN.items():
        rows = []
        for account in policy.live_accounts():
            if due := redo_by(check, account, policy):
                by = getattr(getattr(account, field), f"{prefix}by")
                rows.append((due, account.place(field, f"{prefix}on"), by, account))
        yield from _shared(field, what, rows, policy)


def _looked_at(policy: Policy) -> Iterator[Due]:
    """The next review of each account, and the next look at whether it shows that it is official."""
    reviews: list[Row] = []
    signs: list[Row] = []
    for account in policy.live_accounts():
        if due := review_by(account, policy):
            review = latest_review(account, policy)
            inside = ("reviews", account.reviews.index(review), "on") if review else ("opened_on",)
            reviews.append((due, account.place(*inside), review.by if review else None, account))
        if (due := evidence_by(account, policy)) and (seen := latest_evidence(account, policy)):
            signs.append((due, account.place("evidence", account.evidence.index(seen), "on"), None, account))
    yield from _shared("review", "Se över {accounts} och avgör vad som ska hända.", reviews, policy)
    yield from _shared("evidence", "Se efter att besökaren kan se att {accounts} är äkta.", signs, policy)


def _shared(kind: str, what: str, rows: Iterable[Row], policy: Policy) -> Iterator[Due]:
    """What several accounts inherit from one line is one thing to do."""
    groups: dict[tuple[Place, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row[1], row[3].unit), []).append(row)
    for (place, unit), group in groups.items():
        _, _, by, first = group[0]
        _, folder, name = place.file.split("/")
        id = ".".join((kind.replace("_", "-"), folder, name.removesuffix(".yaml"), unit))
        sentence = what.format(accounts=_called([account for *_, account in group], policy))
        role = by if by in policy.roles else first.owner
        yield Due(min(due for due, *_ in group), id, sentence, role, unit, place)


def _account(account: Account, policy: Policy) -> Iterator[Due]:
    called = _called([account], policy)
    yield from _closing(account, called, policy)
    if account.status == "closed":
        return
    yield from _kept_up(account, called, policy)
    if account.status == "planned" and account.opened_on:
        yield _of(account, account.opened_on, "opens", f"Öppna {called} eller ändra dagen.", "opened_on")
        for check, (field, what) in BEFORE_START.items():
            if policy.demands(check, account) and getattr(account, field) is None:
                kind = f"before-start.{field.replace('_', '-')}"
                yield _of(account, account.opened_on, kind, what.format(account=called), field)
    if account.status in ("planned", "active", "dormant") and account.ends_on:
        yield _of(account, account.ends_on, "ends", f"Avsluta {called} eller besluta om ett nytt slutdatum.", "ends_on")
    if account.live and (on := snapshot_by(account, policy)):
        yield _of(account, on, "snapshot", f"Ta ett arkivuttag av {called}.", "snapshots")
    if account.complete_by and account.complete_by >= policy.today:
        yield _of(account, account.complete_by, "complete", f"Fyll i det som saknas om {called}.", "complete_by")
    for index, exemption in enumerate(account.exemptions):
        if exemption.until >= policy.today:
            guideline = policy.guidelines.get(exemption.guideline)
            what = f"Avsteget från ”{guideline.title if guideline else exemption.guideline}” upphör för {called}."
            kind = f"exemption.{exemption.guideline}.{exemption.until}"
            yield _of(account, exemption.until, kind, what, "exemptions", index, "until")


def _kept_up(account: Account, called: str, policy: Policy) -> Iterator[Due]:
    """What becomes of an account when people leave it, nobody is there, or nothing happens in it."""
    if account.status == "planned" and (on := start_by(account, policy)):
        yield _of(account, on, "planned", f"Öppna {called}, eller ta bort kontot ur registret.", "planned_on")
    if account.status == "active" and (on := silent_until(account, policy)):
        what = f"Publicera i {called}, eller besluta att kontot vilar eller avslutas."
        yield _of(account, on, "silent", what, "last_post")
    for index, role in enumerate(account.credentials.roles if account.credentials and account.live else ()):
        if role in policy.roles and (on := withdraw_by(account, role, policy)):
            what = f"Ta bort behörigheten till {called} för {policy.roles[role].title}, som har upphört."
            yield _of(account, on, f"access.{role}", what, "credentials", "roles", index)
    unit = policy.units.get(account.unit)
    for gap in gaps(account, policy) if account.live else ():
        id = f"account-gap.{gap.first.year}-W{gap.first.number:02}.{account.id}"
        what = f"Ordna någon som sköter {called} {weeks(gap.first, gap.last)}."
        answers = unit.head if unit and unit.head in policy.roles else account.owner
        yield Due(gap.begins, id, what, answers, account.unit, account.place("stand_in"))


def _closing(account: Account, called: str, policy: Policy) -> Iterator[Due]:
    """The steps of a closing that remain: notice to the followers, archiving, the end itself and all access."""
    notice, closing = notice_by(account, policy), account.closing or Closing()
    if account.status != "closing" and account.live and notice and account.ends_on and policy.today <= account.ends_on:
        what = f"Berätta för följarna att {called} avslutas."
        yield _of(account, notice, "closing-notice", what, "ends_on")
    if account.status not in ("closing", "closed") or closing.closed_on is None:
        return
    if account.status == "closing":
        told = closing.notice_on or notice
        if told and (closing.notice_on is None or told >= policy.today):
            what = f"Berätta för följarna att {called} avslutas."
            yield _of(account, told, "closing-notice", what, "closing", "notice_on")
        yield _of(account, closing.closed_on, "closing-end", f"Stäng {called}.", "closing", "closed_on")
    archived = closing.archived_on or (closing.closed_on if policy.demands("KO151", account) else None)
    if archived and (closing.archived_on is None or archived >= policy.today):
        what = f"Arkivera det som ska sparas ur {called}."
        yield _of(account, archived, "closing-archive", what, "closing", "archived_on")
    if closing.access_revoked_on is None and (on := revoke_by(account, policy)):
        what = f"Ta bort alla behörigheter till {called}."
        yield _of(account, on, "closing-access", what, "closing", "access_revoked_on")


def _of(account: Account, on: date, kind: str, what: str, field: str, *inside: str | int) -> Due:
    return Due(on, f"account-{kind}.{account.id}", what, account.owner, account.unit, account.place(field, *inside))


# What only a person can see.


def _attested(policy: Policy) -> Iterator[Due]:
    for guideline, leaf, subject in to_answer_again(policy):
        if on := again_by(guideline, leaf, subject, policy):
            found = latest(guideline.id, subject.id, policy)
            place = found.statement.source if found else subject.source
            called = _called([subject], policy) if isinstance(subject, Account) else subject.name
            what = f"Se efter och intyga ”{guideline.title}” för {called}."
            unit = subject.unit if isinstance(subject, Account) else subject.id
            role = answering(guideline, leaf, subject, policy)
            yield Due(on, f"attest.{guideline.id}.{subject.id}", what, role, unit, place)


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


def _answering(rows: Iterable[tuple[Guideline, Leaf]], policy: Policy) -> Role | None:
    """Return the role that the guidelines bind; of several, the first."""
    return next(iter(roles_bound(rows, policy)), None)


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
