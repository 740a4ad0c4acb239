"""Ett konto för en kampanj har ett slutdatum.

När projektet är slut finns ingen kvar som sköter kontot. Med ett slutdatum redan från början vet följarna vad som
gäller, och registret påminner i tid. När dagen har passerat säger kontrollen av registret till.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return (account for account in policy.accounts.values() if account.status in ("planned", "active", "dormant"))


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if account.ends_on is None:
        yield Problem(
            account.place("ends_on"),
            f"Kontot ”{account.name}” är till för en kampanj men har inget slutdatum.",
            "Bestäm när kontot upphör och skriv dagen i `ends_on`.",
        )
