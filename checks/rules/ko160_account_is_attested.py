"""Det som ska följas upp i kontot är intygat i tid.

Ingen kontroll kan se om någon har följt upp målen. Därför intygar den kontoansvarige det så ofta som riktlinjerna
säger, och skriver vad hen tittade på. Svaret lämnas med `kanalboken egenkontroll`. Den som svarar att det inte är gjort
får det som ett påpekande, så att det inte glöms.
"""

from collections.abc import Iterable, Iterator

from checks.policy.attestations import PER_ACCOUNT, again_by, latest
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    for guideline, leaf in policy.demands(PER_ACCOUNT, account):
        found = latest(guideline.id, account.id, policy)
        due = again_by(guideline, leaf, account, policy)
        if due is not None and due < policy.today:
            yield Problem(
                found.statement.source if found else account.source,
                f"Ingen har i tid intygat ”{guideline.title}” för kontot ”{account.name}”.",
                "Se efter, svara i bladet från `kanalboken egenkontroll` och läs in svaret.",
                since=due,
            )
        elif found and found.statement.answer == "not-met":
            yield Problem(
                found.statement.source / "answer",
                f"”{guideline.title}” är inte uppfyllt för kontot ”{account.name}”, enligt den som intygade.",
                "Rätta det som brister och svara igen med `kanalboken egenkontroll`.",
                since=found.attestation.on,
            )
