"""Det är bestämt hur varje konto tas tillbaka om det blir kapat.

När någon annan har bytt lösenordet är det för sent att leta efter reservkoder eller rätt väg till plattformen. Skriv
hur det går till, aldrig själva koderna.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if account.recovery is None:
        yield Problem(
            account.place("recovery"),
            f"Det framgår inte hur kommunen tar tillbaka kontot ”{account.name}” om det blir kapat.",
            "Skriv i `recovery` var reservkoderna finns och vem som har plattformens väg för kapade konton.",
        )
