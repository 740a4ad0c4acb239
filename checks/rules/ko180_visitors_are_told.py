"""Besökarna får i kontot veta det som riktlinjerna kräver.

Det som ska framgå ryms sällan i profilen, och kan lika gärna stå i ett fäst inlägg eller en annan text som visas i
kontot. Varje del av en standardtext säger vilka riktlinjer den uppfyller, så att det syns vad som saknas.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.texts import shown_in


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    told = {id for text in shown_in(account, policy) for id in text.fulfilled}
    for guideline, _ in policy.demands("KO180", account):
        if guideline.id not in told:
            yield Problem(
                account.place("info_texts"),
                f"Ingen text i kontot ”{account.name}” säger det som riktlinjen ”{guideline.title}” kräver.",
                "Visa en standardtext som gör det och skriv dess id i `info_texts`.",
            )
