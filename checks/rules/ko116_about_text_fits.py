"""Om-texten får plats i kontots profil.

Plattformarna kapar texter som är för långa, och då försvinner det sista: ofta länken till reglerna. Texten räknas med
luckorna ifyllda för kontot; gränsen står i plattformens fil.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.texts import about_text, filled_text, most_characters


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    text = about_text(account, policy)
    most = most_characters(text, account.platform, policy) if text else None
    if text is None or most is None:
        return
    length, platform = len(filled_text(text, policy, account)), policy.platforms[account.platform]
    if length > most:
        yield Problem(
            account.place("about_text"),
            f"Om-texten för ”{account.name}” är {length} tecken. På {platform.name} ryms {most}.",
            f"Korta standardtexten ”{text.title}”, kontots namn eller dess syfte.",
        )
