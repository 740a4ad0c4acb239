"""Följarna får veta i god tid att kontot avslutas, varför och vart de kan vända sig.

Ingen ska behöva undra vart kommunen tog vägen. Beskedet ska ligga kvar så länge som riktlinjerna säger innan kontot
stängs. Det gäller också ett konto som har ett slutdatum från början.
"""

from collections.abc import Iterable, Iterator

from checks.policy.account_dates import notice_by
from checks.policy.model.register import Account, Closing
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.words import day


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    closing, due = account.closing or Closing(), notice_by(account, policy)
    if account.status != "closing":
        if account.ends_on and due and due < policy.today <= account.ends_on and closing.notice_on is None:
            yield Problem(
                account.place("ends_on"),
                f"Kontot ”{account.name}” upphör den {day(account.ends_on)}, men följarna har inte fått besked i tid.",
                "Ge besked nu, skriv `status: closing` och fyll i `closing`, eller flytta fram `ends_on`.",
                since=due,
            )
        return
    yield from _content(account, closing, policy)
    if due is None:
        return
    if closing.notice_on is not None and closing.notice_on > due:
        yield Problem(
            account.place("closing", "notice_on"),
            f"Beskedet om att kontot ”{account.name}” avslutas ligger kvar för kort tid: det skulle ha kommit senast "
            f"den {day(due)}.",
            "Stäng kontot senare och ändra `closed_on`.",
        )
    elif closing.notice_on is None and due < policy.today:
        yield Problem(
            account.place("closing", "notice_on"),
            f"Följarna har inte fått besked i tid om att kontot ”{account.name}” avslutas.",
            "Publicera beskedet, skriv dagen i `notice_on` och flytta fram `closed_on`.",
            since=due,
        )


def _content(account: Account, closing: Closing, policy: Policy) -> Iterator[Problem]:
    if closing.reason is None:
        yield Problem(
            account.place("closing", "reason"),
            f"Det står inte varför kontot ”{account.name}” avslutas, så beskedet kan inte säga det.",
            "Skriv skälet i `reason` under `closing`.",
        )
    if closing.turn_to is None and closing.successor is None:
        yield Problem(
            account.place("closing", "turn_to"),
            f"Beskedet om att kontot ”{account.name}” avslutas visar inte vart besökaren kan vända sig i stället.",
            "Skriv vart i `turn_to`, eller ange ett annat konto i `successor`, under `closing`.",
        )
    wanted = {guideline.id for guideline, _ in policy.demands("KO149", account)}
    if not any(text.use == "closing" and text.fulfilled & wanted for text in policy.texts.values()):
        yield Problem(
            account.place("closing"),
            f"Det finns ingen standardtext som säger att kontot ”{account.name}” avslutas.",
            "Skriv en text med `use: closing` i `policy_data/texts` och ange i `provides` vad den uppfyller.",
        )
