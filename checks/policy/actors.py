"""Which roles a guideline binds, and who an actor is for an account or a unit."""

from __future__ import annotations

from collections.abc import Iterable

from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.model.organisation import Role, Unit
from checks.policy.model.register import Account
from checks.policy.policy import Policy


def roles_bound(rows: Iterable[tuple[Guideline, Leaf]], policy: Policy) -> tuple[Role, ...]:
    """Return the roles that guidelines bind, each with the leaf that adopts it, in the order of their actors. An actor
    who is another for each account or unit, or everyone, has none."""
    actors = [policy.organisation.actors.get(id) for guideline, leaf in rows for id in leaf.actors or guideline.actors]
    roles = dict.fromkeys(id for actor in actors if actor for id in actor.roles)
    return tuple(policy.roles[id] for id in roles if id in policy.roles)


def roles_of(actor: str, subject: Account | Unit | None, policy: Policy) -> tuple[Role, ...]:
    """Return the roles that an actor (an id) is for an account or a unit: its own, and what it names there."""
    found = policy.organisation.actors.get(actor)
    if found is None:
        return ()
    roles = list(found.roles)
    if found.per_account and isinstance(subject, Account):
        roles += _several(getattr(subject, found.per_account))
    unit = policy.units.get(subject.unit) if isinstance(subject, Account) else subject
    if found.per_unit and unit:
        roles += _several(getattr(unit, found.per_unit))
    return tuple(policy.roles[id] for id in roles if id in policy.roles)


def _several(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return what a field names, be it one, several or none."""
    return value if isinstance(value, tuple) else (value,) if value else ()


def actors_of(role: Role, policy: Policy) -> frozenset[str]:
    """Return the ids of the actors that a role is: by name, through a field of some unit or of some open account."""
    accounts = tuple(policy.live_accounts())
    found = set()
    for id, actor in policy.organisation.actors.items():
        units = (getattr(unit, actor.per_unit, None) for unit in policy.units.values() if actor.per_unit)
        parts = (getattr(account, actor.per_account, None) for account in accounts if actor.per_account)
        if role.id in (*actor.roles, *units) or any(
            role.id in (part if isinstance(part, tuple) else (part,)) for part in parts
        ):
            found.add(id)
    return frozenset(found)
