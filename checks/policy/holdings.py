"""What a role holds: everything that somebody must take over, or know of, when whoever has the role leaves it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from checks.policy.actors import actors_of
from checks.policy.due_dates import due_dates
from checks.policy.model.catalogue import AppliesTo, Guideline
from checks.policy.model.documents import Document, Leaf
from checks.policy.model.organisation import Organisation, Role, Unit
from checks.policy.model.register import Account, Category
from checks.policy.policy import DEMANDING, Policy
from checks.policy.problem import Place
from checks.policy.references import Subject, references
from checks.policy.sentences import BLANK, finished, items_of, plain
from checks.policy.texts import accounts_using
from checks.policy.values import Duration
from checks.policy.words import day, duration, listing

REMOVE_ACCESS = "remove-access"  # the guideline that says how soon
KINDS = ("account", "login", "duty", "deadline", "text", "guide", "done", "guideline")
PARTS = {  # the field of an account → what the role is there, and what to do about it
    "owner": ("Kontoansvarig för", "Ange rollen som tar över i `owner`."),
    "stand_in": ("Ersättare för", "Ange rollen som tar över i `stand_in`."),
    "editors": ("Redaktör i", "Byt ut rollen i `editors`, eller ta bort den."),
}
DUTIES = {  # the key that names a role which has something to do → what it does, and what to do about it
    "head": ("Chef för", "Ange den nya chefens roll i `head`."),
    "roles": ("I riktlinjerna den som är", "Ange rollen som tar över i `roles`."),
    "contact": ("Tar emot synpunkter på tillgängligheten i", "Ange rollen som tar över i `contact`."),
    "proposer": ("Lägger fram förslaget om", "Ange rollen som tar över i `proposer`."),
}
DONE = {  # what a role once did → the words for it; it stays where it stands, for it tells who did it then
    "administrators": "Intygade administratörerna för",
    "approval": "Godkände",
    "closing": "Beslutade att avsluta",
    "connected_apps": "Godkände en app i",
    "corrections": "Rättade",
    "exemptions": "Beslutade om avsteg för",
    "impact_assessment": "Bedömde konsekvenserna för dataskyddet i",
    "reviews": "Såg över",
    "risk_assessment": "Bedömde riskerna med",
    "terms_reviewed": "Läste plattformens avtal för",
    "training": "Svarade för utbildningen i",
}
ACTS = ("by", "approved_by", "attested_by", "decided_by")


class Holding(Struct, frozen=True):
    """One thing that a role holds: its kind (of `KINDS`), what it is (Swedish), where it stands, and what to change
    there; None if nothing has to be changed."""

    kind: str
    what: str
    place: Place
    change: str | None = None


def holdings(role: Role, policy: Policy) -> tuple[Holding, ...]:
    """Return everything that a role holds, in the order of `KINDS`. What many accounts inherit is one thing."""
    found = (
        *_parts(role, policy),
        *_logins(role, policy),
        *_named(role, policy),
        *_deadlines(role, policy),
        *_texts(role, policy),
        *_guides(role, policy),
        *_attestations(role, policy),
        *_guidelines(role, policy),
    )
    found = (*found, *_overridden(role, {one.place for one in found}, policy))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: KINDS.index(one.kind)))


def open_accounts(policy: Policy) -> Iterator[Account]:
    """Return the accounts that somebody has something to do with: all but the closed ones."""
    return (account for account in policy.accounts.values() if account.status != "closed")


def _parts(role: Role, policy: Policy) -> Iterator[Holding]:
    for field, (what, change) in PARTS.items():
        rows = []
        for account in open_accounts(policy):
            value = getattr(account, field)
            if isinstance(value, tuple):
                rows += [(account.place(field, index), account) for index, id in enumerate(value) if id == role.id]
            elif value == role.id:
                rows.append((account.place(field), account))
        for place, accounts in _by_place(rows).items():
            yield Holding("account", f"{what} {called(accounts, policy)}.", place, change)


def _logins(role: Role, policy: Policy) -> Iterator[Holding]:
    within = policy.number_in_force(REMOVE_ACCESS, "within")
    soon = f" inom {duration(within)}" if isinstance(within, Duration) else ""
    change = f"Ta bort behörigheten{soon}, byt reservkoder och ändra `roles` under `credentials`."
    rows = []
    for account in open_accounts(policy):
        if account.credentials and role.id in account.credentials.roles:
            index = account.credentials.roles.index(role.id)
            rows.append((account.place("credentials", "roles", index), account))
    for place, accounts in _by_place(rows).items():
        kept = accounts[0].credentials
        assert kept is not None
        what = f"Når inloggningen till {called(accounts, policy)}. Den finns här: {kept.kept_in}"
        yield Holding("login", what if what.endswith(".") else f"{what}.", place, change)


def _named(role: Role, policy: Policy) -> Iterator[Holding]:
    """Yield where else the role is named: what it has to do, and what it once did."""
    subjects: Iterable[Subject] = (policy.organisation, *policy.entities)
    for subject in subjects:
        for place, kind, id in references(subject):
            keys = [key for key in place.route if isinstance(key, str)]
            if kind != "role" or id != role.id or "credentials" in keys:
                continue
            if keys[-1] in ACTS:
                did = next((DONE[key] for key in reversed(keys) if key in DONE), "Skrev in något om")
                yield Holding("done", f"{did} {_subject(subject, place, policy)}.", place)
            else:
                does, change = DUTIES.get(keys[-1], ("Står i", f"Ange rollen som tar över i `{keys[-1]}`."))
                yield Holding("duty", f"{does} {_subject(subject, place, policy)}.", place, change)


def _overridden(role: Role, told: Collection[Place], policy: Policy) -> Iterator[Holding]:
    """Yield where a unit or a category names the role for its accounts, though each of them has a value of its own."""
    parents: tuple[Unit | Category, ...] = (*policy.units.values(), *policy.categories.values())
    for parent in parents:
        for place in _standing(parent.accounts, role.id, parent.source / "accounts"):
            if place not in told:
                key = next(key for key in reversed(place.route) if isinstance(key, str))
                change = None if key in ACTS else f"Ange rollen som tar över i `{key}`."
                what = f"Står bland det som konton i {parent.name} ärver."
                yield Holding("done" if change is None else "duty", what, place, change)


def _standing(value: Any, wanted: str, place: Place) -> Iterator[Place]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _standing(inner, wanted, place / key)
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from _standing(inner, wanted, place / index)
    elif value == wanted:
        yield place


def _subject(subject: object, place: Place, policy: Policy) -> str:
    """Return what a role has done something about, as the end of a sentence."""
    match subject:
        case Account():
            return _account_or_parent(subject, place, policy)
        case Organisation() if "actors" in place.route:
            return subject.actors[str(place.route[1])].name
        case Document() if "proposal" in place.route and subject.proposal:
            return f"version {subject.proposal.version} av ”{subject.title}”"
        case Document():
            return f"”{subject.title}”"
        case Unit() | Category():
            return subject.name
    return "handboken"


def _account_or_parent(account: Account, place: Place, policy: Policy) -> str:
    """Return what an account is called, or whose accounts they are that inherit what stands at a place."""
    if place.file == account.source.file:
        return called([account], policy)
    parents = policy.units.get(account.unit), policy.categories.get(account.category)
    return next((f"kontona i {one.name}" for one in parents if one and one.source.file == place.file), "kontona")


def _deadlines(role: Role, policy: Policy) -> Iterator[Holding]:
    for due in due_dates(policy):
        if due.role == role.id:
            late = "Försenat sedan" if due.overdue(policy.today) else "Senast"
            yield Holding("deadline", f"{late} den {day(due.on)}: {due.what}", due.place)


def _texts(role: Role, policy: Policy) -> Iterator[Holding]:
    """Yield the standard texts that show the role's mailbox, because it owns an account that uses them."""
    for text in policy.texts.values():
        owned = [account for account in accounts_using(text, policy) if account.owner == role.id]
        if owned and "mailbox" in BLANK.findall(text.wording):
            what = f"”{text.title}” visar {role.mailbox} i {called(owned, policy)}."
            yield Holding("text", f"{what} Byt ut den, om brevlådan blir en annan.", text.source)


def _guides(role: Role, policy: Policy) -> Iterator[Holding]:
    mine = actors_of(role, policy)
    for guide in policy.guides.values():
        if mine & set(guide.actors):
            yield Holding("guide", f"”{guide.title}” {guide.summary}", guide.source)


def _attestations(role: Role, policy: Policy) -> Iterator[Holding]:
    for one in policy.attestations.values():
        if one.role == role.id:
            what = f"Svarade i egenkontrollen för {one.year} den {day(one.on)}."
            yield Holding("done", what, one.source / "role")


def _guidelines(role: Role, policy: Policy) -> Iterator[Holding]:
    """Yield the guidelines in force that bind the role, by name, through its unit or through its accounts."""
    mine = actors_of(role, policy)
    for leaf in policy.in_force.values():
        guideline = policy.guideline_of(leaf)
        if not guideline or leaf.level not in DEMANDING or not mine & set(leaf.actors or guideline.actors):
            continue
        if guideline.applies_to == AppliesTo() or _met_by(guideline, role, policy):
            yield Holding(
                "guideline", f"{leaf.number} {guideline.title}. {_whole(guideline, leaf, policy)}", leaf.source
            )


def _met_by(guideline: Guideline, role: Role, policy: Policy) -> bool:
    """Whether a guideline that is not about everything is about the role's unit, or about an account of its own."""
    unit, limits = policy.units[role.unit], guideline.applies_to
    if limits.unit_kind and not limits.platform and not limits.category:
        return unit.kind in limits.unit_kind
    accounts = (one for one in open_accounts(policy) if role.id in (one.owner, one.stand_in, unit.head, *one.editors))
    return any(policy.applies(guideline, account) for account in accounts)


def _whole(guideline: Guideline, leaf: Leaf, policy: Policy) -> str:
    """Return a guideline's sentence with its list in it."""
    sentence, items = plain(finished(guideline, leaf, policy)), [item.text for item in items_of(guideline, leaf)]
    if not items:
        return sentence
    return f"{sentence} {listing(items, 'eller' if guideline.items_are == 'any' else 'och')}."


def called(accounts: Iterable[Account], policy: Policy) -> str:
    """Return what accounts are called in a sentence, all of them by name."""
    names = []
    for account in accounts:
        platform = policy.platforms.get(account.platform)
        names.append(f"”{account.name}” ({platform.name if platform else account.platform})")
    return f"kontot {names[0]}" if len(names) == 1 else f"kontona {listing(names)}"


def _by_place(rows: Iterable[tuple[Place, Account]]) -> Mapping[Place, list[Account]]:
    found: dict[Place, list[Account]] = {}
    for place, account in rows:
        found.setdefault(place, []).append(account)
    return found
