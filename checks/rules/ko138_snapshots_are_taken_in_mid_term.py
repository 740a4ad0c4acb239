"""Det senaste arkivuttaget är taget mitt i en termin.

Ett uttag ska visa kontot som det brukar se ut. I semestertider är verksamheten ofta en annan. Terminerna är månaderna
mellan dem som riktlinjerna undantar, och mitt i en termin är varken dess första eller dess sista månad.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.snapshots import MID_TERM, holidays, latest, mid_term
from checks.policy.words import listing, months


def concerns(policy: Policy) -> Iterable[Account]:
    """Those of which there is a snapshot; whether there should be one is another matter."""
    return (account for account in policy.live_accounts() if latest(account, policy))


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    found, excluded = latest(account, policy), holidays(account, policy)
    if found is None or not excluded:
        return
    index, snapshot = found
    place, month = account.place("snapshots", index, "on"), snapshot.on.month
    demanded = {guideline.id for guideline, _ in policy.demands("KO138", account)}
    if month in excluded:
        yield Problem(
            place,
            f"Det senaste arkivuttaget av kontot ”{account.name}” är taget i {months([month])[0]}.",
            f"Ta nästa uttag en annan månad än {listing(months(excluded), 'eller')}.",
        )
    elif MID_TERM in demanded and month not in mid_term(excluded):
        yield Problem(
            place,
            f"Det senaste arkivuttaget av kontot ”{account.name}” är taget i början eller slutet av en termin.",
            f"Ta nästa uttag mitt i terminen: i {listing(months(mid_term(excluded)), 'eller')}.",
        )
