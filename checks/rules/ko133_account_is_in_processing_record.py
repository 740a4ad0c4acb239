"""Varje konto finns i registerförteckningen hos den som är personuppgiftsansvarig.

Dataskyddsförordningen (artikel 30) kräver att nämnden eller bolaget håller en förteckning över sina behandlingar av
personuppgifter. Registret säger vilken rad kontot står på. Den personuppgiftsansvarige är verksamhetens nämnd, om inget
annat anges, och ska vara en nämnd eller ett bolag som någon verksamhet hör till.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.words import listing


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if account.processing_record is None:
        yield Problem(
            account.place("processing_record"),
            f"Kontot ”{account.name}” har ingen rad i registerförteckningen över behandlingar av personuppgifter.",
            "För in behandlingen i förteckningen och skriv vilken rad den står på i `processing_record`.",
        )
    boards = sorted({unit.board for unit in policy.units.values()})
    if account.controller is not None and account.controller not in boards:
        yield Problem(
            account.place("controller"),
            f"Ingen verksamhet hör till {account.controller}, som anges som personuppgiftsansvarig för kontot "
            f"”{account.name}”.",
            f"Ta bort fältet, så gäller verksamhetens nämnd, eller ange {listing(boards, 'eller')}.",
        )
