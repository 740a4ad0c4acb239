"""Det senaste arkivuttaget visar det som riktlinjerna anger, i rätt format.

Ett uttag av bara texten säger inte hur sidan såg ut, och en fil i fel format går kanske inte att öppna längre fram.
Bara det senaste uttaget bedöms, för ett äldre går inte att ta om.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.sentences import items_of
from checks.policy.snapshots import latest
from checks.policy.words import listing


def concerns(policy: Policy) -> Iterable[Account]:
    """Those of which there is a snapshot; whether there should be one is another matter."""
    return (account for account in policy.live_accounts() if latest(account, policy))


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    found = latest(account, policy)
    if found is None:
        return
    index, snapshot = found
    for guideline, leaf in policy.demands("KO137", account):
        items = items_of(guideline, leaf)
        missing = [item for item in items if item.id not in (*snapshot.covers, snapshot.format)]
        if guideline.items_are == "all" and missing:
            yield Problem(
                account.place("snapshots", index, "covers"),
                f"Det senaste arkivuttaget av kontot ”{account.name}” visar inte allt. Det saknas: "
                f"{listing([item.text for item in missing])}.",
                "Ta ett nytt uttag, eller rätta `covers` om det finns med.",
            )
        elif guideline.items_are == "any" and len(missing) == len(items):
            yield Problem(
                account.place("snapshots", index, *(["format"] if snapshot.format else [])),
                f"Det framgår inte att det senaste arkivuttaget av kontot ”{account.name}” är sparat som "
                f"{listing([item.text for item in items], 'eller')}.",
                "Spara uttaget i det formatet och skriv det i `format`.",
            )
