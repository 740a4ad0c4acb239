"""Den som har lämnat uppdraget når inte längre inloggningen.

En behörighet som blir kvar kan användas av någon som inte längre får tala för kommunen. Riktlinjerna säger inom vilken
tid den ska vara borta. Registret vet när en roll upphörde, aldrig vem som hade den.
"""

from collections.abc import Iterable, Iterator

from checks.policy.account_dates import withdraw_by
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    for index, id in enumerate(account.credentials.roles if account.credentials else ()):
        due = withdraw_by(account, id, policy) if id in policy.roles else None
        if due is not None and due < policy.today:
            yield Problem(
                account.place("credentials", "roles", index),
                f"Rollen {policy.roles[id].title} har upphört men når fortfarande inloggningen till ”{account.name}”.",
                "Ta bort behörigheten, byt reservkoder och ta bort rollen ur `credentials`.",
                since=due,
            )
