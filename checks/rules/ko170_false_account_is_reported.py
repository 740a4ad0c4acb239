"""Falska konton i vårt namn anmäls till plattformen.

Den som låtsas vara kommunen kan lura invånare på pengar och uppgifter så länge kontot finns kvar. Plattformarna tar
bort falska konton, men först när någon har anmält dem.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.false_accounts import FalseAccount
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[FalseAccount]:
    return policy.false_accounts.values()


def check(false: FalseAccount, policy: Policy) -> Iterator[Problem]:
    if false.reported_on is None and false.gone_on is None:
        yield Problem(
            false.source / "reported_on",
            "Det falska kontot är inte anmält till plattformen.",
            "Anmäl kontot där det finns och skriv dagen i `reported_on`.",
            since=false.seen_on,
        )
