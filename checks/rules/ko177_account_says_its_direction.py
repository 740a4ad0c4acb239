"""För varje konto framgår det åt vilket håll samtalet går.

Ett konto kan berätta, föra dialog eller samla in synpunkter. Det avgör hur mycket tid det tar, vad det kan mätas på och
om serviceskyldigheten gäller frågorna som ställs där. Ett konto för dialog eller synpunkter måste också gå att skriva
i.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if not account.directions:
        yield Problem(
            account.place("directions"),
            f"Det framgår inte om kontot ”{account.name}” är till för att berätta, föra dialog eller samla in.",
            "Skriv `out`, `dialogue` eller `in` i `directions`, för kontot eller för hela kategorin.",
        )
    elif {"dialogue", "in"} & set(account.directions) and account.comments == account.messages == "closed":
        yield Problem(
            account.place("directions"),
            f"Kontot ”{account.name}” är till för dialog eller synpunkter, men ingen kan skriva där.",
            "Öppna kommentarer eller meddelanden, eller skriv `directions: [out]`.",
        )
