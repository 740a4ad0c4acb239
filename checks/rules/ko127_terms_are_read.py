"""Plattformens avtal är läst för varje konto.

Den som öppnar ett konto godkänner ett avtal för kommunens räkning: om vem som får använda innehållet, om annonser och
om vad plattformen samlar in. Verksamheten ska ha läst det innan. Anger riktlinjerna hur ofta avtalet ska läsas igen,
räknas det från dagen i registret.
"""

from collections.abc import Iterable, Iterator

from checks.policy.due_dates import redo_by
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    done = account.terms_reviewed
    if done is None or done.on > policy.today:
        yield Problem(
            account.place("terms_reviewed"),
            f"Det framgår inte att någon har läst plattformens avtal för kontot ”{account.name}”.",
            "Läs avtalet och skriv dagen och rollen i `terms_reviewed`, för kontot eller för hela verksamheten.",
        )
    elif (due := redo_by("KO127", account, policy)) and due < policy.today:
        yield Problem(
            account.place("terms_reviewed", "on"),
            f"Plattformens avtal skulle ha lästs igen för kontot ”{account.name}”.",
            "Läs vad som har ändrats och skriv dagen i `on` under `terms_reviewed`.",
            since=due,
        )
