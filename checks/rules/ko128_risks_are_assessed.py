"""Riskerna är bedömda för varje konto.

Före start ska verksamheten veta vad lagarna kräver, vad kontot kostar i tid och vad som kan hända med uppgifter och
förtroende. Registret har dagen för bedömningen, vem som svarar för den och var den finns. Anger riktlinjerna hur ofta
den ska göras om, räknas det från den dagen.
"""

from collections.abc import Iterable, Iterator

from checks.policy.due_dates import redo_by
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    done = account.risk_assessment
    if done is None or done.on > policy.today:
        yield Problem(
            account.place("risk_assessment"),
            f"Det framgår inte att riskerna är bedömda för kontot ”{account.name}”.",
            "Bedöm dem och skriv dag, roll och var bedömningen finns i `risk_assessment`.",
        )
        return
    if done.reference is None:
        yield Problem(
            account.place("risk_assessment"),
            f"Det står inte var riskbedömningen för kontot ”{account.name}” finns.",
            "Skriv system och nummer i `reference` under `risk_assessment`.",
        )
    if (due := redo_by("KO128", account, policy)) and due < policy.today:
        yield Problem(
            account.place("risk_assessment", "on"),
            f"Riskerna skulle ha bedömts igen för kontot ”{account.name}”.",
            "Gå igenom bedömningen och skriv dagen i `on` under `risk_assessment`.",
            since=due,
        )
