"""Ett konto som inte längre behövs avslutas.

Kom någon vid översynen fram till att kontot ska avslutas, ska det också ske. Annars ligger gamla svar kvar, och ett
övergivet konto kan tas över av någon annan.
"""

from collections.abc import Iterable, Iterator

from checks.policy.account_dates import latest_review
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.words import STATUSES, day


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    review = latest_review(account, policy)
    if review is not None and review.outcome == "close" and account.status != "closing":
        yield Problem(
            account.place("reviews", account.reviews.index(review), "outcome"),
            f"Kontot ”{account.name}” skulle avslutas enligt översynen den {day(review.on)}, "
            f"men står som {STATUSES[account.status]}.",
            "Besluta om att avsluta kontot, skriv `status: closing` och fyll i `closing`. "
            "Har ni ändrat er: skriv in en ny översyn.",
        )
