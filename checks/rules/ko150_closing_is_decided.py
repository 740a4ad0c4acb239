"""Den som enligt riktlinjerna beslutar har beslutat att kontot avslutas.

Ett konto kan ha följare och handlingar som någon annan ansvarar för. Därför ska registret visa vilken roll som
beslutade, och det ska vara den som riktlinjerna pekar ut.
"""

from collections.abc import Iterable, Iterator

from checks.policy.actors import roles_of
from checks.policy.model.register import Account, Closing
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.words import listing


def concerns(policy: Policy) -> Iterable[Account]:
    return (account for account in policy.accounts.values() if account.status in ("closing", "closed"))


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    decided_by = (account.closing or Closing()).decided_by
    place = account.place("closing", "decided_by")
    if decided_by is None:
        yield Problem(
            place,
            f"Det står inte vem som beslutade att avsluta kontot ”{account.name}”.",
            "Skriv rollen i `decided_by` under `closing`.",
        )
        return
    if account.status == "closed":
        return  # who decides may have changed since
    entitled = [role for actor in _who(account, policy) for role in roles_of(actor, account, policy)]
    if entitled and decided_by not in {role.id for role in entitled}:
        titles = listing([role.title for role in entitled], "eller")
        yield Problem(
            place,
            f"Beslutet att avsluta kontot ”{account.name}” är fattat av en annan roll än riktlinjerna säger.",
            f"Be om ett beslut av den som får fatta det ({titles}) och skriv rollen i `decided_by`.",
        )


def _who(account: Account, policy: Policy) -> Iterator[str]:
    """Yield the actors that the guidelines in force name as those who decide."""
    for guideline, leaf in policy.demands("KO150", account):
        for name, parameter in guideline.parameters.items():
            setting = policy.setting(guideline, leaf, name) if parameter.type == "actor" else None
            if setting and isinstance(actor := setting.on(account.platform), str):
                yield actor
