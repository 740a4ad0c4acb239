"""Två konton i drift har inte samma adress.

Står samma sida två gånger i registret finns det två som tror att den andra svarar. Adresserna jämförs i normalform:
www, stora bokstäver, snedstreck på slutet och gamla värdnamn spelar ingen roll.
"""

from collections.abc import Iterable, Iterator

from checks.policy.addresses import normal_form
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    try:
        address = normal_form(account.url, policy.platforms.get(account.platform))
    except ValueError:
        return
    for other in policy.accounts_by_address[address]:
        if other.id != account.id:
            yield Problem(
                account.place("url"),
                f"Kontot `{account.id}` har samma adress som kontot `{other.id}`.",
                "Ta bort det ena kontot ur registret, eller rätta adressen.",
            )
