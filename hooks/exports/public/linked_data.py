"""Which accounts are the organisation's, as search engines read it: schema.org, `sameAs`, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable

from checks.policy.model.organisation import Unit
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from hooks.exports.public.fragment import address


def as_json_ld(policy: Policy) -> bytes:
    """Return the organisation with its units. An account whose unit has no website of its own is the organisation's."""
    organisation = policy.organisation
    live = list(policy.live_accounts())
    own = [account for account in live if not _stands_alone(policy.units.get(account.unit), policy)]
    units = [unit for unit in policy.units.values() if _stands_alone(unit, policy)]
    document = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "@id": organisation.website,
        "name": organisation.name,
        "url": organisation.website,
        "sameAs": _addresses(own, policy),
        "subOrganization": [
            {
                "@type": "Organization",
                "@id": unit.website,
                "name": unit.name,
                "url": unit.website,
                "sameAs": _addresses((account for account in live if account.unit == unit.id), policy),
            }
            for unit in units
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _stands_alone(unit: Unit | None, policy: Policy) -> bool:
    return unit is not None and unit.website is not None and unit.website != policy.organisation.website


def _addresses(accounts: Iterable[Account], policy: Policy) -> list[str]:
    return sorted(filter(None, (address(account, policy) for account in accounts)))
