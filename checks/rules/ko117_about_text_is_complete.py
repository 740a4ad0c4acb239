"""Om-texten har allt som riktlinjerna kräver.

Lagen om elektroniska anslagstavlor och kommunens egna riktlinjer anger vad besökarna ska få veta. Varje del av en
standardtext säger vilka riktlinjer den uppfyller, så att det syns vad som saknas.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.texts import about_text, wanted
from checks.policy.words import listing


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    text = about_text(account, policy)
    if text is not None:
        for want in wanted(text, account, policy):
            if not want.met:
                title, missing = want.guideline.title, listing([item.text for item in want.missing])
                yield Problem(
                    account.place("about_text"),
                    f"Om-texten för ”{account.name}” saknar det som riktlinjen ”{title}” kräver"
                    f"{': ' if missing else ''}{missing}.",
                    f"Lägg till det i standardtexten ”{text.title}” och ange riktlinjen i `provides`.",
                )
    elif account.about_text is None:
        yield Problem(
            account.place("about_text"),
            f"Det finns ingen om-text för kontot ”{account.name}”.",
            "Skriv en standardtext med `use: about` för plattformen, eller ange en i fältet `about_text`.",
        )
