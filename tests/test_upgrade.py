"""A newer catalogue: what has changed since the common version, what is changed here, and what follows."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kanalboken
from checks.policy.differences import changed_fields, differences, has_level
from checks.policy.policy import Policy
from checks.run import open_policy
from registrar.takeover.upgrading import ASPECTS, Change, upgrading
from tests.municipality import MINIATURE, TODAY, overlay

ANSWERS, SAFETY, ACCOUNTS = (
    f"policy_data/guidelines/{name}.yaml" for name in ("svar-och-avsandare", "sakerhet", "konton")
)
OWN = "policy_data/documents/minikoping-riktlinjer.yaml"
SOURCE = "policy_data/documents/storkoping-2014.yaml"

NEW = """\
  - id: new-one
    title: Något nytt
    text: Kontot {level} ha något nytt inom {within}.
    actors: [account-owner]
    concerns: account
    parameters:
      within: {type: duration}
    support: house-rule
    verified_by: reader
"""


def edit(root: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (root / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (root / path).write_text(text, encoding="utf-8")


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@minikoping.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "--message", "x")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with one version, on the branch `main`, and a branch `katalog`; the working directory."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    root = overlay(tmp_path / "clone", {})
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root)
    git(root, "branch", "katalog")
    monkeypatch.chdir(root)
    return root


def catalogue(root: Path, *changes: tuple[str, str, str]) -> None:
    """Make a newer version of the catalogue on its branch."""
    git(root, "checkout", "--quiet", "katalog")
    for path, old, new in changes:
        edit(root, path, (old, new))
    commit(root)
    git(root, "checkout", "--quiet", "main")


@pytest.fixture
def versions(tmp_path: Path) -> Callable[..., Policy]:
    """Make a version of the miniature with some changes."""
    count = iter(range(10))

    def make(*changes: tuple[str, str, str]) -> Policy:
        root = overlay(tmp_path / str(next(count)), {})
        for path, old, new in changes:
            edit(root, path, (old, new))
        return open_policy(root, TODAY)

    return make


def kinds(change: Change) -> list[str]:
    return [one.kind for one in change.consequences]


def sentences(change: Change) -> str:
    return " ".join(one.sentence for one in change.consequences)


# What a change means, version by version: common, newer, ours.


def test_what_is_the_same_everywhere_is_not_told(versions: Callable[..., Policy]) -> None:
    assert upgrading(versions(), versions(), versions()) == ()


def test_order_and_place_in_the_file_are_no_difference(versions: Callable[..., Policy]) -> None:
    moved = versions((SAFETY, "guidelines:\n", "guidelines:\n# nytt\n\n"))
    assert differences(versions(), moved) == {}


def test_a_reworded_guideline_in_force_says_how_it_will_read(versions: Callable[..., Policy]) -> None:
    newer = versions((ANSWERS, "Frågor {level} få svar {within}.", "Den som frågar {level} få svar {within}."))
    (change,) = upgrading(versions(), newer, versions())
    assert (change.difference.aspects, change.conflict, change.urgent) == (("text",), False, False)
    assert kinds(change) == ["reads"]
    assert sentences(change).startswith(
        "R 3.1.2 kommer att lyda: Den som frågar ska få svar inom två arbetsdagar (på X"
    )


def test_it_reads_with_the_numbers_that_are_in_force_here(versions: Callable[..., Policy]) -> None:
    newer = versions((ANSWERS, "Frågor {level}", "Den som frågar {level}"))
    ours = versions(
        (OWN, "default: 2 workdays", "default: 3 days"),
        (OWN, "response-time, level: must", "response-time, level: should"),
    )
    (change,) = upgrading(versions(), newer, ours)
    assert "Den som frågar bör få svar inom tre dagar" in sentences(change)


def test_a_guideline_changed_in_both_is_a_conflict(versions: Callable[..., Policy]) -> None:
    newer = versions((ANSWERS, "Frågor {level}", "Den som frågar {level}"))
    ours = versions((ANSWERS, "title: Svar i tid", "title: Snabba svar"))
    (change,) = upgrading(versions(), newer, ours)
    assert (change.ours, change.conflict, change.urgent) == (("title",), True, True)


def test_the_same_change_in_both_is_none(versions: Callable[..., Policy]) -> None:
    change = (ANSWERS, "Frågor {level}", "Den som frågar {level}")
    assert upgrading(versions(), versions(change), versions(change)) == ()


def test_what_is_changed_here_alone_is_not_told(versions: Callable[..., Policy]) -> None:
    assert upgrading(versions(), versions(), versions((ANSWERS, "Frågor {level}", "Den som frågar {level}"))) == ()


def test_a_new_guideline_is_not_adopted_and_tells_what_the_example_says(versions: Callable[..., Policy]) -> None:
    newer = versions(
        (SAFETY, "  - id: admin-tool", NEW + "  - id: admin-tool"),
        (OWN, "{id: admin-tool, level: must}", "{id: new-one, level: should, set: {within: 1 year}}"),
        (SOURCE, "{id: stand-in, level: should}", "{id: new-one, level: must, set: {within: 2 days}}"),
    )
    (change,) = upgrading(versions(), newer, versions())
    assert change.difference.aspects == ("added",)
    assert kinds(change) == ["not-adopted", "example"]
    assert "Hos Miniköpings kommun lyder den: Kontot bör ha något nytt inom ett år." in sentences(change).replace(
        "inom inom", "inom"
    )
    assert not change.urgent


def test_a_new_guideline_that_no_source_has_needs_a_document(versions: Callable[..., Policy]) -> None:
    newer = versions((SAFETY, "  - id: admin-tool", NEW + "  - id: admin-tool"))
    (change,) = upgrading(versions(), newer, versions())
    assert (kinds(change), change.urgent) == (["not-adopted", "in-no-document"], True)


def test_a_guideline_that_was_left_out_says_why(versions: Callable[..., Policy]) -> None:
    left_out = (OWN, "sections:\n", "left_out:\n  - {id: friendly-tone, reason: Det är självklart.}\nsections:\n")
    ours = versions(left_out, (OWN, "          - {id: friendly-tone, level: should}\n", ""))
    source = (SOURCE, "{id: stand-in, level: should}", "{id: friendly-tone, level: must}")
    reworded = (ANSWERS, "skriva vänligt", "skriva vänligt och kort")
    (change,) = upgrading(versions(source), versions(source, reworded), ours)
    assert kinds(change) == ["left-out", "example"]
    assert "Det är självklart." in sentences(change)


def test_a_removed_guideline_in_force_must_be_dealt_with(versions: Callable[..., Policy]) -> None:
    friendly = NEW[:0] + (MINIATURE / ANSWERS).read_text(encoding="utf-8").partition("  - id: friendly-tone")[2]
    newer = versions((ANSWERS, "  - id: friendly-tone" + friendly, ""))
    (change,) = upgrading(versions(), newer, versions())
    assert (change.difference.aspects, kinds(change), change.urgent) == (("removed",), ["gone"], True)
    assert "R 3.1.3" in sentences(change)
    (change,) = upgrading(versions(), newer, versions((OWN, "          - {id: friendly-tone, level: should}\n", "")))
    assert (kinds(change), change.urgent) == (["not-adopted"], False)


def test_a_new_parameter_must_get_a_value_and_a_lost_one_goes(versions: Callable[..., Policy]) -> None:
    newer = versions(
        (ANSWERS, "Kontot {level} bevakas {often}.", "Kontot {level} bevakas {when} av {count} personer."),
        (ANSWERS, "often: {type: frequency}", "when: {type: frequency}\n      count: {type: count}"),
    )
    (change,) = upgrading(versions(), newer, versions())
    assert change.difference.aspects == ("text", "parameters")
    assert change.difference.new_parameters == ("when", "count")
    assert change.difference.lost_parameters == ("often",)
    assert kinds(change) == ["reads", "needs-value", "needs-value", "lost-value"]
    assert "R 3.1.1 behöver ett värde för `count`." in sentences(change)
    assert "Kontot ska bevakas (värdet saknas) av" in sentences(change)
    assert change.urgent


def test_a_value_that_no_longer_fits_is_told(versions: Callable[..., Policy]) -> None:
    newer = versions((ANSWERS, "often: {type: frequency}", "often: {type: count}"))
    (change,) = upgrading(versions(), newer, versions())
    assert kinds(change) == ["reads", "unfit-value"]
    assert "Här väntas ett heltal." in sentences(change)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Den som svarar {level} skriva vänligt.", "Den som svarar skriver vänligt.", "lost-level"),
        ("Frågor {level} få svar {within}.", "Frågor får svar {within}.", "lost-level"),
    ],
)
def test_a_sentence_that_loses_its_level_must_be_information(
    old: str, new: str, kind: str, versions: Callable[..., Policy]
) -> None:
    plain, levelled = versions((ANSWERS, old, new)), versions()
    (change,) = upgrading(levelled, plain, levelled)
    assert change.difference.aspects == ("text", "level")
    assert (kinds(change), change.urgent) == (["reads", kind], True)


def test_information_that_becomes_a_demand_needs_a_level(versions: Callable[..., Policy]) -> None:
    plain = (ANSWERS, "Den som svarar {level} skriva vänligt.", "Den som svarar skriver vänligt.")
    info = (OWN, "friendly-tone, level: should", "friendly-tone, level: info")
    (change,) = upgrading(versions(plain, info), versions(), versions(plain, info))
    assert kinds(change) == ["reads", "needs-level"]


def test_items_come_and_go(versions: Callable[..., Policy]) -> None:
    newer = versions((ANSWERS, "{id: rules, text: var reglerna finns}", "{id: report, text: vart man anmäler}"))
    (change,) = upgrading(versions(), newer, versions())
    assert ([one.id for one in change.difference.new_items], [one.id for one in change.difference.lost_items]) == (
        ["report"],
        ["rules"],
    )
    assert sentences(change) == "R 3.2.4 får punkten ”vart man anmäler”."
    picked = versions((OWN, "{id: about-text, level: must}", "{id: about-text, level: must, items: [sender, rules]}"))
    (change,) = upgrading(versions(), newer, picked)
    assert (kinds(change), change.urgent) == (["lost-item", "new-item"], True)


def test_a_check_that_now_guards_it_is_named(versions: Callable[..., Policy]) -> None:
    newer = versions((ANSWERS, "verified_by: reader", "verified_by: [KO104]"))
    (change,) = upgrading(versions(), newer, versions())
    assert (change.difference.aspects, change.difference.new_checks) == (("verified_by",), ("KO104",))
    assert "R 3.1.3 vaktas nu av kontrollen KO104" in sentences(change)


def test_every_field_that_can_differ_has_a_swedish_name() -> None:
    from msgspec.structs import fields

    from checks.policy.differences import NOT_COMPARED
    from checks.policy.model.catalogue import Guideline

    compared = {field.name for field in fields(Guideline)} - set(NOT_COMPARED)
    assert ASPECTS.keys() == compared | {"added", "removed", "level"}


def test_fields_set_aside_are_not_compared(versions: Callable[..., Policy]) -> None:
    one, other = (versions().guidelines[id] for id in ("monitoring", "response-time"))
    assert "title" in changed_fields(one, other)
    assert "title" not in changed_fields(one, other, ("title",))
    assert has_level(one)


# The command, in git.


def test_it_tells_what_is_new_and_changes_nothing(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue(
        clone,
        (ANSWERS, "Frågor {level}", "Den som frågar {level}"),
        (SAFETY, "  - id: admin-tool", NEW + "  - id: admin-tool"),
    )
    edit(clone, ANSWERS, ("title: Svar i tid", "title: Snabba svar"))  # not even committed
    before = {path: path.read_bytes() for path in (clone / "policy_data").rglob("*.yaml")}
    assert kanalboken.run(["upgrade", "katalog"]) == kanalboken.FINDINGS
    said = capsys.readouterr().out
    assert "Riktlinjer: 1 ny och 1 ändrad. 1 av dem har ni själva ändrat." in said
    assert "Krock: ni har själva ändrat rubriken." in said
    assert "R 3.1.2 kommer att lyda: Den som frågar ska" in said
    assert "Ni har inte antagit den." in said
    assert {path: path.read_bytes() for path in (clone / "policy_data").rglob("*.yaml")} == before


def test_json_says_the_same_to_programs(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue(clone, (ANSWERS, "Frågor {level}", "Den som frågar {level}"))
    assert kanalboken.run(["upgrade", "katalog", "--format", "json"]) == kanalboken.CLEAN
    said = json.loads(capsys.readouterr().out)
    (row,) = said["guidelines"]
    assert (said["ref"], len(said["theirs"]), len(said["ancestor"])) == ("katalog", 40, 40)
    assert (row["id"], row["changed"], row["conflict"]) == ("response-time", ["text"], False)
    assert (row["before"], row["after"]) == (
        "Frågor {level} få svar {within}.",
        "Den som frågar {level} få svar {within}.",
    )
    assert [one["kind"] for one in row["consequences"]] == ["reads"]


def test_what_was_changed_here_since_is_compared_with_the_common_version(clone: Path) -> None:
    catalogue(clone, (ANSWERS, "Frågor {level}", "Den som frågar {level}"))
    edit(clone, SAFETY, ("title: Administratörer", "title: De som administrerar"))
    commit(clone)
    git(clone, "tag", "v2", "katalog")
    assert kanalboken.run(["upgrade", "v2"]) == kanalboken.CLEAN
    git(clone, "merge", "--quiet", "--no-edit", "v2")
    assert kanalboken.run(["upgrade", "v2"]) == kanalboken.CLEAN


def test_nothing_new_is_said_in_one_sentence(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kanalboken.run(["upgrade", "katalog"]) == kanalboken.CLEAN
    assert capsys.readouterr().out == "Katalogen i katalog har inga riktlinjer som är nya eller ändrade för er.\n"
    assert clone.exists()


def test_the_data_may_stand_in_a_folder_of_the_repository(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (clone / "handbok").mkdir()
    git(clone, "mv", "policy_data", "handbok/policy_data")
    commit(clone)
    git(clone, "branch", "--force", "katalog")
    catalogue(clone, (f"handbok/{ANSWERS}", "Frågor {level}", "Den som frågar {level}"))
    monkeypatch.chdir(clone / "handbok/policy_data/guidelines")
    assert kanalboken.run(["upgrade", "katalog"]) == kanalboken.CLEAN
    assert "R 3.1.2 kommer att lyda" in capsys.readouterr().out


def said_about(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ref: str) -> str:
    """Ask for what can't be told; returns the sentence."""
    monkeypatch.setattr(sys, "argv", ["kanalboken", "upgrade", ref])
    assert kanalboken.main() == kanalboken.FAILED
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


@pytest.mark.parametrize("ref", ["finns-inte", "v9", "HEAD:policy_data", "katalog..main", "a b", ""])
def test_an_unknown_version_is_refused(
    ref: str, clone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said_about(capsys, monkeypatch, ref).startswith(f"Git känner inte till någon version ”{ref}”.")
    assert clone.exists()


def test_without_a_common_version_it_is_refused(
    clone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(clone, "checkout", "--quiet", "--orphan", "annan")
    edit(clone, ANSWERS, ("Frågor {level}", "Den som frågar {level}"))  # else git takes it for the same commit
    commit(clone)
    git(clone, "checkout", "--quiet", "main")
    assert "ingen gemensam tidigare version" in said_about(capsys, monkeypatch, "annan")


def test_a_version_without_data_is_refused(
    clone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(clone, "checkout", "--quiet", "katalog")
    git(clone, "rm", "-r", "--quiet", "policy_data")
    (clone / "README").write_text("x")
    commit(clone)
    git(clone, "checkout", "--quiet", "main")
    assert "finns ingen mapp policy_data" in said_about(capsys, monkeypatch, "katalog")


def test_what_this_program_cannot_read_is_not_told_as_removed(
    clone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(clone, (ANSWERS, "    concerns: account", "    concerns: account\n    a_newer_field: 1"))
    assert "uppgradera programmet först" in said_about(capsys, monkeypatch, "katalog")


def test_without_git_it_says_so(
    clone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert said_about(capsys, monkeypatch, "katalog").startswith("Programmet git är inte installerat")
    monkeypatch.undo()
    monkeypatch.chdir(clone)
    shutil.rmtree(clone / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(clone.parent))
    assert "är inte hämtad med git" in said_about(capsys, monkeypatch, "katalog")
