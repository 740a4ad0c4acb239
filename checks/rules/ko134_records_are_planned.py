"""För varje konto är det bestämt vad som bevaras och vad som gallras.

Det som skrivs i ett konto är allmänna handlingar. Utan gallringsbeslut får inget tas bort, och det som inte står i
dokumenthanteringsplanen glöms när kontot stängs eller plattformen byts. Registret säger vilken myndighet som bildar
arkivet, vad som bevaras och var besluten finns.
"""

from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem

WANTED = (  # the field, what is wrong if it is empty, what to write
    (
        "archive_creator",
        "Det framgår inte vilken myndighet som bildar arkivet för {account}.",
        "myndigheten eller bolaget",
    ),
    ("archive_level", "Det framgår inte vad som bevaras av {account}.", "`none`, `snapshots` eller `whole`"),
    ("records_plan_row", "Det framgår inte att dokumenthanteringsplanen tar upp {account}.", "raden i planen"),
    (
        "disposal_decision",
        "Det framgår inte vilket beslut som säger vad som får gallras ur {account}.",
        "vem som beslutade, dag och paragraf",
    ),
)


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    for field, wrong, what in WANTED:
        if getattr(account, field) is None:
            yield Problem(
                account.place(field),
                wrong.format(account=f"kontot ”{account.name}”"),
                f"Skriv {what} i `{field}`, för kontot, verksamheten eller kategorin.",
            )
