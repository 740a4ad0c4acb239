"""Values become right Swedish, in one place."""

from datetime import date

import pytest

from checks.policy.values import Duration, Frequency, Parameter, Vague, Value
from checks.policy.words import day, duration, frequency, listing, number, value_in_words


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("1 workday", "en arbetsdag"),
        ("2 workdays", "två arbetsdagar"),
        ("48 hours", "48 timmar"),
        ("1 hour", "en timme"),
        ("4 office-hours", "fyra timmar under kontorstid"),
        ("1 year", "ett år"),
        ("2 years", "två år"),
        ("14 days", "14 dagar"),
        ("12 months", "tolv månader"),
        ("13 weeks", "13 veckor"),
    ],
)
def test_a_duration_in_words(raw: str, words: str) -> None:
    assert duration(Duration.parse(raw)) == words


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("daily", "varje dag"),
        ("1 per day", "varje dag"),
        ("each workday", "varje arbetsdag"),
        ("continuously", "löpande"),
        ("2 per year", "två gånger om året"),
        ("1 per half-year", "en gång i halvåret"),
        ("20 per month", "20 gånger i månaden"),
        ("2 per day", "två gånger om dagen"),
    ],
)
def test_a_frequency_in_words(raw: str, words: str) -> None:
    assert frequency(Frequency.parse(raw)) == words


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("count", 2, "två"),
        ("count", 1, "en"),
        ("count", 0, "noll"),
        ("count", 13, "13"),
        ("age", 13, "13 år"),
        ("months", ("june", "july", "december"), "juni, juli och december"),
        ("actor", "editor", "redaktör"),
        ("actor", "okänd", "okänd"),
        ("duration", Vague.PROMPT, "skyndsamt"),
        ("duration", Vague.UNSPECIFIED, "utan angiven gräns"),
        ("frequency", Vague.UNSPECIFIED, "vid behov"),
    ],
)
def test_a_value_in_words(kind: str, value: Value, words: str) -> None:
    assert value_in_words(value, Parameter(kind), {"editor": "redaktör"}) == words


def test_a_value_has_its_lead_word_before_it() -> None:
    assert value_in_words(Duration(1, "workday"), Parameter("duration", lead="inom"), {}) == "inom en arbetsdag"


def test_what_has_no_number_has_no_lead_word() -> None:
    assert value_in_words(Vague.PROMPT, Parameter("duration", lead="inom"), {}) == "skyndsamt"


def test_a_choice_is_told_in_the_words_of_its_option() -> None:
    assert value_in_words("photo", Parameter("choice", options={"photo": "foto", "film": "film"}), {}) == "foto"


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")]
)
def test_a_list_in_words(words: list[str], text: str) -> None:
    assert listing(words) == text


def test_a_list_of_alternatives() -> None:
    assert listing(["vit", "grå"], "eller") == "vit eller grå"


def test_a_day_in_words() -> None:
    assert day(date(2026, 11, 2)) == "2 november 2026"


def test_one_has_a_gender() -> None:
    assert (number(1), number(1, "ett"), number(12, "ett")) == ("en", "ett", "tolv")
