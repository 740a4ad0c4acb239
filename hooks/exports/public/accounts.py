"""The public list of accounts for spreadsheets and programs. Columns are only ever added, last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from checks.policy.model.register import Closing
from checks.policy.policy import Policy
from checks.policy.words import STATUSES
from hooks.exports.tables import table
from hooks.pages.account_register import Entry, rows

SCHEMA = Path(__file__).with_name("accounts.schema.json")
SCHEMA_NAME = "konton.schema.json"


class PublicAccount(Struct, frozen=True):
    """An account in the public list. The names of the fields are the columns of both forms."""

    id: str
    name: str
    platform: str
    handle: str
    url: str
    unit: str
    category: str
    status: str
    purpose: str
    answers_within: str
    opened_on: str
    closed_on: str


def public_accounts(policy: Policy) -> tuple[PublicAccount, ...]:
    """Return the accounts of the public policy in the order of the register."""
    return tuple(_public(entry, policy) for row in rows(policy) for entry in row.accounts)


def _public(entry: Entry, policy: Policy) -> PublicAccount:
    account, category = entry.account, policy.categories.get(entry.account.category)
    closed = (account.closing or Closing()).closed_on
    return PublicAccount(
        id=account.id,
        name=account.name,
        platform=entry.platform,
        handle=account.handle,
        url=account.url,
        unit=entry.unit,
        category=category.name if category else account.category,
        status=STATUSES[account.status],
        purpose=account.purpose or "",
        answers_within=entry.promise or "",
        opened_on=account.opened_on.isoformat() if account.opened_on else "",
        closed_on=closed.isoformat() if closed else "",
    )


def as_json(accounts: Sequence[PublicAccount], policy: Policy) -> bytes:
    """Return the list as JSON; its form stands in the schema beside it."""
    document = {
        "$schema": SCHEMA_NAME,
        "organisation": policy.organisation.name,
        "as_of": policy.today.isoformat(),
        "accounts": [asdict(account) for account in accounts],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(accounts: Sequence[PublicAccount]) -> bytes:
    """Return the list as a table with the same columns as the JSON."""
    return table(tuple(PublicAccount.__struct_fields__), (tuple(asdict(account).values()) for account in accounts))


def json_schema() -> bytes:
    """Return the JSON Schema of the list."""
    return SCHEMA.read_bytes()
