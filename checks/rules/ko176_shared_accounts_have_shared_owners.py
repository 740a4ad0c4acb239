"""De konton som talar för hela kommunen sköts av dem som riktlinjerna anger.

Ett gemensamt konto som hamnar hos en enskild verksamhet börjar tala för den. Kontoansvarig och ersättare ska därför
vara roller som riktlinjerna pekar ut.
"""

from collections.abc import Iterable, Iterator

from checks.policy.actors import roles_of
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem

FIELDS = {"owner": "kontoansvarig", "stand_in": "ersättare"}


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    actors = [id for guideline, leaf in policy.demands("KO176", account) for id in leaf.actors or guideline.actors]
    allowed = [role for id in actors for role in roles_of(id, account, policy)]
    for field, called in FIELDS.items():
        role = policy.roles.get(getattr(account, field) or "")
        if allowed and role and role not in allowed:
            yield Problem(
                account.place(field),
                f"{role.title} är {called} för det gemensamma kontot ”{account.name}”, som enligt riktlinjerna ska "
                "skötas av någon annan.",
                f"Ange en annan roll, till exempel {allowed[0].title} (`{allowed[0].id}`).",
            )
