"""Bevakningen håller även under sommar och jul.

Ett konto som bevakas varje arbetsdag i mars ska göra det i juli också. Är den kontoansvarige, ersättaren och alla
redaktörer borta längre än riktlinjerna tillåter ser ingen vad som skrivs. Med tätare bevakning räcker en enda vecka.
"""

from collections.abc import Iterable, Iterator

from checks.policy.cover import unmonitored
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.values import Frequency
from checks.policy.words import frequency, weeks


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    for gap in unmonitored(account, policy):
        wanted = policy.demanded("KO141", Frequency, account)
        assert wanted is not None
        yield Problem(
            account.place("monitoring"),
            f"Ingen bevakar kontot ”{account.name}” {weeks(gap.first, gap.last)}, men det ska ske {frequency(wanted)}.",
            "Lägg till en roll som är på plats då, som ersättare eller i `editors`.",
            since=gap.begins,
        )
