"""Den som frågar när ingen är på plats får veta det.

Frågor ska få svar i tid. När ingen som arbetar i kontot är på plats går det inte att hålla. Då ska kontot ha en
standardtext för ledighet, som säger när svaret kommer och vart den som har bråttom kan vända sig. Konton där det varken
går att kommentera eller skicka meddelanden behöver ingen sådan text.
"""

from collections.abc import Iterable, Iterator

from checks.policy.cover import untold
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.response_time import promised
from checks.policy.words import duration, weeks


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    for gap in untold(account, policy):
        promise = promised(account, policy)
        assert promise is not None
        yield Problem(
            account.place("info_texts"),
            f"Kontot ”{account.name}” lovar svar inom {duration(promise)}, men {weeks(gap.first, gap.last)} svarar "
            "ingen, och inget i kontot berättar det.",
            "Publicera standardtexten för ledighet, som automatiskt svar om det går, och ange den i `info_texts`.",
            since=gap.begins,
        )
