"""Checks on disk, in the list, in the cases and in the guidelines are one and the same set."""

import inspect
from pathlib import Path
from types import ModuleType

import pytest

from checks.explain import CASES, explanations
from checks.policy.policy import Policy
from checks.rules import RULES, number_of
from checks.run import is_technical, open_policy
from tests.municipality import MINIATURE, ROOT, TODAY

NUMBERS = {number_of(rule) for rule in RULES}
GUARDING = {number for number in NUMBERS if not is_technical(number)}
each_rule = pytest.mark.parametrize("rule", RULES, ids=number_of)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(ROOT, TODAY)


def test_every_check_on_disk_is_in_the_list_in_order() -> None:
    on_disk = sorted(path.stem for path in (ROOT / "checks/rules").glob("*.py") if path.stem != "__init__")
    assert [rule.__name__.rpartition(".")[2] for rule in RULES] == on_disk


def test_numbers_are_unique() -> None:
    assert len(NUMBERS) == len(RULES)


def test_every_check_has_cases_and_every_case_a_check() -> None:
    assert {path.name for path in CASES.iterdir()} == NUMBERS
    for number in NUMBERS:
        assert {path.name for path in (CASES / number).iterdir()} == {"good", "bad"}


@pytest.mark.parametrize("root", [ROOT, MINIATURE], ids=["shipped", "miniature"])
def test_every_check_from_101_guards_a_guideline_and_every_guard_is_a_check(root: Path) -> None:
    guards = {number for guideline in open_policy(root, TODAY).guidelines.values() for number in guideline.checks}
    assert guards == GUARDING


def test_every_check_from_101_guards_a_guideline_in_force_or_proposed(policy: Policy) -> None:
    assert {number for number in NUMBERS if policy.proposed.guarded_by(number)} == GUARDING


@each_rule
def test_a_check_is_a_page_a_scope_and_a_proof(rule: ModuleType) -> None:
    claim, *reasons = inspect.cleandoc(rule.__doc__ or "").split("\n\n")
    assert claim.endswith(".")
    assert "\n" not in claim
    assert reasons, "the page says why"
    assert list(inspect.signature(rule.concerns).parameters) == ["policy"]
    assert list(inspect.signature(rule.check).parameters)[1:] == ["policy"]


@each_rule
def test_a_check_fits_on_two_screens(rule: ModuleType) -> None:
    assert len(Path(str(rule.__file__)).read_text(encoding="utf-8").splitlines()) < 200


def test_the_page_shows_the_very_cases_that_the_tests_run(policy: Policy) -> None:
    for page in explanations(policy):
        shown = {f"{verdict}/{one.path}" for verdict in ("good", "bad") for one in getattr(page, verdict)}
        folder = CASES / page.number
        on_disk = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert shown == on_disk - {"bad/expected"}
        assert any(one.marked for one in page.bad)
        assert not any(f"# {page.number}" in one.text for one in (*page.good, *page.bad))
