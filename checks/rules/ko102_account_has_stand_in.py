"""Varje konto har en ersättare för den kontoansvarige.

Ett konto som bara en kan sköta tystnar när den är borta, oftast just när det är mest att svara på. Ersättaren är en
annan roll än den kontoansvarige, innehas av någon annan och är tillsatt i dag. Ett konto som bara är planerat får vänta
med att utse någon.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.accounts.values()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    place = account.place("stand_in")
    if account.stand_in is None:
        if account.status != "planned":
            yield Problem(
                place,
                f"Kontot ”{account.name}” saknar ersättare för den kontoansvarige.",
                "Ange en annan roll än den kontoansvariges i fältet `stand_in`.",
            )
        return
    if account.status == "closed":
        return  # the role that stood in may be gone as well
    role, owner = policy.roles.get(account.stand_in), policy.roles.get(account.owner or "")
    if not policy.exists("role", account.stand_in):
        yield Problem(
            place,
            f"Rollen `{account.stand_in}` finns inte i någon verksamhet.",
            "Ange en roll som finns, eller lägg till rollen i verksamhetens fil.",
        )
    elif role is not None and not role.active_on(policy.today):
        yield Problem(
            place,
            f"Rollen {role.title}, som är ersättare för kontot ”{account.name}”, är inte tillsatt.",
            "Ange en annan roll i fältet `stand_in`.",
            since=role.until,
        )
    elif account.stand_in == account.owner:
        yield Problem(
            place,
            f"Kontot ”{account.name}” har samma roll som kontoansvarig och ersättare.",
            "Ange en annan roll i fältet `stand_in`.",
        )
    elif owner is not None and role is not None and role.holder is not None and role.holder == owner.holder:
        yield Problem(
            place,
            f"Kontoansvarig och ersättare för ”{account.name}” är roller som innehas av samma person.",
            "Ange en roll i fältet `stand_in` som någon annan har.",
        )
