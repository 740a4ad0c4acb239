"""Tables for those inside: rows for the record of processing (GDPR, article 30) and for the records plan, and who can
take over which account in a crisis. None of it is public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checks.policy.model.organisation import Role
from checks.policy.model.register import Account, Closing
from checks.policy.policy import Policy
from checks.policy.words import STATUSES
from checks.sheet import NO, YES, columns
from hooks.exports.tables import table
from hooks.pages.account_facts import facts
from hooks.pages.account_register import Entry, rows

PROCESSING = (
    "Konto",
    "Plattform (mottagare)",
    "Adress",
    "Personuppgiftsansvarig",
    "Ändamål",
    "Behandling och rättslig grund",
    "Barn bland följarna",
    "Konsekvensbedömning",
    "Samtycken förvaras",
    "Finns i registerförteckningen",
    "Dataskyddsombud",
    "Kontoansvarig",
)
RECORDS = (
    "Konto",
    "Plattform",
    "Status",
    "Stängt",
    "Arkivbildare",
    "Bevaras",
    "Gallringsbeslut",
    "Rad i dokumenthanteringsplanen",
    "Ärende",
    "Arkivuttag",
    "Logg över borttaget",
    "Kontoansvarig",
)
CRISIS = (
    "Konto",
    "Plattform",
    "Adress",
    "Status",
    "Kontoansvarig",
    "Den kontoansvariges brevlåda",
    "Ersättare",
    "Ersättarens brevlåda",
    "Redaktörer",
    "Når inloggningen",
    "Inloggningen finns",
    "Återställning",
    "Administratörer",
    "Tvåfaktor",
)


def internal_tables(policy: Policy) -> Mapping[str, bytes]:
    """Return the tables by the name of their file."""
    return {
        "registerforteckning.csv": table(PROCESSING, (_processing(entry, policy) for entry in _live(policy))),
        "dokumenthanteringsplan.csv": table(RECORDS, map(_records, _opened(policy))),
        "krislista.csv": table(CRISIS, (_crisis(entry, policy) for entry in _live(policy))),
    }


def _live(policy: Policy) -> Iterator[Entry]:
    return (entry for row in rows(policy) for entry in row.accounts if entry.account.live)


def _opened(policy: Policy) -> Iterator[Entry]:
    return (entry for row in rows(policy) for entry in row.accounts if entry.account.status != "planned")


def _processing(entry: Entry, policy: Policy) -> Sequence[str]:
    account, unit = entry.account, policy.units.get(entry.account.unit)
    assessed = account.impact_assessment
    officer = policy.organisation.actors.get("data-protection-officer")
    return (
        account.name,
        entry.platform,
        account.url,
        account.controller or (unit.board if unit else ""),
        account.purpose or "",
        "; ".join(value for fact in facts(account, ("legal_bases",), policy) for value in fact.values),
        YES if account.minors else NO,
        f"{assessed.on.isoformat()} {assessed.reference or ''}".strip() if assessed else "",
        account.consents or "",
        account.processing_record or "",
        "; ".join(_title(role, policy) for role in (officer.roles if officer else ())),
        _named(entry.owner),
    )


def _records(entry: Entry) -> Sequence[str]:
    account = entry.account
    closed = (account.closing or Closing()).closed_on
    return (
        account.name,
        entry.platform,
        STATUSES[account.status],
        closed.isoformat() if closed else "",
        account.archive_creator or "",
        _kept(account),
        account.disposal_decision or "",
        account.records_plan_row or "",
        account.case or "",
        "; ".join(f"{one.on.isoformat()} {one.reference}" for one in account.snapshots),
        account.moderation_log or "",
        _named(entry.owner),
    )


def _crisis(entry: Entry, policy: Policy) -> Sequence[str]:
    account = entry.account
    login, administrators = account.credentials, account.administrators
    return (
        account.name,
        entry.platform,
        account.url,
        STATUSES[account.status],
        _named(entry.owner),
        entry.owner.mailbox if entry.owner else "",
        _named(entry.stand_in),
        entry.stand_in.mailbox if entry.stand_in else "",
        "; ".join(_title(role, policy) for role in account.editors),
        "; ".join(_title(role, policy) for role in (login.roles if login else ())),
        login.kept_in if login else "",
        account.recovery or "",
        str(administrators.count) if administrators else "",
        "" if administrators is None else YES if administrators.two_factor else NO,
    )


def _kept(account: Account) -> str:
    """Return what is kept of an account, in the schema's words."""
    (level,) = (column for column in columns() if column.route == "archive_level")
    return level.choices.get(account.archive_level or "", "")


def _named(role: Role | None) -> str:
    return role.title if role else ""


def _title(id: str, policy: Policy) -> str:
    role = policy.roles.get(id)
    return role.title if role else id
