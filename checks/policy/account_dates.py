"""The days by which something must be done about an account, counted from what was done last.

Each is None if no document in force gives it a number, or if nobody knows from when to count.
"""

from __future__ import annotations

from datetime import date

from checks.policy.dates import after, again, before
from checks.policy.model.register import Account, Evidence, Review
from checks.policy.policy import Policy
from checks.policy.values import Duration, Frequency


def latest_review(account: Account, policy: Policy) -> Review | None:
    """Return the last review of an account until today."""
    return max((one for one in account.reviews if one.on <= policy.today), key=lambda one: one.on, default=None)


def review_by(account: Account, policy: Policy) -> date | None:
    """Return the last day on which an account must be reviewed again: from its last review, else from its first day."""
    often, review = policy.demanded("KO143", Frequency, account), latest_review(account, policy)
    since = review.on if review else account.opened_on
    return again(since, often) if since and often else None


def silent_until(account: Account, policy: Policy) -> date | None:
    """Return the last day on which an active account may have published nothing since the last post that was seen."""
    silence = policy.demanded("KO145", Duration, account) if account.last_post else None
    return after(account.last_post, silence) if account.last_post and silence else None


def start_by(account: Account, policy: Policy) -> date | None:
    """Return the last day on which a planned account must have opened or been given up."""
    within = policy.demanded("KO146", Duration, account)
    return after(account.planned_on, within) if account.planned_on and within else None


def latest_evidence(account: Account, policy: Policy) -> Evidence | None:
    """Return the sign that the account is official which somebody saw last."""
    return max((one for one in account.evidence if one.on <= policy.today), key=lambda one: one.on, default=None)


def evidence_by(account: Account, policy: Policy) -> date | None:
    """Return the last day on which somebody must see again that an account shows that it is official."""
    seen = latest_evidence(account, policy)
    often = policy.demanded("KO147", Frequency, account) if seen else None
    return again(seen.on, often) if seen and often else None


def notice_by(account: Account, policy: Policy) -> date | None:
    """Return the last day for telling the followers, when an account is closing or has a day on which it ends."""
    closes = account.closing.closed_on if account.closing else None
    closes = closes or (None if account.status == "closing" else account.ends_on)
    stays = policy.demanded("KO149", Duration, account) if closes else None
    return before(closes, stays) if closes and stays else None


def revoke_by(account: Account, policy: Policy) -> date | None:
    """Return the last day for revoking all access to an account that is closing or closed."""
    closed = account.closing.closed_on if account.closing else None
    within = policy.demanded("KO151", Duration, account) if closed else None
    return after(closed, within) if closed and within else None


def withdraw_by(account: Account, role: str, policy: Policy) -> date | None:
    """Return the last day for taking the login of an account from a role that nobody holds any longer."""
    until = policy.roles[role].until
    within = policy.demanded("KO153", Duration, account) if until else None
    return after(until, within) if until and within else None
