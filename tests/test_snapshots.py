"""Arkivuttag: when the next one is due, which count, and which months are the middle of a term."""

from datetime import date
from pathlib import Path

import pytest

from checks.explain import CASES
from checks.policy.due_dates import due_dates
from checks.policy.snapshots import mid_term, snapshot_by
from checks.run import judge, open_policy
from tests.municipality import TODAY, Municipality

FILE = "policy_data/accounts/sommarfesten-facebook.yaml"
ACCOUNT = (CASES / "KO136/good" / FILE).read_text(encoding="utf-8")
HEAD, _, REST = ACCOUNT.partition("snapshots:\n")
TAIL = REST[REST.index("consents:") :]


def with_snapshots(municipality: Municipality, days: list[str], extra: str = "") -> Path:
    rows = [f"  - {{on: {day}, reference: E-arkivet, covers: [layout, content], format: pdf}}\n" for day in days]
    return municipality({FILE: HEAD + ("snapshots:\n" if rows else "") + "".join(rows) + TAIL + extra})


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ([], "2024-08-05"),  # half a year after it opened
        (["2026-03-11"], "2026-09-11"),
        (["2026-03-11", "2026-10-14"], "2027-04-14"),
        (["2025-10-14", "2026-03-11"], "2026-10-14"),  # a year after the one of last autumn, though March was early
        (["2020-10-14", "2026-10-14"], "2027-04-14"),  # what was missed in between can't be made good
        (["2026-10-07", "2026-10-14"], "2027-04-14"),  # tight together: one
        (["2026-10-14", "2026-03-11"], "2027-04-14"),  # in whatever order they stand
        (["2026-03-11", "2026-12-01"], "2026-09-11"),  # not taken yet
    ],
)
def test_when_the_next_one_is_due(municipality: Municipality, days: list[str], due: str) -> None:
    policy = open_policy(with_snapshots(municipality, days), TODAY)
    assert snapshot_by(policy.accounts["sommarfesten-facebook"], policy) == date.fromisoformat(due)


def test_nobody_knows_when_if_there_is_neither_a_snapshot_nor_a_first_day(municipality: Municipality) -> None:
    text = HEAD.replace("opened_on: 2024-02-05\n", "") + TAIL
    policy = open_policy(municipality({FILE: text}), TODAY)
    assert snapshot_by(policy.accounts["sommarfesten-facebook"], policy) is None
    assert [one.check for one in judge(policy) if one.file == FILE] == ["KO136"]


def test_no_snapshot_is_due_where_no_document_demands_any(municipality: Municipality) -> None:
    policy = open_policy(municipality({}), TODAY)
    assert {snapshot_by(account, policy) for account in policy.accounts.values()} == {None}


def test_it_falls_due_unless_the_account_closes_first(municipality: Municipality) -> None:
    closing = "status: closing\nclosing: {reason: Festen är över, notice_on: 2026-11-02, closed_on: 2026-12-01}\n"
    for extra, expected in ((closing, []), ("", [date(2027, 4, 14)])):
        policy = open_policy(with_snapshots(municipality, ["2026-10-14"], extra), TODAY)
        assert [due.on for due in due_dates(policy) if due.id == "account-snapshot.sommarfesten-facebook"] == expected


@pytest.mark.parametrize(
    ("excluded", "middle"),
    [
        ((6, 7, 8, 12), (2, 3, 4, 10)),
        ((7,), (1, 2, 3, 4, 5, 9, 10, 11, 12)),  # a term may go from one year into the next
        ((1, 3, 5, 7, 9, 11), (2, 4, 6, 8, 10, 12)),  # terms of a single month
    ],
)
def test_the_middle_of_a_term(excluded: tuple[int, ...], middle: tuple[int, ...]) -> None:
    assert mid_term(excluded) == middle


@pytest.mark.parametrize(
    ("day", "says"),
    [("2026-10-14", None), ("2026-07-08", "i juli"), ("2026-09-08", "början eller slutet av en termin")],
)
def test_the_latest_is_judged_by_its_month(municipality: Municipality, day: str, says: str | None) -> None:
    policy = open_policy(with_snapshots(municipality, [day]), TODAY)
    found = [one for one in judge(policy) if one.check == "KO138"]
    assert [one.severity for one in found] == (["warning"] if says else [])
    assert all(says in one.sentence for one in found if says)
