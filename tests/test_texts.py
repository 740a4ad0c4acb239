"""Standard texts are filled in from the register."""

import re

import pytest
from msgspec.structs import replace

from checks.policy.policy import Policy
from checks.policy.readability import hardness, lix
from checks.policy.texts import (
    TEXT_BLANKS,
    about_text,
    accounts_using,
    filled_text,
    most_characters,
    open_blanks,
    wanted,
)
from checks.policy.values import Duration
from checks.run import open_policy
from checks.schema import load_schema
from tests.municipality import MINIATURE, TODAY


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(MINIATURE, TODAY)


def test_a_text_is_filled_in_for_an_account(policy: Policy) -> None:
    account = policy.accounts["kultur-facebook"]
    assert filled_text(policy.texts["om-kontot"], policy, account) == (
        "Kulturhuset, Miniköpings kommun. Det du skriver syns och blir allmän handling. "
        "Regler: https://www.minikoping.example/konton"
    )


def test_without_an_account_a_blank_says_what_belongs_there(policy: Policy) -> None:
    assert filled_text(policy.texts["om-kontot"], policy).startswith("[verksamhetens namn], Miniköpings kommun.")


def test_a_closing_notice_tells_when_and_where_to_turn(policy: Policy) -> None:
    text = filled_text(policy.texts["konto-avslutas"], policy, policy.accounts["kultur-x"])
    assert text.startswith("Den 1 december 2026 stänger vi det här kontot. Besökarna finns i andra kanaler.")
    assert "https://www.facebook.com/minikopingkultur" in text


def test_an_account_without_a_promise_has_the_time_of_the_document(policy: Policy) -> None:
    text = replace(
        policy.texts["om-kontot"], parts=(replace(policy.texts["om-kontot"].parts[0], text="{response_time}"),)
    )
    assert filled_text(text, policy, policy.accounts["kultur-facebook"]) == "en arbetsdag"
    assert filled_text(text, policy, policy.accounts["vatten-facebook"]) == "två arbetsdagar"
    assert filled_text(text, policy, policy.accounts["kultur-x"]) == "fyra timmar under kontorstid"


def test_parts_are_joined_by_a_space_or_begin_a_line(policy: Policy) -> None:
    first, second, third = policy.texts["om-kontot"].parts
    parts = (replace(first, text="a"), replace(second, text="b", break_=True), replace(third, text="c"))
    assert replace(policy.texts["om-kontot"], parts=parts).wording == "a\nb c"


def test_an_account_uses_its_own_about_text_before_the_platforms(policy: Policy) -> None:
    account = policy.accounts["kultur-facebook"]
    assert about_text(account, policy) is policy.texts["om-kontot"]
    assert about_text(replace(account, about_text="konto-avslutas"), policy) is policy.texts["konto-avslutas"]
    assert about_text(replace(account, about_text="finns-inte"), policy) is None
    assert about_text(replace(account, platform="blogg"), policy) is None


def test_the_demanded_value_is_that_of_the_platform_and_not_of_the_exempted(policy: Policy) -> None:
    assert policy.demanded("KO120", Duration, policy.accounts["kultur-x"]) == Duration(4, "office-hour")
    assert policy.demanded("KO110", int, policy.accounts["kultur-x"]) == 2
    assert policy.demanded("KO101", int, policy.accounts["kultur-x"]) is None


def test_the_schema_allows_exactly_the_blanks_that_the_register_fills() -> None:
    (rule,) = load_schema("text")["properties"]["parts"]["items"]["properties"]["text"]["allOf"]
    allowed = re.search(r"\(\?:((?:[a-z_]+\|)+[a-z_]+)\)", rule["pattern"])
    assert allowed is not None
    assert set(allowed[1].split("|")) == set(TEXT_BLANKS)


def test_what_becomes_of_a_comment_is_what_the_platform_allows(policy: Policy) -> None:
    text = replace(policy.texts["om-kontot"], parts=(replace(policy.texts["om-kontot"].parts[0], text="{removal}"),))
    account = policy.accounts["kultur-facebook"]
    for hide, remove, words in ((True, True, "tas bort"), (False, True, "tas bort"), (True, False, "döljas")):
        posts = replace(policy.platforms["facebook"].others_posts, hide=hide, remove=remove)
        platform = replace(policy.platforms["facebook"], others_posts=posts)
        allowing = replace(policy, platforms={**policy.platforms, "facebook": platform})
        assert filled_text(text, allowing, account) == words
    posts = replace(policy.platforms["facebook"].others_posts, hide=False, remove=False)
    platform = replace(policy.platforms["facebook"], others_posts=posts)
    assert open_blanks(text, replace(policy, platforms={**policy.platforms, "facebook": platform}), account) == (
        "removal",
    )


def test_open_blanks_are_named_once_each(policy: Policy) -> None:
    text = replace(
        policy.texts["om-kontot"],
        parts=(replace(policy.texts["om-kontot"].parts[0], text="{reason} {unit} {reason} {organisation}"),),
    )
    assert open_blanks(text, policy) == ("reason", "unit")
    assert open_blanks(text, policy, policy.accounts["kultur-facebook"]) == ("reason",)


def test_only_the_text_of_a_profile_is_counted_against_the_platform(policy: Policy) -> None:
    most = policy.platforms["x"].limits.about
    assert most is not None
    assert most_characters(policy.texts["om-kontot"], "x", policy) == most
    assert most_characters(policy.texts["konto-avslutas"], "x", policy) is None
    assert most_characters(policy.texts["om-kontot"], "unheard-of", policy) is None


def test_an_about_text_has_or_lacks_what_the_guidelines_want(policy: Policy) -> None:
    account, text = policy.accounts["kultur-facebook"], policy.texts["om-kontot"]
    (whole,) = wanted(text, account, policy)
    assert (len(whole.present), whole.missing, whole.met) == (3, (), True)
    (partly,) = wanted(replace(text, parts=text.parts[:2]), account, policy)
    assert ([item.id for item in partly.missing], partly.met) == (["rules"], False)


def test_a_closing_notice_is_used_by_the_accounts_that_close(policy: Policy) -> None:
    assert [one.id for one in accounts_using(policy.texts["konto-avslutas"], policy)] == ["kultur-x"]


@pytest.mark.parametrize(
    ("text", "measured", "words"),
    [
        ("", 0, "mycket lätt"),
        ("Vi svarar i tid. Fråga oss.", 3, "mycket lätt"),
        ("Läs mer på https://www.exempelby.example/socialamedier", 3, "mycket lätt"),
        ("Kommunikationsavdelningen informerar regelbundet medborgarna.", 104, "mycket svår"),
    ],
)
def test_how_hard_a_text_is_to_read(text: str, measured: int, words: str) -> None:
    assert lix(text) == measured
    assert hardness(lix(text)) == words


def test_the_words_follow_the_scale() -> None:
    assert [hardness(one) for one in (29, 30, 40, 50, 60)] == [
        "mycket lätt",
        "lätt",
        "medelsvår",
        "svår",
        "mycket svår",
    ]
