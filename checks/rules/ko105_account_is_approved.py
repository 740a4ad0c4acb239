"""Varje konto är godkänt av verksamhetens chef innan det startar.

Chefen ansvarar för vad verksamheten säger och ska veta vilka konton som finns. Ett konto som redan var i gång kan
godkännas i efterhand; då ska det synas, med dagen för godkännandet.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.words import day


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    approval, unit = account.approval, policy.units.get(account.unit)
    if approval is None or approval.on > policy.today:
        yield Problem(
            account.place("approval"),
            f"Kontot ”{account.name}” är inte godkänt av verksamhetens chef.",
            "Be om ett godkännande och skriv vem (`by`) och när (`on`) i `approval`. "
            "Kom det i efterhand: skriv `retroactive: true`.",
        )
        return
    if unit is not None and approval.by != unit.head:
        yield Problem(
            account.place("approval", "by"),
            f"Kontot ”{account.name}” är godkänt av någon annan än verksamhetens chef.",
            f"Be chefen för {unit.name} om ett godkännande; rollen är `{unit.head}`.",
        )
    if approval.retroactive:
        return
    if account.opened_on is None:
        yield Problem(
            account.place("opened_on"),
            f"Det går inte att se om kontot ”{account.name}” blev godkänt innan det startade.",
            "Skriv dagen då kontot öppnades i fältet `opened_on`.",
        )
    elif account.opened_on < approval.on:
        yield Problem(
            account.place("approval", "on"),
            f"Kontot ”{account.name}” öppnades den {day(account.opened_on)}, före godkännandet den {day(approval.on)}.",
            "Rätta datumen. Kom godkännandet i efterhand: skriv `retroactive: true`.",
        )
