"""Varje konto har så många administratörer som riktlinjerna anger, alla med tvåfaktorsinloggning.

Är det bara en som når inställningarna kan kontot gå förlorat när hen slutar eller blir kapad. Registret har antalet och
vilken dag någon senast såg efter, aldrig namnen.
"""

from collections.abc import Iterable, Iterator

from checks.policy.due_dates import redo_by
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.words import number


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    found = account.administrators
    if found is None:
        yield Problem(
            account.place("administrators"),
            f"Det står inte hur många administratörer kontot ”{account.name}” har.",
            "Räkna dem och fyll i `administrators`, för kontot eller för hela verksamheten.",
        )
        return
    wanted = policy.demanded("KO110", int, account)
    if wanted is not None and found.count < wanted:
        yield Problem(
            account.place("administrators", "count"),
            f"Kontot ”{account.name}” har för få administratörer. Minst {number(wanted)} behövs.",
            "Ge fler roller full behörighet och rätta `count`.",
        )
    if not found.two_factor:
        yield Problem(
            account.place("administrators", "two_factor"),
            f"Det framgår inte att alla administratörer för kontot ”{account.name}” loggar in med två faktorer.",
            "Slå på tvåfaktorsinloggning för alla och skriv `two_factor: true`.",
        )
    if found.attested_on is None:
        yield Problem(
            account.place("administrators", "attested_on"),
            f"Ingen har intygat vilka som är administratörer för kontot ”{account.name}”.",
            "Se efter hos plattformen och skriv dagen i `attested_on` och rollen i `attested_by`.",
        )
    elif (due := redo_by("KO110", account, policy)) and due < policy.today:
        yield Problem(
            account.place("administrators", "attested_on"),
            f"Ingen har sett efter i tid vilka som är administratörer för kontot ”{account.name}”.",
            "Se efter hos plattformen och skriv dagen i `attested_on`.",
            since=due,
        )
