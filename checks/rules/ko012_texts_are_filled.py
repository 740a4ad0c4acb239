"""Varje lucka i en standardtext går att fylla i.

En standardtext ska gå att kopiera som den är. En lucka som registret inte kan fylla visas inom hakparentes, och då
händer det att hakparentesen publiceras. En om-text ska därför vara hel för varje konto som den gäller. I andra texter
räcker det att luckan går att fylla för något konto, för den som använder dem läser igenom dem först. Ett konto som är
övertaget ofullständigt räknas först efter dagen i `complete_by`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from checks.policy.model.catalogue import Text
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Key, Place, Problem
from checks.policy.sentences import blanks
from checks.policy.texts import TEXT_BLANKS, accounts_using, open_blanks
from checks.policy.words import listing

FILLED_BY: dict[str, tuple[Key, ...]] = {  # the blank → the field of the account that fills it
    "closing_date": ("closing", "closed_on"),
    "mailbox": ("owner",),
    "purpose": ("purpose",),
    "reason": ("closing", "reason"),
    "removal": ("platform",),
    "response_time": ("response_time",),
    "successor": ("closing", "successor"),
}
OF_CLOSING = frozenset(name for name, field in FILLED_BY.items() if field[0] == "closing")


def concerns(policy: Policy) -> Iterable[Text]:
    return policy.texts.values()


def check(text: Text, policy: Policy) -> Iterator[Problem]:
    accounts = [
        account
        for account in accounts_using(text, policy)
        if account.unit in policy.units and not (account.complete_by and policy.today <= account.complete_by)
    ]
    left = cache(lambda id: open_blanks(text, policy, policy.accounts[id]))
    never = _open_for_all(text, accounts, left)
    firm = _open_for_all(text, [account for account in accounts if not account.complete_by], left)
    bites = max((day for account in accounts if (day := _bites(account))), default=None)
    if text.use != "closing":
        never |= OF_CLOSING
        firm |= OF_CLOSING
    for index, part in enumerate(text.parts):
        for name in dict.fromkeys(blanks(part.text)):
            if name in never:
                yield Problem(
                    text.source / "parts" / index / "text",
                    f"Inget i registret fyller luckan {{{name}}} ({TEXT_BLANKS[name]}) "
                    f"i standardtexten ”{text.title}”.",
                    "Skriv orden i stället för luckan, eller lägg till uppgiften hos kontona som texten gäller.",
                    since=None if name in firm else bites,
                )
    for account in accounts if text.use == "about" else ():
        if empty := [name for name in left(account.id) if name not in never]:
            yield Problem(
                _place(account, empty[0]),
                f"Standardtexten ”{text.title}” går inte att fylla i för kontot ”{account.name}”: "
                f"{listing([TEXT_BLANKS[name] for name in empty])} saknas.",
                "Lägg till uppgiften i kontots fil.",
                since=_bites(account),
            )


def _open_for_all(text: Text, accounts: Sequence[Account], left: Callable[[str], tuple[str, ...]]) -> set[str]:
    """Return the blanks that none of the accounts fills; none if there are no accounts."""
    never = set(blanks(text.wording)) if accounts else set()
    for account in accounts:
        if not never:
            break
        never.intersection_update(left(account.id))
    return never


def _bites(account: Account) -> date | None:
    """Return the first day on which what an account lacks is no longer tolerated, if it ever was."""
    return account.complete_by + timedelta(days=1) if account.complete_by else None


def _place(account: Account, blank: str) -> Place:
    """Return where the account says, or should say, what fills the blank."""
    field, *inside = FILLED_BY.get(blank, ("name",))
    return account.place(str(field), *inside)
