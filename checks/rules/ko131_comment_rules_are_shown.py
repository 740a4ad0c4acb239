"""Där besökarna kan kommentera visas kommunens regler för kommentarer.

Den som får sitt inlägg borttaget ska ha kunnat läsa regeln först. Registret säger om kommentarerna är öppna och vilka
texter som visas i kontot. En standardtext säger själv om den innehåller reglerna.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.texts import shown_in


def concerns(policy: Policy) -> Iterable[Account]:
    """Those on platforms where others can write; a platform that is missing is told of elsewhere."""
    platforms = policy.platforms
    live = policy.live_accounts()
    return (one for one in live if one.platform in platforms and platforms[one.platform].others_posts.allowed)


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if account.comments is None:
        yield Problem(
            account.place("comments"),
            f"Det står inte om besökarna kan kommentera i kontot ”{account.name}”.",
            "Skriv `comments: open` eller `comments: closed`, för kontot, verksamheten eller kategorin.",
        )
        return
    rules = {guideline.id for guideline, _ in policy.demands("KO131", account)}
    if account.comments == "open" and not any(rules & text.fulfilled for text in shown_in(account, policy)):
        yield Problem(
            account.place("info_texts"),
            f"Besökarna kan kommentera i kontot ”{account.name}”, men reglerna för kommentarer visas inte.",
            "Visa en standardtext med reglerna och skriv dess id i `info_texts`, eller stäng kommentarerna.",
        )
