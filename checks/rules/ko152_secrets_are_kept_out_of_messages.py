"""I verksamheter med mycket sekretess hamnar inga meddelanden hos plattformen i onödan.

Den som söker hjälp skriver gärna om sig själv. I socialtjänst, vård och elevhälsa är det ofta hemligt. Därför säger
riktlinjerna att sådana konton har stängt för meddelanden, eller svarar automatiskt och visar rätt väg. Verksamheten har
`much_secrecy: true` i sin fil.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem

SAFE = ("closed", "auto-reply")


def concerns(policy: Policy) -> Iterable[Account]:
    secret = {unit.id for unit in policy.units.values() if unit.much_secrecy}
    return (account for account in policy.live_accounts() if account.unit in secret)


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if account.messages in SAFE:
        return
    said = "tar emot meddelanden" if account.messages else "saknar uppgift om meddelanden"
    yield Problem(
        account.place("messages"),
        f"Kontot ”{account.name}” {said}, men verksamheten har mycket sekretess.",
        "Stäng meddelanden (`messages: closed`), eller slå på ett automatiskt svar som visar rätt väg (`auto-reply`).",
    )
