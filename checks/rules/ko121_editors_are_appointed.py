"""Redaktörerna för varje konto är utsedda roller.

Den som publicerar gör det på uppdrag av verksamhetens chef. Därför ska varje redaktör i registret vara en roll som
finns i en verksamhet och är tillsatt i dag, så att den som har slutat inte har kvar sin behörighet.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    for index, id in enumerate(account.editors):
        place, role = account.place("editors", index), policy.roles.get(id)
        if not policy.exists("role", id):
            yield Problem(
                place,
                f"Rollen `{id}`, som är redaktör för kontot ”{account.name}”, finns inte i någon verksamhet.",
                "Ange en roll som finns, eller lägg till rollen i verksamhetens fil.",
            )
        elif role is not None and not role.active_on(policy.today):
            yield Problem(
                place,
                f"Rollen {role.title}, som är redaktör för kontot ”{account.name}”, är inte tillsatt.",
                "Ta bort rollen ur `editors` och dess behörighet hos plattformen.",
                since=role.until,
            )
