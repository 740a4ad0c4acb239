"""Everything that staff look for has words of theirs, shown where they lead and listed from A to Ö."""

from collections.abc import Mapping
from typing import Any

import pytest

from checks.policy.pages import page_address
from checks.policy.policy import Policy
from checks.run import open_policy
from hooks.pages.a_to_o import letters, swedish_order
from hooks.pages.search_words import also
from tests.handbook import Handbook
from tests.municipality import ROOT, TODAY

KINDS = ("topic", "guide", "text", "unit", "category", "platform", "need")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(ROOT, TODAY)


def of_kind(policy: Policy, kind: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = getattr(policy, {"category": "categories"}.get(kind, f"{kind}s"))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_staff_look_for_has_words_of_theirs(kind: str, policy: Policy) -> None:
    assert [id for id in of_kind(policy, kind) if not also(policy, kind, id)] == []


def test_no_word_leads_to_the_same_place_twice(policy: Policy) -> None:
    seen = [(word.casefold(), row.at) for row in policy.search_words for word in (row.word, *row.also)]
    assert sorted({one for one in seen if seen.count(one) > 1}) == []


def test_every_word_leads_to_a_page(policy: Policy) -> None:
    for row in policy.search_words:
        kind, _, id = row.at.partition(":")
        assert page_address(policy, kind, id), row.at


def test_the_words_stand_where_they_lead(handbook: Handbook, policy: Policy) -> None:
    for at in {row.at for row in policy.search_words}:
        kind, _, id = at.partition(":")
        page = page_address(policy, kind, id).partition("#")[0]
        assert f"Kallas också: {', '.join(also(policy, kind, id))}" in handbook.text(page), at


def test_a_to_o_lists_every_word_and_title_under_its_letter(policy: Policy) -> None:
    listed = {
        word.casefold(): letter.letter for letter in letters(policy) for words, _ in letter.rows for word in words
    }
    words = {word for row in policy.search_words for word in (row.word, *row.also)}
    titles = {one.title for kind in (policy.topics, policy.texts, policy.needs) for one in kind.values()}
    assert {word.casefold() for word in words | titles} <= set(listed)
    assert listed["ångrat samtycke"] == "å"
    assert listed["112"] == "0–9"


def test_the_alphabet_is_swedish(policy: Policy) -> None:
    order = [letter.letter for letter in letters(policy)]
    assert order[-3:] == ["å", "ä", "ö"]
    words = ["Ö", "zebra", "ål", "ärende", "a b", "ab", "idé", "ide"]
    assert sorted(words, key=swedish_order) == ["a b", "ab", "idé", "ide", "zebra", "ål", "ärende", "Ö"]


def test_a_to_o_leads_from_each_letter_to_its_words(handbook: Handbook) -> None:
    tree = handbook.tree("a-o.html")
    leads = [one.removeprefix("#") for one in tree.xpath("//nav[@class='kb-letters']//a/@href")]
    assert leads
    assert leads == tree.xpath("//article//h2/@id")
