"""The list of accounts: every account with its address and who answers for it, by roles and mailboxes."""

from __future__ import annotations

from checks.policy.policy import Policy
from checks.policy.words import day
from hooks.pages.account_register import printed_register
from hooks.paper.tables import unrepeated
from hooks.paper.tree import Node, shifted, tree
from hooks.paper.typesetting import Print


def account_list(policy: Policy) -> Print:
    """Return the register as a list of its own, as it is today."""
    return Print(
        layout="list",
        organisation=policy.organisation.name,
        kind="Kontolista",
        title="Konton i sociala medier",
        on=policy.today,
        body=accounts(policy, top=1),
        facts={"dated": day(policy.today)},
    )


def accounts(policy: Policy, top: int) -> list[Node]:
    """Return the register with a heading for each unit at level `top`."""
    return unrepeated(shifted(tree(printed_register(policy)), top))
