"""The register of accounts for the handbook's readers, in spreadsheets and programs: what the register's page says, and
no more. What is published for everybody is `hooks.exports.public`."""

from __future__ import annotations

import json

from msgspec import Struct
from msgspec.structs import asdict

from checks.policy.policy import Policy
from checks.policy.words import STATUSES
from hooks.exports.tables import table
from hooks.pages.account_register import Entry, rows


class ListedAccount(Struct, frozen=True):
    """What every reader of the handbook may know about an account. The field names are the keys of the JSON file."""

    id: str
    name: str
    platform: str
    handle: str
    url: str
    unit: str
    category: str
    status: str
    purpose: str
    owner: str
    owner_mailbox: str
    stand_in: str
    stand_in_mailbox: str
    answers_within: str


HEADINGS = (
    "Id",
    "Konto",
    "Plattform",
    "Kontonamn",
    "Adress",
    "Verksamhet",
    "Kategori",
    "Status",
    "Syfte",
    "Kontoansvarig",
    "Den kontoansvariges brevlåda",
    "Ersättare",
    "Ersättarens brevlåda",
    "Svar inom",
)


def listed_accounts(policy: Policy) -> tuple[ListedAccount, ...]:
    """Return the accounts in the order of the register."""
    return tuple(_listed(entry, row.unit.name, policy) for row in rows(policy) for entry in row.accounts)


def _listed(entry: Entry, unit: str, policy: Policy) -> ListedAccount:
    account, category = entry.account, policy.categories.get(entry.account.category)
    return ListedAccount(
        id=account.id,
        name=account.name,
        platform=entry.platform,
        handle=account.handle,
        url=account.url,
        unit=unit,
        category=category.name if category else account.category,
        status=STATUSES[account.status],
        purpose=account.purpose or "",
        owner=entry.owner.title if entry.owner else "",
        owner_mailbox=entry.owner.mailbox if entry.owner else "",
        stand_in=entry.stand_in.title if entry.stand_in else "",
        stand_in_mailbox=entry.stand_in.mailbox if entry.stand_in else "",
        answers_within=entry.promise or "",
    )


def as_json(policy: Policy) -> bytes:
    """Return the register as JSON in UTF-8."""
    document = {
        "organisation": policy.organisation.name,
        "as_of": policy.today.isoformat(),
        "accounts": [asdict(account) for account in listed_accounts(policy)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(policy: Policy) -> bytes:
    """Return the register as a Swedish Excel opens it: semicolons, UTF-8 with a byte-order mark, no formulas."""
    return table(HEADINGS, (tuple(asdict(account).values()) for account in listed_accounts(policy)))
