"""Någon har nyligen sett efter att kontot visar att det är äkta.

Falska konton ser ut som våra. Besökaren behöver något att gå på: en länk från webbplatsen, plattformens märke eller
kommunens domän i namnet. Länkar och märken försvinner utan att någon säger till. Därför ser någon efter så ofta som
riktlinjerna säger.
"""

from collections.abc import Iterable, Iterator

from checks.policy.account_dates import evidence_by, latest_evidence
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    seen, due = latest_evidence(account, policy), evidence_by(account, policy)
    if seen is None:
        yield Problem(
            account.place("evidence"),
            f"Det står inte hur besökaren ser att kontot ”{account.name}” är äkta.",
            "Se efter och skriv på vilket sätt (`kind`) och vilken dag (`on`) i `evidence`.",
        )
    elif due is not None and due < policy.today:
        yield Problem(
            account.place("evidence", account.evidence.index(seen), "on"),
            f"Det är länge sedan någon såg efter att kontot ”{account.name}” visar att det är äkta.",
            "Se efter på nytt och skriv dagen i `evidence`.",
            since=due,
        )
