"""Varje konto har en kontoansvarig.

Ett konto utan kontoansvarig tystnar: ingen svarar, ingen modererar och ingen avslutar det. Den kontoansvarige är en
roll med en funktionsbrevlåda, inte en namngiven person. Rollen ska finnas i en verksamhet och vara tillsatt i dag.
Ett konto som bara är planerat får vänta med att utse någon.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.accounts.values()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    place = account.place("owner")
    if account.owner is None:
        if account.status != "planned":
            yield Problem(
                place,
                f"Kontot ”{account.name}” saknar kontoansvarig.",
                "Ange en roll ur verksamhetens fil i fältet `owner`.",
            )
        return
    if account.status == "closed":
        return  # the role that answered for it may be gone as well
    role = policy.roles.get(account.owner)
    if not policy.exists("role", account.owner):
        yield Problem(
            place,
            f"Rollen `{account.owner}` finns inte i någon verksamhet.",
            "Ange en roll som finns, eller lägg till rollen i verksamhetens fil.",
        )
    elif role is not None and not role.active_on(policy.today):
        yield Problem(
            place,
            f"Rollen {role.title}, som ansvarar för kontot ”{account.name}”, är inte tillsatt.",
            "Ange en annan roll i fältet `owner`.",
            since=role.until,
        )
