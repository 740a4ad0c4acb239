"""Om-texten har allt som riktlinjerna kräver.

Lagen om elektroniska anslagstavlor och kommunens egna riktlinjer anger vad besökarna ska få veta. Varje del av en
standardtext säger vilka riktlinjer den uppfyller, så att det syns vad som saknas.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.texts import about_text
from checks.policy.words import listing


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    text = about_text(account, policy)
    if text is not None:
        provided = {name for part in text.parts for name in part.provides}
        for guideline, leaf in policy.demands("KO117", account):
            missing = _missing(guideline, leaf, provided)
            if missing is not None:
                yield Problem(
                    account.place("about_text"),
                    f"Om-texten för ”{account.name}” saknar det som riktlinjen ”{guideline.title}” kräver{missing}.",
                    f"Lägg till det i standardtexten ”{text.title}” och ange riktlinjen i `provides`.",
                )
    elif account.about_text is None:
        yield Problem(
            account.place("about_text"),
            f"Det finns ingen om-text för kontot ”{account.name}”.",
            "Skriv en standardtext med `use: about` för plattformen, eller ange en i fältet `about_text`.",
        )


def _missing(guideline: Guideline, leaf: Leaf, provided: set[str]) -> str | None:
    """Return the end of a sentence that says which items are missing; None if the guideline is met."""
    items = [item for item in guideline.items if not leaf.items or item.id in leaf.items]
    left = [item.text for item in items if f"{guideline.id}/{item.id}" not in provided]
    some = len(left) < len(items)
    if guideline.id in provided or (some and (not left or guideline.items_are != "all")):
        return None
    return f": {listing(left)}" if left else ""
