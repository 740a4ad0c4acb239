"""Registret visar vilka konton som är i gång, under avveckling och avslutade.

Listan över kommunens konton hämtas ur registret. Står ett avslutat konto kvar som aktivt, eller ett planerat konto som
redan har öppnat, stämmer listan inte. Därför ska status och datum säga samma sak.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account, Closing
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.words import STATUSES, day


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.accounts.values()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    opened, ends = account.opened_on, account.ends_on
    closed = (account.closing or Closing()).closed_on
    match account.status:
        case "planned" if opened is not None and opened <= policy.today:
            yield Problem(
                account.place("status"),
                f"Kontot ”{account.name}” står som planerat, men dagen då det skulle öppna har passerat.",
                "Skriv `status: active`, eller rätta `opened_on`.",
                since=opened,
            )
        case "active" | "dormant" if ends is not None and ends < policy.today:
            yield Problem(
                account.place("ends_on"),
                f"Kontot ”{account.name}” står som {STATUSES[account.status]}, men skulle ha upphört.",
                "Avveckla kontot och ändra `status`, eller besluta om ett nytt slutdatum i `ends_on`.",
                since=ends,
            )
        case "closing" | "closed" if closed is None:
            yield Problem(
                account.place("closing", "closed_on"),
                f"Kontot ”{account.name}” står som {STATUSES[account.status]}, men det står inte när det stängs.",
                "Skriv dagen i `closed_on` under `closing`.",
            )
        case "closing" if closed and closed < policy.today:
            yield Problem(
                account.place("closing", "closed_on"),
                f"Kontot ”{account.name}” står som under avveckling, men skulle ha stängts.",
                "Stäng kontot och skriv `status: closed`, eller rätta `closed_on`.",
                since=closed,
            )
        case "closed" if closed and closed > policy.today:
            yield Problem(
                account.place("closing", "closed_on"),
                f"Kontot ”{account.name}” står som avslutat, men stängs först den {day(closed)}.",
                "Skriv `status: closing` tills kontot är stängt.",
            )
