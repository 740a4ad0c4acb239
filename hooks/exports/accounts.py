"""The register of accounts for spreadsheets and programs: what is public, and no more."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass

from checks.policy.policy import Policy
from checks.policy.words import STATUSES
from hooks.pages.account_register import Entry, rows

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is run by a spreadsheet


@dataclass(frozen=True)
class PublicAccount:
    """What everybody may know about an account. The field names are the keys of the JSON file."""

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
    "Kontoansvarigs brevlåda",
    "Ersättare",
    "Ersättarens brevlåda",
    "Svar inom",
)


def public_accounts(policy: Policy) -> tuple[PublicAccount, ...]:
    """Return the accounts in the order of the register."""
    return tuple(_public(entry, row.unit.name, policy) for row in rows(policy) for entry in row.accounts)


def _public(entry: Entry, unit: str, policy: Policy) -> PublicAccount:
    account, category = entry.account, policy.categories.get(entry.account.category)
    return PublicAccount(
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
        "accounts": [asdict(account) for account in public_accounts(policy)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(policy: Policy) -> bytes:
    """Return the register as a Swedish Excel opens it: semicolons, UTF-8 with a byte-order mark, no formulas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for account in public_accounts(policy):
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in asdict(account).values()])
    return text.getvalue().encode("utf-8-sig")
