"""Varje konto har rätt logotyp som profilbild.

Kommunens verksamheter delar en logotyp, i de versioner som finns för sociala medier. Ett bolag med egen grafisk profil
har sin egen. Då känner besökaren igen avsändaren direkt.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    unit, profile = policy.units.get(account.unit), account.graphic_profile
    if unit is None or profile is None or profile.logo is None:
        return
    variants = ("own",) if unit.own_profile else policy.organisation.logo_variants
    if profile.logo not in variants:
        whose = "sin egen" if unit.own_profile else "kommunens"
        yield Problem(
            account.place("graphic_profile", "logo"),
            f"Kontot ”{account.name}” ska ha {whose} logotyp som profilbild.",
            "Byt profilbild och ange " + " eller ".join(f"`{one}`" for one in variants) + " i `logo`.",
        )
