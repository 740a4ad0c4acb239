"""Varje konto är registrerat på en e-postadress i kommunens egen domän.

Den som har e-postadressen kan återställa lösenordet och ta över kontot. En privat adress följer med den som slutar; en
funktionsbrevlåda i kommunens domän stannar kvar.
"""

from collections.abc import Iterable, Iterator

from checks.policy.addresses import belongs_to
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if account.registered_email is None:
        yield Problem(
            account.place("registered_email"),
            f"Det står inte vilken e-postadress kontot ”{account.name}” är registrerat på.",
            "Ange funktionsbrevlådan i fältet `registered_email`, för kontot eller för hela verksamheten.",
        )
    elif not belongs_to(account.registered_email.rpartition("@")[2], policy.organisation.domains):
        yield Problem(
            account.place("registered_email"),
            f"Kontot ”{account.name}” är registrerat på en adress utanför kommunens domäner.",
            "Byt till en funktionsbrevlåda i kommunens domän, hos plattformen och i registret.",
        )
