"""Varje konto ses över så ofta som riktlinjerna anger.

Mål som ingen följer upp är bara ord. Vid översynen ser någon efter om kontot gör nytta, om uppgifterna i registret
stämmer och när det senaste inlägget kom. För ett konto som ännu inte har haft någon översyn räknas tiden från dagen då
det öppnade.
"""

from collections.abc import Iterable, Iterator

from checks.policy.account_dates import latest_review, review_by
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Place, Problem

REMEDY = "Se över kontot, dess mål och senaste inlägg, och skriv en rad i `reviews`."


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    due = review_by(account, policy)
    if due is None and latest_review(account, policy) is None:
        yield Problem(
            account.place("reviews"), f"Det står inte när någon senast såg över kontot ”{account.name}”.", REMEDY
        )
    elif due is not None and due < policy.today:
        yield Problem(_place(account, policy), f"Kontot ”{account.name}” har inte setts över i tid.", REMEDY, since=due)


def _place(account: Account, policy: Policy) -> Place:
    review = latest_review(account, policy)
    return account.place("reviews", account.reviews.index(review), "on") if review else account.place("opened_on")
