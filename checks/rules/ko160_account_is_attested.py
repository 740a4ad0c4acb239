"""Det som ska följas upp i kontot är intygat i tid.

Ingen kontroll kan se om någon har följt upp målen. Därför intygar den kontoansvarige det så ofta som riktlinjerna
säger, och skriver vad hen tittade på. Svaret lämnas med `kanalboken egenkontroll`. Den som svarar att det inte är gjort
får det som ett påpekande, så att det inte glöms.
"""

from collections.abc import Iterable, Iterator

from checks.policy.attestations import PER_ACCOUNT, gaps
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    for gap in gaps(PER_ACCOUNT, account, policy):
        if gap.broken:
            yield Problem(
                gap.place,
                f"”{gap.guideline.title}” är inte uppfyllt för kontot ”{account.name}”, enligt den som intygade.",
                "Rätta det som brister och svara igen med `kanalboken egenkontroll`.",
                since=gap.since,
            )
        else:
            yield Problem(
                gap.place,
                f"Ingen har i tid intygat ”{gap.guideline.title}” för kontot ”{account.name}”.",
                "Se efter, svara i bladet från `kanalboken egenkontroll` och läs in svaret.",
                since=gap.since,
            )
