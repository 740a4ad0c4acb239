"""Varje konto sköts även när den kontoansvarige är borta.

Semester och lov går att se i förväg. Står den kontoansvarige och ersättaren som obemannade samma vecka tystnar kontot,
och olagliga inlägg ligger kvar. Därför skriver verksamheten in vilka veckor en roll är obemannad, aldrig vem som är
borta eller varför. Säger styrdokumentet att också redaktörerna ska sköta kontot räcker det att en av dem är på plats.
"""

from collections.abc import Iterable, Iterator

from checks.policy.cover import unattended
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.words import weeks


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    for gap in unattended(account, policy):
        yield Problem(
            account.place("stand_in"),
            f"Ingen sköter kontot ”{account.name}” {weeks(gap.first, gap.last)}: alla som ska göra det är borta.",
            "Utse någon annan till ersättare (`stand_in`), eller ändra veckorna i rollernas `unmanned`.",
            since=gap.begins,
        )
