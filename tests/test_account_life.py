"""What time and people do to an account: weeks when nobody is there, and days by which something must be done."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from checks.explain import CASES
from checks.policy.cover import Gap, unanswered, unattended, unmonitored
from checks.policy.due_dates import due_dates
from checks.policy.policy import Policy
from checks.policy.values import Week
from checks.policy.words import weeks
from checks.report import as_text
from checks.rules import RULES, number_of
from checks.run import judge, open_policy
from tests.municipality import MINIATURE, TODAY, Municipality, overlay

UNIT = (MINIATURE / "policy_data/units/kultur.yaml").read_text(encoding="utf-8")
RULEBOOK = (MINIATURE / "policy_data/documents/minikoping-riktlinjer.yaml").read_text(encoding="utf-8")
LIFE = [number_of(rule) for rule in RULES if "KO140" <= number_of(rule) <= "KO153"]
ACCOUNT = "kultur-facebook"  # owner bibliotekarie, stand-in kulturchef, editor kommunikator
BOTH = {"bibliotekarie": "2027-W28", "kulturchef": "2027-W28"}


def away(roles: Mapping[str, str]) -> str:
    """The miniature's unit with weeks in which roles are unmanned."""
    unit = UNIT
    for role, unmanned in roles.items():
        title = f"  {role}: {{title: "
        assert title in unit
        unit = unit.replace(title, f"  {role}: {{unmanned: [{unmanned}], title: ")
    return unit


def opened(
    municipality: Municipality, roles: Mapping[str, str], rules: str = RULEBOOK, as_of: date | None = None
) -> Policy:
    files = {
        "policy_data/units/kultur.yaml": away(roles),
        "policy_data/documents/minikoping-riktlinjer.yaml": rules,
    }
    return open_policy(municipality(files), TODAY, as_of)


def gaps(found: tuple[Gap, ...]) -> list[str]:
    return [weeks(gap.first, gap.last) for gap in found]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2027-W28", "2027-W28", "vecka 28 2027"),
        ("2027-W28", "2027-W30", "vecka 28–30 2027"),
        ("2026-W52", "2027-W01", "vecka 52 2026–vecka 1 2027"),
    ],
)
def test_weeks_in_words(first: str, last: str, words: str) -> None:
    assert weeks(Week.parse(first), Week.parse(last)) == words


def test_weeks_in_a_row_are_one_gap_also_over_new_year(municipality: Municipality) -> None:
    both = "2026-W52, 2026-W53, 2027-W01, 2027-W28"
    policy = opened(municipality, {"bibliotekarie": both, "kulturchef": both + ", 2027-W29"})
    found = unattended(policy.accounts[ACCOUNT], policy)
    assert gaps(found) == ["vecka 52 2026–vecka 1 2027", "vecka 28 2027"]
    assert [gap.begins for gap in found] == [date(2026, 12, 21), date(2027, 7, 12)]


def test_a_gap_is_told_until_it_is_over_and_keeps_its_first_day(municipality: Municipality) -> None:
    away_both = {"bibliotekarie": "2027-W28, 2027-W29", "kulturchef": "2027-W28, 2027-W29"}
    for day, told in ((date(2027, 7, 25), ["vecka 28–29 2027"]), (date(2027, 7, 26), [])):
        policy = opened(municipality, away_both, as_of=day)
        assert gaps(unattended(policy.accounts[ACCOUNT], policy)) == told


def test_editors_count_when_the_document_binds_them(municipality: Municipality) -> None:
    policy = opened(municipality, BOTH)
    assert gaps(unattended(policy.accounts[ACCOUNT], policy)) == ["vecka 28 2027"]
    level = "{id: cover-absence, level: must"
    assert level in RULEBOOK
    rules = RULEBOOK.replace(level, f"{level}, actors: [account-owner, editor]")
    policy = opened(municipality, BOTH, rules)
    assert gaps(unattended(policy.accounts[ACCOUNT], policy)) == []
    policy = opened(municipality, BOTH | {"kommunikator": "2027-W28"}, rules)
    assert gaps(unattended(policy.accounts[ACCOUNT], policy)) == ["vecka 28 2027"]


def test_a_role_that_ends_is_not_there_afterwards(municipality: Municipality) -> None:
    unit = away({"bibliotekarie": "2027-W28"}).replace("holder: k0101}", "holder: k0101, until: 2027-06-30}")
    policy = open_policy(municipality({"policy_data/units/kultur.yaml": unit}), TODAY)
    assert gaps(unattended(policy.accounts[ACCOUNT], policy)) == ["vecka 28 2027"]


def test_what_happens_after_an_account_has_closed_is_nobodys_gap(municipality: Municipality) -> None:
    everybody = dict.fromkeys(("bibliotekarie", "kulturchef", "kommunikator"), "2027-W28")
    policy = opened(municipality, everybody)
    assert gaps(unanswered(policy.accounts[ACCOUNT], policy)) == ["vecka 28 2027"]
    assert gaps(unanswered(policy.accounts["kultur-x"], policy)) == [], "it closes in December"


@pytest.mark.parametrize(
    ("often", "unmanned", "told"),
    [
        ("daily", "2027-W28", ["vecka 28 2027"]),
        ("each workday", "2026-W53", ["vecka 53 2026"]),
        ("1 per week", "2027-W28", ["vecka 28 2027"]),
        ("1 per month", "2027-W28, 2027-W29", []),
        ("1 per month", "2027-W27, 2027-W28, 2027-W29, 2027-W30, 2027-W31", ["vecka 27–31 2027"]),
        ("1 per year", "2027-W27, 2027-W28, 2027-W29, 2027-W30, 2027-W31", []),
    ],
)
def test_how_long_nobody_may_look_follows_the_document(
    often: str, unmanned: str, told: list[str], municipality: Municipality
) -> None:
    level = "{id: monitoring, level: must, set: {often: each workday}}"
    assert level in RULEBOOK
    rules = RULEBOOK.replace(level, level.replace("each workday", often))
    everybody = dict.fromkeys(("bibliotekarie", "kulturchef", "kommunikator"), unmanned)
    policy = opened(municipality, everybody, rules)
    assert gaps(unmonitored(policy.accounts[ACCOUNT], policy)) == told


def test_a_coming_gap_is_dated_ahead_and_stops_nobodys_handbook(municipality: Municipality) -> None:
    policy = opened(municipality, BOTH)
    (finding,) = judge(policy)
    assert (finding.check, finding.severity, finding.since) == ("KO140", "error", date(2027, 7, 12))
    assert finding.ahead
    assert not finding.stops
    assert "(från 12 juli 2027)." in as_text([finding])
    policy = opened(municipality, BOTH, as_of=date(2027, 7, 14))
    (finding,) = [one for one in judge(policy) if one.check == "KO140"]
    assert not finding.ahead
    assert "(sedan 12 juli 2027)." in as_text([finding])


@pytest.mark.parametrize("number", LIFE)
def test_whatever_the_calendar_makes_wrong_here_falls_due_that_day(number: str, tmp_path: Path) -> None:
    """Law 5: checks and due dates are one and the same computation."""
    root = overlay(tmp_path, CASES / number / "bad")
    for as_of in (TODAY, date(2027, 7, 15), date(2028, 3, 1)):
        policy = open_policy(root, TODAY, as_of)
        days = {due.on for due in due_dates(policy)}
        made = {one.since for one in judge(policy) if one.check in LIFE and one.since}
        assert made <= days, (as_of, made - days)


def test_a_review_is_due_a_period_after_the_last_and_else_after_the_opening(municipality: Municipality) -> None:
    path = "policy_data/accounts/kultur-facebook.yaml"
    rows = "".join(f"  - {{on: {year}-11-02, by: kulturchef, outcome: keep}}\n" for year in (2026, 2027))
    account = (MINIATURE / path).read_text(encoding="utf-8") + f"last_post: 2026-11-02\nreviews:\n{rows}"
    policy = open_policy(municipality({path: account}), TODAY)
    due = {one.id: one for one in due_dates(policy)}["review.accounts.kultur-facebook.kultur"]
    assert (due.on, due.role) == (date(2027, 11, 2), "kulturchef"), "a review to come is not done yet"
    unit = UNIT.replace("  reviews:\n    - {on: 2026-10-05, by: kulturchef, outcome: keep}\n", "")
    assert unit != UNIT
    policy = open_policy(municipality({"policy_data/units/kultur.yaml": unit}), TODAY)
    late = [one for one in judge(policy) if one.check == "KO143"]
    assert {one.since for one in late} == {date(2013, 5, 2), date(2014, 1, 21)}


@pytest.mark.parametrize("week", ["0001-W01", "9999-W52"])
@pytest.mark.parametrize("as_of", [date.min, date.max])
def test_weeks_at_the_end_of_time_are_weeks(week: str, as_of: date, municipality: Municipality) -> None:
    everybody = dict.fromkeys(("bibliotekarie", "kulturchef", "kommunikator"), week)
    policy = opened(municipality, everybody, as_of=as_of)
    judge(policy)
    assert due_dates(policy)


def test_a_week_that_does_not_exist_is_refused_on_its_line(municipality: Municipality) -> None:
    unit = away({"bibliotekarie": "2027-W53"})
    (finding, *_) = judge(open_policy(municipality({"policy_data/units/kultur.yaml": unit}), TODAY))
    line = next(number for number, row in enumerate(unit.splitlines(), 1) if "2027-W53" in row)
    assert (finding.check, finding.line) == ("KO002", line)
    assert "en vecka som finns" in finding.sentence
