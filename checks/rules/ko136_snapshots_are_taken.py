"""Arkivuttag tas av varje konto så ofta som riktlinjerna anger.

Ett konto kan kapas, stängas eller tömmas över en natt, och det kommunen har skrivit ska ändå gå att läsa. Uttag som tas
tätt ihop räknas som ett, så att de fördelas över året. För ett konto utan uttag räknas tiden från dagen det öppnades.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.snapshots import latest, often, snapshot_by
from checks.policy.words import frequency


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    for index, snapshot in enumerate(account.snapshots):
        if snapshot.on > policy.today:
            yield Problem(
                account.place("snapshots", index, "on"),
                f"Arkivuttaget av kontot ”{account.name}” har en dag som inte har varit än.",
                "Skriv in uttaget när det är taget.",
            )
    wanted, due = often(account, policy), snapshot_by(account, policy)
    if wanted and due and due < policy.today:
        yield Problem(
            account.place("snapshots"),
            f"Det är dags för ett arkivuttag av kontot ”{account.name}”: det ska tas {frequency(wanted)}.",
            "Ta ett uttag och skriv dag, var det finns och vad det visar i `snapshots`.",
            since=due,
        )
    elif wanted and account.opened_on is None and latest(account, policy) is None:
        yield Problem(
            account.place("snapshots"),
            f"Det finns inget arkivuttag av kontot ”{account.name}”.",
            "Ta ett uttag och skriv dag, var det finns och vad det visar i `snapshots`.",
        )
