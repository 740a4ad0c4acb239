"""Avsteg är beslutade av den som får besluta dem, och inga är från lag.

Ett öppet undantag är bättre än en regel som tyst slutar gälla. Därför står varje avsteg i registret, med vem som har
beslutat det, till när och varför. Det som lagen kräver kan ingen i kommunen besluta bort. Ett avsteg som har upphört
bedöms inte.
"""

from collections.abc import Iterator

from checks.policy.actors import roles_of
from checks.policy.model.organisation import Role, Unit
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Place, Problem
from checks.policy.words import listing


def concerns(policy: Policy) -> Iterator[Account | Unit]:
    yield from (account for account in policy.accounts.values() if account.exemptions)
    yield from (unit for unit in policy.units.values() if unit.exemptions)


def check(subject: Account | Unit, policy: Policy) -> Iterator[Problem]:
    granting = _granting(subject, policy)
    for index, exemption in enumerate(subject.exemptions):
        if exemption.until < policy.today:
            continue
        place = _place(subject) / index
        guideline = policy.stated(exemption.guideline)
        called = guideline.title if guideline else exemption.guideline
        if guideline and guideline.support == "law":
            yield Problem(
                place / "guideline",
                f"Avsteget gäller ”{called}”, som är lag. Från det kan ingen i kommunen besluta om avsteg.",
                "Ta bort avsteget och följ riktlinjen.",
            )
        if granting and policy.roles.get(exemption.by) not in (None, *granting):  # a role that is missing: KO004
            titles = [role.title for role in granting]
            yield Problem(
                place / "by",
                f"Avsteget från ”{called}” är beslutat av en roll som inte får besluta om avsteg.",
                f"Be om ett beslut av den som får fatta det ({listing(titles, 'eller')}), eller ta bort avsteget.",
            )


def _place(subject: Account | Unit) -> Place:
    return subject.place("exemptions") if isinstance(subject, Account) else subject.source / "exemptions"


def _granting(subject: Account | Unit, policy: Policy) -> tuple[Role, ...]:
    """Return the roles that may grant exemptions: the actors that the guidelines name as a value of their own."""
    found: list[Role] = []
    for guideline, leaf in policy.demands("KO175"):
        for name, parameter in guideline.parameters.items():
            setting = policy.setting(guideline, leaf, name) if parameter.type == "actor" else None
            if setting and isinstance(setting.default, str):
                found.extend(roles_of(setting.default, subject, policy))
    return tuple(found)
