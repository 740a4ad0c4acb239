"""A guideline becomes the sentence that its document decides."""

import pytest

from checks.policy.policy import Policy
from checks.policy.sentences import Piece, blanks, finished, plain
from checks.policy.words import LEVELS
from checks.run import open_policy
from tests.municipality import MINIATURE, ROOT, TODAY


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(MINIATURE, TODAY)


def sentence(policy: Policy, guideline: str, document: str = "minikoping-riktlinjer") -> str:
    (leaf,) = (leaf for leaf in policy.leaves_of(guideline) if leaf.document == document)
    return plain(finished(policy.guidelines[guideline], leaf, policy))


def test_level_and_value_are_filled_in(policy: Policy) -> None:
    assert sentence(policy, "monitoring") == "Kontot ska bevakas varje arbetsdag."


def test_other_values_for_some_platforms_are_told(policy: Policy) -> None:
    words = "Frågor ska få svar inom två arbetsdagar (på X inom fyra timmar under kontorstid)."
    assert sentence(policy, "response-time") == words


def test_a_source_keeps_its_own_words(policy: Policy) -> None:
    assert sentence(policy, "response-time", "storkoping-2014") == "Frågor bör få svar inom ett par dagar."


def test_a_prohibition_reads_as_one(policy: Policy) -> None:
    assert sentence(policy, "nothing-secret") == "Lösenord får inte stå i registret."


def test_a_piece_knows_what_it_is(policy: Policy) -> None:
    pieces = finished(policy.guidelines["monitoring"], policy.in_force["monitoring"], policy)
    assert pieces[1:4] == (Piece("ska", "level"), Piece(" bevakas "), Piece("varje arbetsdag", "value"))


def test_blanks_are_named_in_order() -> None:
    assert blanks("En {a} och {b_c}, men inte { d } eller {E}.") == ("a", "b_c")


def test_every_sentence_of_every_document_is_whole() -> None:
    policy = open_policy(ROOT, TODAY)
    for document in policy.documents.values():
        for leaf in document.leaves:
            if leaf.id and leaf.id in policy.guidelines:
                words = plain(finished(policy.guidelines[leaf.id], leaf, policy))
                assert not set("{}") & set(words), words
                assert "saknas" not in words
                assert words[0].isupper()
                assert words[-1] in ".:?", words
                assert "  " not in words


def test_every_level_has_words() -> None:
    assert set(LEVELS) == {"must", "must-not", "should", "should-not", "may", "need-not", "info"}
