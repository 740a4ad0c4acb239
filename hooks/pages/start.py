"""The start page: ways in by need, as far as the handbook has what they lead to, and its figures today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.policy.pages import index_address, page_address
from checks.policy.policy import Policy
from hooks.rendering import page

Link = tuple[str, str, str]  # the kind of entity ("index": the list of a kind), its id, and the words of the link


def start(policy: Policy) -> str:
    """Return the start page below its title."""
    live = list(policy.live_accounts())
    figures = [
        (len(policy.in_force), "riktlinjer gäller hos oss"),
        (len(live), "konton är öppna"),
        (len({account.unit for account in live}), "verksamheter har konton"),
        (len(policy.known["check"]), "kontroller vaktar"),
    ]

    def existing(links: Iterable[Link]) -> list[tuple[str, str]]:
        return list(_existing(links, policy))

    return page("start.md.j2", policy, up="", figures=figures if live else [], existing=existing)


def _existing(links: Iterable[Link], policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield address and words of the links that lead somewhere in this handbook."""
    for kind, id, words in links:
        if kind == "index":
            if policy.known.get(id):
                yield index_address(id), words
        elif id in policy.known.get(kind, ()):
            yield page_address(policy, kind, id), words
