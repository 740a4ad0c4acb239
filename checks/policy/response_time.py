"""How long people wait for an answer: what the documents in force allow and what an account promises."""

from __future__ import annotations

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.values import Duration


def longest(account: Account, policy: Policy) -> Duration | None:
    """Return the longest time that the guidelines in force give the account to answer."""
    return policy.demanded("KO120", Duration, account)


def promised(account: Account, policy: Policy) -> Duration | None:
    """Return what the account promises its visitors: its own time, else the longest that is allowed."""
    return account.response_time or longest(account, policy)
