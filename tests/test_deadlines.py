"""What falls due: Swedish working days, every kind of deadline, and the command that tells of them."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

import kanalboken
from checks.explain import CASES
from checks.policy.dates import after, again, before
from checks.policy.due_dates import Due, due_dates
from checks.policy.values import Duration, Frequency
from checks.policy.working_days import days_off, easter, is_working_day, latest_working_day, working_days_from
from checks.run import judge, open_policy
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality

# The weekdays on which nobody is at work, as Swedish almanacs and calendars at work print them.
PRINTED = {
    2024: "01-01 03-29 04-01 05-01 05-09 06-06 06-21 12-24 12-25 12-26 12-31",
    2025: "01-01 01-06 04-18 04-21 05-01 05-29 06-06 06-20 12-24 12-25 12-26 12-31",
    2026: "01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25 12-31",
    2027: "01-01 01-06 03-26 03-29 05-06 06-25 12-24 12-31",
}


@pytest.mark.parametrize("year", PRINTED)
def test_the_days_off_are_those_of_the_almanac(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(number) for number in range(366)]
    off = [day for day in days if day.year == year and day.weekday() < 5 and not is_working_day(day)]
    assert " ".join(day.strftime("%m-%d") for day in off) == PRINTED[year]


def test_the_national_day_took_the_place_of_whit_monday() -> None:
    assert not is_working_day(date(2004, 5, 31))
    assert is_working_day(date(2002, 6, 6))
    assert is_working_day(date(2005, 5, 16))
    assert date(2005, 6, 6) in days_off(2005)


@pytest.mark.parametrize("day", [date(1818, 3, 22), date(1943, 4, 25), date(2000, 4, 23), date(2038, 4, 25)])
def test_easter_at_its_earliest_and_latest(day: date) -> None:
    assert easter(day.year) == day


def test_working_days_are_counted_over_christmas() -> None:
    assert working_days_from(date(2026, 12, 23), 1) == date(2026, 12, 28)
    assert working_days_from(date(2027, 1, 4), -3) == date(2026, 12, 28)
    assert latest_working_day(date(2026, 12, 27)) == date(2026, 12, 23)
    assert latest_working_day(date(2026, 12, 23)) == date(2026, 12, 23)


def test_lengths_of_time_count_working_days_and_whole_days() -> None:
    assert after(date(2026, 12, 22), Duration(2, "workday")) == date(2026, 12, 28)
    assert before(date(2026, 12, 28), Duration(2, "workday")) == date(2026, 12, 22)
    assert before(date(2026, 3, 31), Duration(1, "month")) == date(2026, 2, 28)
    assert again(date(2026, 12, 23), Frequency(1, "workday")) == date(2026, 12, 28)


# What falls due.

UNIT = (MINIATURE / "policy_data/units/kultur.yaml").read_text(encoding="utf-8")
ACCOUNT = (MINIATURE / "policy_data/accounts/kultur-facebook.yaml").read_text(encoding="utf-8")
CLOSING = (MINIATURE / "policy_data/accounts/kultur-x.yaml").read_text(encoding="utf-8")


def found(root: Path, as_of: date | None = None) -> Mapping[str, Due]:
    dues = due_dates(open_policy(root, TODAY, as_of))
    assert list(dues) == sorted(dues), "the earliest first"
    assert len({due.id for due in dues}) == len(dues), "each has an id of its own"
    assert all(due.what.endswith(".") for due in dues)
    return {due.id: due for due in dues}


def test_what_falls_due_in_the_miniature() -> None:
    dues = found(MINIATURE)
    expected = {
        "account-closing-access.kultur-x": ("2026-12-02", "kommunikator", "kultur"),
        "account-closing-archive.kultur-x": ("2026-12-01", "kommunikator", "kultur"),
        "account-closing-end.kultur-x": ("2026-12-01", "kommunikator", "kultur"),
        "administrators.categories.bolag.vatten": ("2027-03-01", "vd", "vatten"),
        "administrators.categories.verksamhet.kultur": ("2027-03-01", "kommunikator", "kultur"),
        "document-review.minikoping-riktlinjer": ("2027-12-31", None, None),
        "evidence.units.vatten.vatten": ("2027-10-05", "driftchef", "vatten"),
        "review.units.kultur.kultur": ("2027-10-05", "kulturchef", "kultur"),
        "statute-reread.forvaltningslagen-2017": ("2027-11-22", "kommunikator", "kultur"),
    }
    told = {id: (due.on.isoformat(), due.role, due.unit) for id, due in dues.items()}
    assert expected.items() <= told.items()
    assert {id for id in told if id.startswith(("account-", "administrators.", "role-"))} <= set(expected)


CHANGES = {
    "account-ends.kultur-facebook": ("ends_on: 2026-12-24\n", "2026-12-24"),
    "account-complete.kultur-facebook": ("complete_by: 2026-12-30\n", "2026-12-30"),
    "account-exemption.stand-in.2027-01-31.kultur-facebook": (
        "exemptions:\n  - {guideline: stand-in, by: kulturchef, until: 2027-01-31, reason: Vakans}\n",
        "2027-01-31",
    ),
}


@pytest.mark.parametrize("id", CHANGES)
def test_what_an_account_says_falls_due(id: str, municipality: Municipality) -> None:
    added, on = CHANGES[id]
    due = found(municipality({"policy_data/accounts/kultur-facebook.yaml": ACCOUNT + added}))[id]
    assert due.on == date.fromisoformat(on)
    assert (due.role, due.unit) == ("bibliotekarie", "kultur")
    assert "”Kulturhuset i Miniköping” (Facebook)" in due.what


SCHOOL = (CASES / "KO126/good/policy_data/accounts/solskolan-facebook.yaml").read_text(encoding="utf-8")
SCHOOL_FILE = "policy_data/accounts/solskolan-facebook.yaml"


def test_what_is_done_for_an_account_is_done_again(municipality: Municipality) -> None:
    dues = found(municipality({SCHOOL_FILE: SCHOOL}))
    expected = {"training": "2027-08-17", "terms-reviewed": "2027-08-24", "risk-assessment": "2027-08-31"}
    for what, day in expected.items():
        due = dues[f"{what}.accounts.solskolan-facebook.kultur"]
        assert (due.on.isoformat(), due.role, due.unit) == (day, "kulturchef", "kultur")
        assert "Solskolan" in due.what


def test_what_must_be_done_before_an_account_opens_falls_due_that_day(municipality: Municipality) -> None:
    planned = SCHOOL.replace("opened_on: 2024-02-05", "status: planned\nopened_on: 2026-12-01")
    done = "account-before-start.terms-reviewed.solskolan-facebook"
    assert done not in found(municipality({SCHOOL_FILE: planned}))
    unread = re.sub("terms_reviewed.*\n", "", planned)
    due = found(municipality({SCHOOL_FILE: unread}))[done]
    assert (due.on, due.role) == (date(2026, 12, 1), "bibliotekarie")
    assert due.what == "Läs plattformens avtal innan kontot ”Solskolan i Miniköping” (Facebook) öppnas."


def test_a_planned_account_opens_on_its_day(municipality: Municipality) -> None:
    planned = ACCOUNT.replace("opened_on: 2013-01-21", "opened_on: 2027-02-01\nstatus: planned")
    dues = found(municipality({"policy_data/accounts/kultur-facebook.yaml": planned}))
    assert dues["account-opens.kultur-facebook"].on == date(2027, 2, 1)


def test_a_role_that_ends_is_due_only_while_accounts_rest_on_it(municipality: Municipality) -> None:
    assert not [id for id in found(MINIATURE) if id.startswith("role-")], "the stand-in role that ended holds nothing"
    ended = UNIT.replace("holder: k0102}", "holder: k0102, until: 2026-12-31}", 1)
    root = municipality({"policy_data/units/kultur.yaml": ended})
    due = found(root)["role-ends.bibliotekarie"]
    assert (due.on, due.role) == (date(2026, 12, 31), "kulturchef")
    assert "role-ends.bibliotekarie" in found(root, date(2027, 2, 1)), "overdue until somebody else is appointed"


def test_a_role_that_begins_is_told_until_it_has_begun(municipality: Municipality) -> None:
    begins = UNIT.replace("until: 2026-06-30", "from: 2026-12-07")
    root = municipality({"policy_data/units/kultur.yaml": begins})
    assert found(root)["role-begins.vikarie"].on == date(2026, 12, 7)
    assert "role-begins.vikarie" not in found(root, date(2026, 12, 8))


def steps_of(account: str, root: Path, as_of: date | None = None) -> Mapping[str, date]:
    """The steps of a closing that remain, and their days."""
    dues = found(root, as_of).items()
    return {id.split(".")[0]: due.on for id, due in dues if id.startswith("account-closing") and id.endswith(account)}


def test_the_steps_of_a_closing_fall_due_and_are_done(tmp_path: Path) -> None:
    policy = open_policy(ROOT, TODAY)
    stays = policy.number_in_force("closing-notice-period", "stays")
    assert isinstance(stays, Duration)
    source = (ROOT / "policy_data/accounts/bjorkskolan-blogg.yaml").read_text(encoding="utf-8")
    silent = source.replace("  notice_on: 2026-11-16\n", "")
    root = tmp_path
    shutil.copytree(ROOT / "policy_data", root / "policy_data")
    (root / "policy_data/accounts/bjorkskolan-blogg.yaml").write_text(silent, encoding="utf-8")
    closed_on = date(2026, 12, 14)
    assert steps_of("bjorkskolan-blogg", root) == {
        "account-closing-notice": before(closed_on, stays),
        "account-closing-archive": closed_on,
        "account-closing-end": closed_on,
    }
    archived = source.replace("  closed_on:", "  archived_on: 2026-11-20\n  closed_on:")
    (root / "policy_data/accounts/bjorkskolan-blogg.yaml").write_text(archived, encoding="utf-8")
    assert list(steps_of("bjorkskolan-blogg", root)) == ["account-closing-end"]


def test_access_is_revoked_soon_after_the_closing(municipality: Municipality) -> None:
    assert steps_of("kultur-x", MINIATURE)["account-closing-access"] == date(2026, 12, 2)
    closed = CLOSING.replace("status: closing", "status: closed")
    path = "policy_data/accounts/kultur-x.yaml"
    steps = steps_of("kultur-x", municipality({path: closed}), date(2027, 1, 15))
    assert set(steps) == {"account-closing-archive", "account-closing-access"}, "missing until it is written in"
    done = closed + "  archived_on: 2026-11-30\n  access_revoked_on: 2026-12-01\n"
    assert not steps_of("kultur-x", municipality({path: done}), date(2027, 1, 15))


def test_whoever_follows_an_account_with_an_end_is_told_beforehand(municipality: Municipality) -> None:
    root = municipality({"policy_data/accounts/kultur-facebook.yaml": ACCOUNT + "ends_on: 2026-12-24\n"})
    assert steps_of("kultur-facebook", root) == {"account-closing-notice": date(2026, 12, 10)}
    assert not steps_of("kultur-facebook", root, date(2026, 12, 25)), "too late: now it must be closed"


def test_one_attestation_that_accounts_share_is_one_thing_to_do() -> None:
    dues = [due for due in due_dates(open_policy(ROOT, TODAY)) if due.id.startswith("administrators.")]
    by_unit = [due.unit for due in dues]
    assert len(by_unit) == len(set(by_unit)) > 1


def test_whatever_the_calendar_makes_wrong_has_fallen_due_on_that_day(municipality: Municipality) -> None:
    """Law 5: checks and due dates are one and the same computation."""
    ended = UNIT.replace("holder: k0102}", "holder: k0102, until: 2026-12-31}", 1)
    files = {
        "policy_data/units/kultur.yaml": ended,
        "policy_data/accounts/kultur-facebook.yaml": ACCOUNT + "ends_on: 2027-01-31\n",
    }
    for root in (municipality(files), ROOT):
        later = open_policy(root, TODAY, date(2029, 1, 1))
        days = {due.on for due in due_dates(later)}
        made = {one.since for one in judge(later) if one.since}
        assert made
        assert made <= days


# The command.


def test_it_is_quiet_and_0_when_nothing_falls_due(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(municipality({}))
    assert kanalboken.run(["show", "deadlines", "--days", "0"]) == kanalboken.CLEAN
    assert capsys.readouterr().out == "Inget är försenat och inget infaller i dag.\n"


def test_it_is_1_when_something_is_overdue_and_tells_it_first(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(municipality({}))
    words = ["show", "deadlines", "--as-of", "2027-03-01", "--days", "30"]
    assert kanalboken.run(words) == kanalboken.FINDINGS
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Försenat"
    assert lines[1] == "  Kommunikatör (Kulturhuset)"
    at = lines.index("    2026-12-01 tisdag: Stäng kontot ”Kulturhuset på X” (X).")
    line = CLOSING.splitlines().index("  closed_on: 2026-12-01") + 1
    assert lines[at + 1].strip() == f"policy_data/accounts/kultur-x.yaml:{line}"
    coming = lines.index("Infaller inom 30 dagar, till och med den 31 mars 2027")
    assert at < coming
    dated = [line for line in lines if line.startswith("    2")]
    late = sum(lines.index(line) < coming for line in dated)
    summary = f"{late} saker är försenade och {len(dated) - late} saker infaller inom 30 dagar"
    assert lines[-1] == f"{summary}, till och med den 31 mars 2027."


def test_a_day_off_is_told_with_the_last_working_day_before_it(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"policy_data/accounts/kultur-facebook.yaml": ACCOUNT + "ends_on: 2026-12-26\n"}
    monkeypatch.chdir(municipality(files))
    assert kanalboken.run(["show", "deadlines", "--days", "60"]) == kanalboken.CLEAN
    assert "2026-12-26 lördag: " in (said := capsys.readouterr().out)
    assert "Sista arbetsdagen före är den 23 december 2026." in said


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["--role", "kommunikator", "--unit", "vatten"], []),
        (["--role", "vd"], ["administrators.categories.bolag.vatten"]),
        (
            ["--unit", "vatten"],
            ["administrators.categories.bolag.vatten", "attest.goals-followed-up.vatten-facebook"],
        ),
        (["--role", "bibliotekarie"], ["attest.goals-followed-up.kultur-facebook"]),
    ],
)
def test_a_role_and_a_unit_see_their_own(
    words: list[str],
    ids: list[str],
    municipality: Municipality,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(municipality({}))
    assert kanalboken.run(["show", "deadlines", "--days", "180", "--format", "json", *words]) == kanalboken.CLEAN
    told = json.loads(capsys.readouterr().out)
    assert (told["as_of"], told["until"], told["overdue"]) == ("2026-11-22", "2027-05-21", 0)
    assert [one["id"] for one in told["deadlines"]] == ids


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--days", "snart"], "”snart” är inget antal dagar."),
        (["--days", "-1"], "”-1” är inget antal dagar."),
        (["--days", "1234567"], "”1234567” är inget antal dagar."),
        (["--role", "kung"], "Det finns ingen roll ”kung”."),
        (["--unit", "slottet"], "Det finns ingen verksamhet ”slottet”."),
    ],
)
def test_what_cannot_be_understood_is_2(words: list[str], sentence: str, municipality: Municipality) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "kanalboken.py", "show", "deadlines", *words],
        cwd=municipality({}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (kanalboken.FAILED, "")
    assert done.stderr.startswith(sentence)


def test_a_hundred_thousand_days_end_with_the_calendar(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(municipality({}))
    assert kanalboken.run(["show", "deadlines", "--days", "99999", "--as-of", "9990-01-01"]) == kanalboken.FINDINGS
    assert "den 31 december 9999" in capsys.readouterr().out
