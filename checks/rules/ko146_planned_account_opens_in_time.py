"""Ett planerat konto öppnas i tid eller stryks.

Planerade konton som ingen öppnar blir kvar i registret, och ingen vet om de ska bli av. Under tiden kan någon annan ta
namnet. Riktlinjerna säger hur länge ett konto får vara planerat.
"""

from collections.abc import Iterable, Iterator

from checks.policy.account_dates import start_by
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.values import Duration
from checks.policy.words import day


def concerns(policy: Policy) -> Iterable[Account]:
    return (account for account in policy.accounts.values() if account.status == "planned")


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    within = policy.demanded("KO146", Duration, account)
    if within is None:
        return
    due = start_by(account, policy)
    if account.planned_on is None:
        yield Problem(
            account.place("planned_on"),
            f"Det står inte sedan när kontot ”{account.name}” är planerat.",
            "Skriv dagen i `planned_on`.",
        )
    elif due is not None and due < policy.today:
        yield Problem(
            account.place("planned_on"),
            f"Kontot ”{account.name}” har varit planerat sedan den {day(account.planned_on)} utan att öppna.",
            "Öppna kontot, eller ta bort det ur registret. Är det fortfarande aktuellt: planera om och ändra dagen.",
            since=due,
        )
