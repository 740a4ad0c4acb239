"""Inloggningen till varje konto förvaras så att flera roller når den.

Om bara en roll når inloggningen stannar kontot när den rollen inte är tillsatt. Antalet roller står i riktlinjerna.
Registret säger var inloggningen finns och vilka roller som når den, aldrig själva lösenordet.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.words import number


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    kept = account.credentials
    if kept is None:
        yield Problem(
            account.place("credentials"),
            f"Det står inte var inloggningen till kontot ”{account.name}” förvaras.",
            "Fyll i `credentials` med var den finns och vilka roller som når den.",
        )
        return
    roles = [policy.roles[id] for id in kept.roles if id in policy.roles]
    vacant = [role for role in roles if not role.active_on(policy.today)]
    wanted = policy.demanded("KO111", int, account) or 1
    spare = len(kept.roles) - wanted
    if len(vacant) > spare:
        ended = sorted(role.until for role in vacant if role.until)
        yield Problem(
            account.place("credentials", "roles"),
            f"För få roller når inloggningen till kontot ”{account.name}”: minst {number(wanted)} behövs.",
            "Ge fler roller tillgång och lägg till dem i `credentials`.",
            since=ended[spare] if 0 <= spare < len(ended) else None,
        )
