"""För varje konto är det bestämt var samtycken förvaras.

Den som tar tillbaka sitt samtycke ska kunna få bilden borttagen, och kommunen ska kunna visa att samtycket fanns. Då
måste det gå att hitta. Registret säger bara i vilket system de finns, aldrig vem som har samtyckt.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if account.consents is None:
        yield Problem(
            account.place("consents"),
            f"Det framgår inte var samtycken för kontot ”{account.name}” förvaras.",
            "Skriv systemet i `consents`, för kontot eller verksamheten, eller att kontot inte visar personer.",
        )
