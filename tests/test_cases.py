"""Every check finds in its cases exactly what is marked there: right file, right line, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from checks.explain import CASES, expected
from checks.rules import RULES, number_of
from checks.run import judge, open_policy
from tests.municipality import TODAY, Municipality

each_rule = pytest.mark.parametrize("rule", RULES, ids=number_of)


def found(root: Path) -> set[tuple[str, int, str]]:
    return {(one.file, one.line, one.check) for one in judge(open_policy(root, TODAY))}


def test_the_miniature_is_clean(municipality: Municipality) -> None:
    assert found(municipality({})) == set()


@each_rule
@pytest.mark.parametrize("verdict", ["good", "bad"])
def test_a_case_shows_exactly_what_is_marked(rule: ModuleType, verdict: str, municipality: Municipality) -> None:
    case = CASES / number_of(rule) / verdict
    assert found(municipality(case)) == expected(case)


@each_rule
def test_the_bad_case_is_marked_with_its_own_check(rule: ModuleType) -> None:
    assert number_of(rule) in {check for _, _, check in expected(CASES / number_of(rule) / "bad")}


@each_rule
def test_the_good_case_is_not_marked_and_still_judged(rule: ModuleType, municipality: Municipality) -> None:
    case = CASES / number_of(rule) / "good"
    assert expected(case) == set()
    assert list(rule.concerns(open_policy(municipality(case), TODAY)))


@each_rule
def test_a_check_that_says_nothing_turns_its_case_red(
    rule: ModuleType, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent: Callable[..., object] = lambda subject, policy: iter(())  # noqa: ARG005, E731  # a check of one line
    monkeypatch.setattr(rule, "check", silent)
    case = CASES / number_of(rule) / "bad"
    assert found(municipality(case)) != expected(case)
