"""The handbook that is shipped: clean, and nobody can lose a stand-in."""

import re
import shutil
from pathlib import Path

import pytest

from checks.policy.sentences import finished, plain
from checks.run import judge, open_policy
from tests.municipality import ROOT, TODAY

ACCOUNTS = sorted(path.stem for path in (ROOT / "policy_data/accounts").glob("*.yaml"))
PLANNED = {
    path.stem for path in (ROOT / "policy_data/accounts").glob("*.yaml") if "status: planned" in path.read_text("utf-8")
}


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped data."""
    shutil.copytree(ROOT / "policy_data", tmp_path / "policy_data")
    return tmp_path


def test_the_shipped_handbook_has_no_findings() -> None:
    assert judge(open_policy(ROOT, TODAY)) == ()


@pytest.mark.parametrize("key", ["stand_in", "owner", "purpose"])
def test_no_account_can_lose_what_it_must_have(key: str, shipped: Path) -> None:
    for path in (shipped / "policy_data/accounts").glob("*.yaml"):
        text = re.sub(rf"^{key}: .*\n(?:  .*\n)*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")
    check = {"owner": "KO101", "stand_in": "KO102", "purpose": "KO103"}[key]
    found = {Path(one.file).stem: one for one in judge(open_policy(shipped, TODAY)) if one.check == check}
    assert sorted(found) == [name for name in ACCOUNTS if name not in PLANNED], "a planned one may wait"
    assert all(one.stops and one.line > 1 and one.remedy for one in found.values())


def test_a_lost_stand_in_breaks_a_section_of_finspangs_guidelines(shipped: Path) -> None:
    path = shipped / "policy_data/accounts/biblioteket-facebook.yaml"
    path.write_text(re.sub(r"stand_in: .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    (finding,) = judge(open_policy(shipped, TODAY))
    sources = [(source.document, source.section) for broken in finding.breaks for source in broken.sources]
    assert any(document == "Finspång 2023" and section for document, section in sources)
    assert all(broken.number.startswith(("R ", "T ")) for broken in finding.breaks)


def test_a_lost_unit_is_found_at_every_account_that_belongs_to_it(shipped: Path) -> None:
    (shipped / "policy_data/units/biblioteket.yaml").unlink()
    found = {one.file for one in judge(open_policy(shipped, TODAY)) if one.check == "KO106"}
    assert found == {f"policy_data/accounts/{name}.yaml" for name in ACCOUNTS if name.startswith("biblioteket-")}


def test_every_sentence_is_short_and_says_ska() -> None:
    policy = open_policy(ROOT, TODAY)
    for guideline in policy.guidelines.values():
        for leaf in policy.leaves_of(guideline.id):
            sentence = plain(finished(guideline, leaf, policy))
            assert len(sentence.split()) <= 25, sentence
            assert "skall" not in sentence.lower().split(), sentence


def test_every_guideline_is_adopted_or_left_out_with_a_reason() -> None:
    policy = open_policy(ROOT, TODAY)
    assert set(policy.guidelines) == set(policy.proposed.in_force) | policy.left_out
    assert not set(policy.in_force) & policy.left_out
