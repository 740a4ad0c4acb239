"""A redline and what follows from it: what surrounds the document, and which accounts would no longer be in order."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from checks.finding import Finding
from checks.policy.decisions.surroundings import SurroundingChange, surrounding_changes
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.redline.changes import Redline, redline
from checks.policy.redline.readings import Reading, shown_sides
from checks.rules import RULES, number_of
from checks.run import is_technical, verdicts


class Consequence(Struct, frozen=True):
    """A finding about an account that is in order, or more nearly so, as the document reads before; `before` is the
    finding it has then, with less weight. `name` is the account's name with that of its platform."""

    account: Account
    name: str
    finding: Finding
    before: Finding | None = None


class Comparison(Struct, frozen=True):
    """How a document reads before and after, what differs, and what follows from that today."""

    before: Reading
    after: Reading
    redline: Redline
    surroundings: tuple[SurroundingChange, ...]
    consequences: tuple[Consequence, ...]

    @property
    def heading(self) -> str:
        """What the redline is called."""
        return "Ändringar mot gällande lydelse" if self.before.in_force else "Ändringar mellan två lydelser"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return self.redline.empty and not self.surroundings and not self.consequences


def compare(before: Reading, after: Reading) -> Comparison:
    """Return what differs between two readings of a document, with the register judged by each as it is today."""
    return Comparison(
        before,
        after,
        redline(before.edition, after.edition),
        surrounding_changes(before.surroundings, after.surroundings),
        consequences(before.policy, after.policy),
    )


def shown(id: str, policy: Policy) -> Comparison | None:
    """Return what readers should know of changes in a document; None if there is only one version of it."""
    both = shown_sides(id, policy)
    return compare(*both) if both else None


def consequences(before: Policy, after: Policy) -> tuple[Consequence, ...]:
    """Return what the checks would say about accounts by the later policy that they don't say by the earlier one."""
    old = {(account.id, one.check, one.file, one.line): one for account, one in _about_accounts(before)}
    found = []
    for account, finding in _about_accounts(after):
        was = old.get((account.id, finding.check, finding.file, finding.line))
        if was is None or (was.severity, finding.severity) == ("warning", "error"):
            found.append(Consequence(account, _name(account, after), finding, was))
    return tuple(sorted(found, key=lambda one: (one.name, one.finding.check, one.finding.sentence)))


def _name(account: Account, policy: Policy) -> str:
    platform = policy.platforms.get(account.platform)
    return f"{account.name} ({platform.name if platform else account.platform})"


def _about_accounts(policy: Policy) -> Iterator[tuple[Account, Finding]]:
    """Yield what the checks of guidelines in force say, account by account."""
    rules = (rule for rule in RULES if not is_technical(number_of(rule)))
    about = [rule for rule in rules if any(isinstance(one, Account) for one in rule.concerns(policy))]
    for verdict in verdicts(policy, about):
        if isinstance(verdict.subject, Account):
            yield from ((verdict.subject, finding) for finding in verdict.findings)
