"""Varje app som är kopplad till ett konto är godkänd av den som får godkänna den.

En kopplad app kan läsa och publicera utan att någon loggar in. Den som har glömts kvar är en öppen dörr. Registret
säger vilka apparna är, vem som godkände dem och vilken dag.
"""

from collections.abc import Iterable, Iterator

from checks.policy.actors import roles_bound
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    allowed = roles_bound(policy.demands("KO135", account), policy)
    for index, app in enumerate(account.connected_apps):
        if allowed and app.approved_by not in {role.id for role in allowed}:
            yield Problem(
                account.place("connected_apps", index, "approved_by"),
                f"Appen ”{app.name}”, som är kopplad till kontot ”{account.name}”, är godkänd av fel roll.",
                f"Be rollen {allowed[0].title} om ett godkännande, eller koppla bort appen.",
            )
        if app.on > policy.today:
            yield Problem(
                account.place("connected_apps", index, "on"),
                f"Appen ”{app.name}” är kopplad till kontot ”{account.name}”, men är inte godkänd än.",
                "Koppla bort appen tills den är godkänd, eller rätta dagen i `on`.",
            )
