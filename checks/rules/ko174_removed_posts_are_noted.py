"""För varje konto är det bestämt var det antecknas vad som har dolts eller tagits bort.

Den som frågar varför en kommentar försvann ska kunna få svar, också av någon annan än den som tog bort den. Registret
säger bara i vilket system det antecknas, aldrig vad som stod eller vem som skrev det.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    """Those on platforms where others can write; a platform that is missing is told of elsewhere."""
    platforms = policy.platforms
    live = policy.live_accounts()
    return (one for one in live if one.platform in platforms and platforms[one.platform].others_posts.allowed)


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if account.moderation_log is None and account.comments != "closed":
        yield Problem(
            account.place("moderation_log"),
            f"Det framgår inte var det antecknas vad som har tagits bort ur kontot ”{account.name}”.",
            "Skriv systemet i `moderation_log`, för kontot eller för hela verksamheten.",
        )
