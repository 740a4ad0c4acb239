"""Ett avslutat konto är arkiverat, och ingen har kvar sin behörighet.

Det som ska sparas arkiveras innan kontot stängs, för sedan går det inte att hämta. Behörigheterna tas bort inom den tid
som riktlinjerna säger, annars kan någon öppna kontot igen. Arkiveringen kommer före, så att någon kommer åt
innehållet.
"""

from collections.abc import Iterable, Iterator

from checks.policy.account_dates import revoke_by
from checks.policy.model.register import Account, Closing
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return (account for account in policy.accounts.values() if account.status in ("closing", "closed"))


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    closing = account.closing or Closing()
    if account.status == "closing":
        yield from _in_order(account, closing)
    if closing.closed_on is None or closing.closed_on >= policy.today:
        return
    if closing.archived_on is None:
        yield Problem(
            account.place("closing", "archived_on"),
            f"Det framgår inte att det som ska sparas ur kontot ”{account.name}” arkiverades innan det stängdes.",
            "Arkivera det som finns kvar och skriv dagen i `archived_on` under `closing`.",
            since=closing.closed_on,
        )
    due = revoke_by(account, policy)
    if closing.access_revoked_on is None and due is not None and due < policy.today:
        yield Problem(
            account.place("closing", "access_revoked_on"),
            f"Det framgår inte att behörigheterna till kontot ”{account.name}” är borttagna.",
            "Ta bort dem hos plattformen och i verktyg som publicerar, och skriv dagen i `access_revoked_on`.",
            since=due,
        )


def _in_order(account: Account, closing: Closing) -> Iterator[Problem]:
    archived, revoked, closed = closing.archived_on, closing.access_revoked_on, closing.closed_on
    if archived and closed and archived > closed:
        yield Problem(
            account.place("closing", "archived_on"),
            f"Kontot ”{account.name}” stängs innan det som ska sparas är arkiverat.",
            "Arkivera först, eller flytta fram `closed_on`.",
        )
    if revoked and archived is None:
        yield Problem(
            account.place("closing", "access_revoked_on"),
            f"Behörigheterna till kontot ”{account.name}” togs bort innan det som ska sparas var arkiverat.",
            "Arkivera och skriv dagen i `archived_on`. Ge arkivet tillgång så länge, om det behövs.",
        )
