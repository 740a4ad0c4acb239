"""Ett konto som har tystnat avslutas, eller får vila efter ett beslut.

Den som hittar ett konto utan nya inlägg vet inte om någon läser det. Därför säger riktlinjerna hur länge ett konto får
vara tyst. Dagen för det senaste inlägget skrivs in av den som ser över kontot. Ett konto som vilar av ett bestämt
skäl, till exempel inför en kris, har status vilande och berörs inte.
"""

from collections.abc import Iterable, Iterator

from checks.policy.account_dates import latest_review, silent_until
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.values import Duration
from checks.policy.words import day


def concerns(policy: Policy) -> Iterable[Account]:
    return (account for account in policy.accounts.values() if account.status == "active")


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    until, review = silent_until(account, policy), latest_review(account, policy)
    if account.last_post is not None and until is not None and until < policy.today:
        yield Problem(
            account.place("last_post"),
            f"Kontot ”{account.name}” har enligt registret inte fått något nytt inlägg sedan den "
            f"{day(account.last_post)}.",
            "Se efter och rätta `last_post`. Är kontot tyst: avsluta det, eller skriv `status: dormant` efter beslut.",
            since=until,
        )
    elif account.last_post is None and review and _of_its_own(account) and policy.demanded("KO145", Duration, account):
        yield Problem(
            account.place("last_post"),
            f"Kontot ”{account.name}” har haft en översyn, men det står inte när det senaste inlägget kom.",
            "Se efter i kontot och skriv dagen i `last_post`.",
        )


def _of_its_own(account: Account) -> bool:
    """Whether the account was reviewed by itself, and not all of a unit's at once."""
    return account.place("reviews").file == account.source.file
