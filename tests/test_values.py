"""Values that documents set: how they are read, compared and refused; and the days that follow from them."""

from datetime import date

import pytest

from checks.policy.dates import after, again
from checks.policy.values import Duration, Frequency, Parameter, Vague, Value, Week, read_setting


def duration(raw: str) -> Duration:
    return Duration.parse(raw)


def frequency(raw: str) -> Frequency:
    return Frequency.parse(raw)


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("4 office-hours", "1 workday"),
        ("1 hour", "4 office-hours"),
        ("24 hours", "25 hours"),
        ("1 workday", "48 hours"),
        ("2 days", "3 days"),
        ("6 days", "1 week"),
        ("4 weeks", "1 month"),
        ("11 months", "1 year"),
    ],
)
def test_a_shorter_time_is_less(shorter: str, longer: str) -> None:
    assert duration(shorter) < duration(longer)
    assert duration(longer) > duration(shorter)
    assert not duration(longer) <= duration(shorter)


@pytest.mark.parametrize(("one", "other"), [("48 hours", "2 days"), ("1 workday", "24 hours"), ("1 week", "7 days")])
def test_the_same_time_is_equal_in_any_unit(one: str, other: str) -> None:
    assert duration(one) == duration(other)
    assert hash(duration(one)) == hash(duration(other))
    assert not duration(one) > duration(other)


@pytest.mark.parametrize(
    ("seldom", "often"),
    [
        ("1 per year", "1 per half-year"),
        ("1 per half-year", "1 per month"),
        ("1 per month", "1 per week"),
        ("2 per week", "each workday"),
        ("each workday", "daily"),
        ("daily", "2 per day"),
        ("2 per day", "continuously"),
    ],
)
def test_the_more_often_the_greater(seldom: str, often: str) -> None:
    assert frequency(seldom) < frequency(often)
    assert frequency(often) >= frequency(seldom)


def test_the_same_frequency_is_equal_however_it_is_put() -> None:
    assert frequency("2 per year") == frequency("1 per half-year")
    assert frequency("daily") == frequency("1 per day")


@pytest.mark.parametrize("raw", ["", "0 days", "-1 days", "1.5 days", "1 day\n", "två dagar", " 1 day", 48, None, []])
def test_what_is_no_duration_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match="en tid"):
        Duration.parse(raw)


@pytest.mark.parametrize("raw", ["", "often", "0 per day", "1 per hour", "daily\n", 1, None])
def test_what_is_no_frequency_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match="hur ofta"):
        Frequency.parse(raw)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("duration", "14 days", Duration(14, "day")),
        ("duration", "prompt", Vague.PROMPT),
        ("frequency", "unspecified", Vague.UNSPECIFIED),
        ("frequency", "each workday", Frequency(1, "workday")),
        ("months", ["june", "july"], ("june", "july")),
        ("age", 13, 13),
        ("count", 2, 2),
        ("actor", "editor", "editor"),
    ],
)
def test_a_setting_is_read_by_the_type_of_its_parameter(kind: str, raw: object, value: Value) -> None:
    assert read_setting(Parameter(kind), raw).default == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("duration", 13),
        ("duration", "daily"),
        ("frequency", "14 days"),
        ("months", "june"),
        ("months", []),
        ("months", ["juni"]),
        ("age", "13"),
        ("age", True),
        ("count", [2]),
        ("duration", {"x": "1 day"}),
        ("duration", {"default": "1 day", "x": "snart"}),
        ("duration", {"said": "ett tag", "read_as": "ett tag"}),
        ("colour", "red"),
    ],
)
def test_a_setting_of_another_type_is_refused_in_swedish(kind: str, raw: object) -> None:
    with pytest.raises(ValueError, match=r"^(en|ett|hur) "):
        read_setting(Parameter(kind), raw)


def test_a_choice_is_one_of_its_options() -> None:
    parameter = Parameter("choice", options={"photo": "foto", "film": "film"})
    assert read_setting(parameter, "film").default == "film"
    with pytest.raises(ValueError, match="`photo`, `film`"):
        read_setting(parameter, "ljud")


def test_a_setting_may_differ_by_platform() -> None:
    setting = read_setting(Parameter("duration"), {"default": "1 workday", "x": "4 office-hours"})
    assert setting.on("x") == Duration(4, "office-hour")
    assert setting.on("facebook") == setting.on(None) == Duration(1, "workday")


def test_a_source_keeps_its_words_and_only_their_reading_is_judged() -> None:
    setting = read_setting(Parameter("duration"), {"said": "ett par veckor", "read_as": "14 days"})
    assert (setting.said, setting.default) == ("ett par veckor", Duration(14, "day"))
    assert read_setting(Parameter("duration"), {"said": "snart"}).default == Vague.UNSPECIFIED


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        (date(2026, 1, 31), "1 month", date(2026, 2, 28)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2026, 11, 22), "2 weeks", date(2026, 12, 6)),
        (date(2026, 11, 22), "48 hours", date(2026, 11, 24)),
        (date(2026, 11, 22), "1 office-hour", date(2026, 11, 23)),
        (date(2026, 12, 31), "1 day", date(2027, 1, 1)),
        (date(9999, 12, 31), "99999 years", date.max),
        (date(9999, 12, 31), "1 day", date.max),
    ],
)
def test_a_day_and_a_length_of_time_make_another_day(start: date, length: str, end: date) -> None:
    assert after(start, duration(length)) == end


@pytest.mark.parametrize(
    ("often", "due"),
    [
        ("1 per year", date(2027, 8, 31)),
        ("1 per half-year", date(2027, 2, 28)),
        ("2 per year", date(2027, 2, 28)),
        ("1 per month", date(2026, 9, 30)),
        ("daily", date(2026, 9, 1)),
        ("continuously", date(2026, 9, 1)),
        ("5 per year", date(2026, 11, 12)),
    ],
)
def test_what_is_done_so_often_is_due_again(often: str, due: date) -> None:
    assert again(date(2026, 8, 31), frequency(often)) == due


def test_a_week_is_one_of_iso_8601() -> None:
    assert Week.parse("2027-W28").monday == date(2027, 7, 12)
    assert Week.of(date(2027, 1, 1)) == Week.parse("2026-W53")
    assert Week.parse("2026-W53") < Week.parse("2027-W01")


@pytest.mark.parametrize("text", ["2027-W53", "2027-W00", "2027-28", "W28", "vecka 28", ""])
def test_what_is_no_week_is_refused_in_swedish(text: str) -> None:
    with pytest.raises(ValueError, match="en vecka som finns"):
        Week.parse(text)
