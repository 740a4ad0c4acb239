"""Taking over for the next municipality: what is left is only what nobody but the newcomer can decide."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct

import kanalboken
from checks.command_line import Refused
from checks.policy.pages import stubs
from checks.run import judge, open_policy
from hooks.paper import prints
from registrar import writing
from registrar.takeover.adoption import _its_own, adoption
from registrar.takeover.naming import Newcomer, Renaming, newcomer
from registrar.writing import UNDO, Change, recover, write
from registrar.yaml_text import below_first_comment, dumped, folded, parsed, rewritten
from tests.handbook import copied, run
from tests.municipality import ROOT, TODAY
from tests.test_laws import strays

WORDS = ("adopt", "--name", "Storköpings kommun", "--domain", "storkoping.se")
OWN = ("storkoping-riktlinjer", "storkoping-rutiner")
LATER = date(2027, 2, 1)


class Takeover(Struct, frozen=True):
    """The example, the same taken over, and what the command said; to be looked at only."""

    before: Path
    after: Path
    said: str

    def text(self, path: str) -> tuple[str, str]:
        """A file as it was and as it has become."""
        before, after = ((root / path).read_text(encoding="utf-8") for root in (self.before, self.after))
        return before, after


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped handbook, which is also the working directory."""
    root = copied(tmp_path)
    monkeypatch.chdir(root)
    return root


@pytest.fixture(scope="module")
def takeover(tmp_path_factory: pytest.TempPathFactory) -> Takeover:
    """Storköping has taken over, once for all tests that only look."""
    before, after = (copied(tmp_path_factory.mktemp(name)) for name in ("before", "after"))
    done = subprocess.run(
        [sys.executable, ROOT / "kanalboken.py", *WORDS, "--yes"],
        cwd=after,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return Takeover(before, after, done.stdout)


@pytest.fixture
def adopted(takeover: Takeover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what was taken over, which is also the working directory."""
    root = tmp_path / "adopted"
    shutil.copytree(takeover.after, root)
    monkeypatch.chdir(root)
    return root


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder, git aside."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def decide() -> None:
    """Write in the decisions, which is all that is missing."""
    minutes = ("--body", "kommunstyrelsen", "--on", "2026-11-20", "--paragraph", "7", "--case", "KS 2026/9")
    for id in OWN:
        assert kanalboken.run(["record", "--document", id, *minutes, "--as-of", TODAY.isoformat()]) == 0


# What remains.


def test_only_the_decisions_are_missing(takeover: Takeover) -> None:
    findings = judge(open_policy(takeover.after, TODAY))
    assert [(one.file, one.check) for one in findings] == [(f"policy_data/documents/{id}.yaml", "KO009") for id in OWN]
    assert all("saknar beslut" in one.sentence for one in findings)


def test_with_the_decisions_the_handbook_is_built_without_a_warning(adopted: Path) -> None:
    decide()
    assert judge(open_policy(adopted, TODAY)) == ()
    done = run(adopted, "mkdocs", "build", "--strict", SOURCE_DATE_EPOCH="1795305600")
    assert done.returncode == 0, done.stdout + done.stderr
    printed = {path.name for path in (adopted / "site/nedladdning").glob("*.pdf")}
    decided = {f"beslutad-{id}-1.0.pdf" for id in OWN}
    assert printed - decided == {Path(address).name for address, _ in prints(open_policy(adopted, TODAY))}
    assert printed > decided
    assert printed > {f"{id}.pdf" for id in OWN}
    told = "".join(path.read_text(encoding="utf-8") for path in (adopted / "site").rglob("*.html"))
    assert "Storköpings kommun" in told
    assert not re.search(r"Exempelby\b", told)


def test_the_command_says_what_remains(takeover: Takeover) -> None:
    assert "Det här är kvar att bestämma" in takeover.said
    assert takeover.said.count("saknar beslut") == len(OWN)
    assert "Peka ut bolagets vd och bolagets kommunikatör" in takeover.said


# What is written.


def test_the_organisation_is_the_newcomers_and_keeps_its_actors(takeover: Takeover) -> None:
    before, policy = open_policy(takeover.before, TODAY).organisation, open_policy(takeover.after, LATER)
    after = policy.organisation
    assert (after.name, after.genitive) == ("Storköpings kommun", "Storköpings kommuns")
    assert (after.domains, after.website) == (("storkoping.se",), "https://www.storkoping.se")
    assert after.documents == OWN
    assert after.as_of is None
    assert policy.today == LATER
    assert after.actors.keys() == before.actors.keys()
    assert {role for actor in after.actors.values() for role in actor.roles} <= policy.roles.keys()
    assert after.reading == before.reading


def test_every_value_is_listed_as_the_examples_and_no_decision_is_invented(takeover: Takeover) -> None:
    before, after = open_policy(takeover.before, TODAY), open_policy(takeover.after, TODAY)
    drafts = [before.drafts[id] for id in before.organisation.documents]
    for old, new in zip(drafts, after.documents_in_force, strict=True):
        assert [(leaf.number, leaf.id, leaf.level, leaf.set) for leaf in new.leaves] == [
            (leaf.number, leaf.id, leaf.level, leaf.set) for leaf in old.leaves
        ]
        assert new.decisions == ()
        lines = (takeover.after / new.source.file).read_text(encoding="utf-8").splitlines()
        for leaf in new.leaves:
            guideline = after.guidelines.get(leaf.id or "")
            assert set(leaf.set) == set(guideline.parameters if guideline else ())
            for name in leaf.set:
                line, _ = after.position(leaf.source / "set" / name)
                assert lines[line - 1].endswith(" # Exempelbys värde: bestäm ert eget")


def test_what_was_the_examples_is_gone_and_the_catalogue_is_untouched(takeover: Takeover) -> None:
    before, after, policy = tree(takeover.before), tree(takeover.after), open_policy(takeover.after, TODAY)
    assert (policy.accounts, list(policy.units)) == ({}, ["kommunikation"])
    for role in policy.roles.values():
        assert (role.holder, role.from_, role.until) == (None, None, None)
        assert role.mailbox.endswith("@storkoping.se")
    assert policy.units["kommunikation"].accounts == {}
    catalogue = ("guidelines", "statutes", "bodies", "platforms", "texts", "categories")
    for path, bytes_ in before.items():
        if Path(path).parent.name in catalogue or path.endswith(("kalix-2010.yaml", "finspang-2023.yaml")):
            assert after[path] == bytes_, path


def test_what_is_edited_keeps_its_other_lines(takeover: Takeover) -> None:
    before, after = (text.splitlines() for text in takeover.text("policy_data/search-words.yaml"))
    lines = iter(before)
    assert [line for line in after if line not in lines] == []  # what is left stands in the same order
    assert not [line for line in after if '"account:' in line]
    assert takeover.text("policy_data/organisation.yaml")[1].startswith("# yaml-language-server: ")


def test_the_pages_are_those_that_must_be_there(takeover: Takeover) -> None:
    wanted = {stub.path: stub.content for stub in stubs(open_policy(takeover.after, TODAY))}
    for path, text in wanted.items():
        assert (takeover.after / "docs" / path).read_text(encoding="utf-8") == text
    menu = (takeover.after / "mkdocs.yml").read_text(encoding="utf-8")
    for folder in ("konton", "dokument"):
        there = {
            path.relative_to(takeover.after / "docs").as_posix()
            for path in (takeover.after / "docs" / folder).glob("*.md")
        }
        assert there == {path for path in wanted if path.startswith(f"{folder}/")} | {f"{folder}/index.md"}
        assert set(re.findall(rf"{folder}/\S+\.md", menu)) == there


def test_what_is_frozen_or_attested_about_the_example_goes_too(example: Path) -> None:
    for path in ("decided/exempelby-riktlinjer/1.0/document.yaml", "attestations/inloggning.yaml"):
        (example / "policy_data" / path).parent.mkdir(parents=True, exist_ok=True)
        (example / "policy_data" / path).write_text("a: b\n", encoding="utf-8")
    assert {Path(path).parts[1] for path in _its_own(example)} >= {"decided", "attestations", "accounts", "units"}


# What is asked, and refused.


def fails(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Run a command that can't be carried out; returns what it says about that."""
    monkeypatch.setattr(sys, "argv", ["kanalboken", *words])
    assert kanalboken.main() == kanalboken.FAILED
    return capsys.readouterr().err


def test_without_a_terminal_nothing_is_done_unless_answered(
    example: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(example)
    assert "--yes" in fails(capsys, monkeypatch, *WORDS)
    assert tree(example) == before


@pytest.mark.parametrize(("answer", "code"), [("ja", 0), ("kanske", 2)])
def test_on_a_terminal_it_shows_what_is_removed_and_asks(example: Path, answer: str, code: int) -> None:
    before = tree(example)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, ROOT / "kanalboken.py", *WORDS], cwd=example, stdin=theirs, stdout=subprocess.PIPE
    ) as process:
        os.write(ours, f"{answer}\n".encode())
        said = process.communicate(timeout=60)[0].decode("utf-8")
    os.close(ours)
    os.close(theirs)
    assert process.returncode == code
    assert "biblioteket-facebook" in said
    assert "Svara ja eller nej" in said
    assert (tree(example) == before) == (code != 0)


def test_a_dry_run_tells_and_writes_nothing(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(example)
    assert kanalboken.run([*WORDS, "--dry-run"]) == kanalboken.CLEAN
    assert "20 konton" in capsys.readouterr().out
    assert tree(example) == before


def test_a_municipality_that_has_taken_over_is_never_taken_over_again(
    adopted: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(adopted)
    said = fails(capsys, monkeypatch, "adopt", "--name", "Lillköpings kommun", "--yes")
    assert "redan Storköpings kommuns egen" in said
    assert tree(adopted) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--name", "Exempelby kommun"), "är exemplet"),
        (("--name", "Kalle: {{ x }}"), "kan inte vara kommunens namn"),
        (("--name", "<b>X</b>"), "kan inte vara kommunens namn"),
        (("--name", " "), "kan inte vara kommunens namn"),
        (("--name", "Ö kommun", "--domain", "https://o.se"), "är ingen domän"),
        (("--name", "Ö kommun", "--domain", "www.o.se"), "är ingen domän"),
        (("--name", "Finspångs kommun", "--domain", "exempelby.se"), "finns redan och skrivs inte över"),
    ],
)
def test_what_does_not_fit_is_refused(
    words: tuple[str, ...],
    sentence: str,
    example: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = tree(example)
    assert sentence in fails(capsys, monkeypatch, "adopt", *words, "--yes")
    assert tree(example) == before


UNFIT = {
    "har fel form": ("policy_data/documents/kalix-2010.yaml", "sections:", "sektioner:"),
    "KO999": ("policy_data/guidelines/ansvar.yaml", "verified_by: [KO106]", "verified_by: [KO999]"),
}


@pytest.mark.parametrize("sentence", UNFIT)
def test_what_would_not_pass_is_not_written(
    sentence: str, example: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, old, new = UNFIT[sentence]
    file = example / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    before = tree(example)
    assert sentence in fails(capsys, monkeypatch, *WORDS, "--yes")
    assert tree(example) == before


# All or nothing.


@pytest.fixture(scope="module")
def changes(takeover: Takeover) -> tuple[Change, ...]:
    """Everything that the takeover writes and removes."""
    who = newcomer("Storköpings kommun", "storkoping.se")
    return adoption(takeover.before, open_policy(takeover.before, TODAY), who).changes


@pytest.mark.parametrize("after", [0, 1, 20, -1])
def test_a_crash_in_the_middle_leaves_everything_as_it_was(
    after: int, changes: tuple[Change, ...], example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, place = tree(example), writing._place
    last = range(len(changes))[after]

    def full_disk(root: Path, index: int, change: Change) -> None:
        if index == last:
            raise OSError(28, "No space left on device", change.path)
        place(root, index, change)

    monkeypatch.setattr(writing, "_place", full_disk)
    with pytest.raises(OSError, match="No space"):
        write(example, changes)
    assert tree(example) == before
    monkeypatch.undo()
    write(example, changes)
    assert tree(example) != before


def test_what_cannot_be_kept_is_not_begun(
    changes: tuple[Change, ...], example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(example)
    monkeypatch.setattr(writing, "_write", lambda path, _: path.rmdir())
    with pytest.raises(OSError, match="No such file"):
        write(example, changes)
    assert tree(example) == before


KILLED = """
import os, sys
sys.path.insert(0, {root!r})
import kanalboken
from registrar import writing
place = writing._place
def power_cut(root, index, change):
    if index == 20:
        os._exit(9)
    place(root, index, change)
writing._place = power_cut
kanalboken.run({words!r})
"""


def killed_in_the_middle(root: Path) -> None:
    script = KILLED.format(root=str(ROOT), words=[*WORDS, "--yes"])
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=False)
    assert done.returncode == 9, done.stderr


def test_a_power_cut_is_undone_by_the_next_command(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(example)
    killed_in_the_middle(example)
    assert {path for path in tree(example) if not path.startswith(UNDO)} != set(before)
    with pytest.raises(Refused, match="--yes"):  # it can't ask here
        kanalboken.run(WORDS)
    assert "Filerna är återställda" in capsys.readouterr().out
    assert tree(example) == before


def test_what_was_edited_after_a_power_cut_is_not_written_over(changes: tuple[Change, ...], example: Path) -> None:
    writing._stage(example, changes)
    for index in range(20):
        writing._place(example, index, changes[index])
    (example / changes[30].path).write_text("name: ändrad\n", encoding="utf-8")
    before = tree(example)
    with pytest.raises(Refused, match="har ändrats efter det"):
        recover(example)
    assert tree(example) == before


def test_a_file_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("ny")
    with pytest.raises(Refused, match="har ändrats medan"):
        write(tmp_path, [Change("a", b"gammal", b"min"), Change("b", None, b"min")])
    assert tree(tmp_path) == {"a": b"ny"}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "root").mkdir()
    (tmp_path / "root/link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="är en länk"):
        write(tmp_path / "root", [Change("link/a", None, b"x")])
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_is_to_be_undone_stays_within_the_handbook(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / UNDO).mkdir(parents=True)
    (tmp_path / "secret").write_text("kvar")
    row = {"path": "../secret", "before": None, "after": writing._fingerprint(b"kvar")}
    (root / UNDO / writing.MANIFEST).write_text(json.dumps([row]))
    with pytest.raises(Refused, match="utanför handboken"):
        recover(root)
    assert (tmp_path / "secret").exists()


# The hand that writes.


def test_the_pen_imports_neither_door_nor_printer() -> None:
    assert strays("registrar", "registrar", "checks") == []
    assert strays("registrar", "registrar", "checks", outside={"msgspec", "openpyxl", "ruamel", "yaml"}) == []


def test_yaml_comes_back_as_it_was_written() -> None:
    for name in ("exempelby-riktlinjer", "exempelby-rutiner"):
        text = (ROOT / f"policy_data/documents/{name}.yaml").read_text(encoding="utf-8")
        assert dumped(parsed(text)) == text


def test_a_text_that_grows_is_folded_anew_and_says_the_same() -> None:
    text = "a: >-\n  Exempelby " + "ord " * 60 + "slut.\nb: x # kvar\n"
    after = dumped(rewritten(parsed(text), lambda one: one.replace("Exempelby", "Storköpings kommun")))
    assert max(map(len, after.splitlines())) <= 120
    assert after.endswith("b: x # kvar\n")
    assert parsed(after)["a"] == "Storköpings kommun " + "ord " * 60 + "slut."
    assert folded("kort") == "kort"


def test_a_heading_stands_below_the_line_that_names_the_schema() -> None:
    assert below_first_comment("# a\nb: c\n", ["d"]) == "# a\n# d\nb: c\n"
    assert below_first_comment("b: c\n", ["d"]) == "# d\nb: c\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exempelby kommuns konto", "Alingsås kommuns konto"),
        ("i Exempelby.", "i Alingsås kommun."),
        ("Exempelbys regler", "Alingsås kommuns regler"),
        ("exempelbykommun", "exempelbykommun"),
        ("Exempelbyggnad", "Exempelbyggnad"),
    ],
)
def test_the_name_is_put_in_the_same_case(text: str, expected: str) -> None:
    rename = Renaming("Exempelby kommun", ("exempelby.example",), newcomer("Alingsås kommun", None))
    assert rename.name(text) == expected


@pytest.mark.parametrize(
    ("name", "domain", "expected"),
    [
        ("Västerås", "vasteras.se", Newcomer("Västerås", "vasteras.se", "vasteras", guessed=False)),
        ("Ö kommun", "o.kommun.se", Newcomer("Ö kommun", "o.kommun.se", "o", guessed=False)),
        ("Håbo kommun", None, Newcomer("Håbo kommun", "habo-kommun.example", "habo-kommun", guessed=True)),
    ],
)
def test_a_domain_names_the_documents(name: str, domain: str | None, expected: Newcomer) -> None:
    assert newcomer(name, domain) == expected


def test_names_that_end_in_s_have_no_other_genitive() -> None:
    assert newcomer("Västerås", None).genitive == "Västerås"


def test_the_copy_that_is_judged_leaves_the_original_alone(
    example: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before, to = tree(example), tmp_path_factory.mktemp("copy")
    writing.written(example, [Change("policy_data/organisation.yaml", b"", None)], to)
    assert not (to / "policy_data/organisation.yaml").exists()
    assert tree(example) == before
    shutil.rmtree(to)
