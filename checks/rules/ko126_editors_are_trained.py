"""De som arbetar i varje konto har gått utbildningen.

Det mesta som går fel i ett konto går att undvika med kunskap i förväg, om offentlighet, sekretess, personuppgifter och
upphovsrätt. Registret har dagen för den senaste utbildningen och rollen som svarar för uppgiften, aldrig vilka som var
med. Anger riktlinjerna hur ofta den ska gås om, räknas det från den dagen.
"""

from collections.abc import Iterable, Iterator

from checks.policy.due_dates import redo_by
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    done = account.training
    if done is None or done.on > policy.today:
        yield Problem(
            account.place("training"),
            f"Det framgår inte att de som arbetar i kontot ”{account.name}” har gått utbildningen.",
            "Skriv dagen och rollen som svarar för uppgiften i `training`, för kontot eller för hela verksamheten.",
        )
    elif (due := redo_by("KO126", account, policy)) and due < policy.today:
        yield Problem(
            account.place("training", "on"),
            f"De som arbetar i kontot ”{account.name}” skulle ha gått utbildningen igen.",
            "Se till att de går den och skriv dagen i `on` under `training`.",
            since=due,
        )
