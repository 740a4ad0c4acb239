"""The pen: what it writes about accounts, what it refuses and why, and the order in which it keeps files."""

import os
import pty
import random
import subprocess
import sys
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import kanalboken
from checks.alone import BUSY, alone
from checks.choosing import chosen
from checks.command_line import Refused
from checks.policy.reading import Unreadable, decode, read
from checks.policy.tree import FOLDERS, SourceFile, files
from checks.run import judge, open_policy
from registrar import writing
from registrar.account.file import account_text, free_id
from registrar.account.telling import checklist
from registrar.canonical import Unkept, canonical
from registrar.key_order import form_of
from registrar.yaml_edits import with_item, with_value, with_values_inside, without
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality

FACEBOOK = "policy_data/accounts/kultur-facebook.yaml"
NEW = ("--url", "https://m.facebook.com/Minikopinghallen/?fbclid=1", "--unit", "kultur", "--category", "verksamhet")
WHO = ("--owner", "kommunikator", "--stand-in", "kulturchef", "--purpose", "Visa vad som händer: i hallen")
OPEN = ("--opened-on", "2026-11-02", "--approved-by", "kulturchef", "--approved-on", "2026-10-30")
BEGIN = ("--decided-by", "kulturchef", "--reason", "Få läser det", "--closed-on", "2026-12-31", "--turn-to", "Webben")
PATH = "policy_data/accounts/minikopinghallen-facebook.yaml"

# Each command with what makes it write.
WRITES = {
    "new": ("account", "new", *NEW, *WHO),
    "snapshot": (
        "account",
        "snapshot",
        "kultur-facebook",
        "--reference",
        "E-arkivet, 7",
        "--covers",
        "layout",
        "content",
    ),
    "review": (
        "account",
        "review",
        "kultur-facebook",
        "--by",
        "kulturchef",
        "--outcome",
        "keep",
        "--note",
        "Bra: allt",
    ),
    "rename": ("account", "rename", "kultur-facebook", "--handle", "minikulturhus"),
    "close": ("account", "close", "kultur-facebook", *BEGIN),
    "format": ("format",),
}
each_command = pytest.mark.parametrize("words", WRITES.values(), ids=WRITES)


@pytest.fixture
def root(municipality: Municipality, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The miniature, with one file that is not in order, as working directory."""
    platform = (MINIATURE / "policy_data/platforms/x.yaml").read_text(encoding="utf-8").replace("name: ", "name:   ")
    made = municipality({"policy_data/platforms/x.yaml": platform})
    monkeypatch.chdir(made)
    return made


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def errors(root: Path) -> list[str]:
    return [one.check for one in judge(open_policy(root, TODAY)) if one.stops]


# New accounts.


def test_a_new_account_is_planned_until_it_opens(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kanalboken.run(WRITES["new"]) == 0
    assert text(root, PATH) == (
        "# yaml-language-server: $schema=../../checks/schemas/account.json\n"
        "platform: facebook\n"
        "handle: Minikopinghallen\n"
        "url: https://facebook.com/Minikopinghallen\n"
        "unit: kultur\n"
        "category: verksamhet\n"
        "owner: kommunikator\n"
        "stand_in: kulturchef\n"
        'purpose: "Visa vad som händer: i hallen"\n'
        "status: planned\n"
        "planned_on: 2026-11-22\n"
    )
    assert errors(root) == []
    assert "Det här saknas" not in capsys.readouterr().out


def test_half_an_entry_is_kept_as_planned(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kanalboken.run(["account", "new", *NEW]) == 0
    assert "owner" not in text(root, PATH)
    assert errors(root) == []
    said = capsys.readouterr().out
    assert "Det här saknas i registret innan kontot kan öppnas:\n  - Kontot ”Kulturhuset” saknar kontoansvarig." in said


def test_an_account_that_is_open_is_active(root: Path) -> None:
    words = ("--field", "plan=Kulturplanen", "--field", "editors=[bibliotekarie]", "--name", "Hallen", "--id", "hallen")
    assert kanalboken.run(["account", "new", *NEW, *WHO, *OPEN, *words]) == 0
    value = read(text(root, "policy_data/accounts/hallen.yaml"))
    assert list(value) == [key for key in form_of("account").keys if key in value], "in the order of the schema"
    assert value["approval"] == {"by": "kulturchef", "on": "2026-10-30"}
    assert (value["plan"], value["editors"], value["name"]) == ("Kulturplanen", ["bibliotekarie"], "Hallen")
    assert "status" not in value
    assert errors(root) == []


def test_an_approval_after_the_start_is_told_as_such(root: Path) -> None:
    late = (*OPEN[:-1], "2026-11-10")
    assert kanalboken.run(["account", "new", *NEW, *WHO, *late]) == 0
    assert "retroactive: true" in text(root, PATH)


def test_a_handle_and_a_platform_make_the_address(root: Path) -> None:
    words = ("--handle", "@minihallen", "--platform", "X", *NEW[2:])
    assert kanalboken.run(["account", "new", *words]) == 0
    value = read(text(root, "policy_data/accounts/minihallen-x.yaml"))
    assert (value["handle"], value["url"]) == ("minihallen", "https://x.com/minihallen")


def test_what_the_checks_refuse_is_refused_with_the_findings(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(root)
    assert kanalboken.run(["account", "new", *NEW, *OPEN]) == 1
    said = capsys.readouterr().out
    assert "fel KO101: " in said
    assert "Så skulle det bli, och det går inte igenom. Inget är skrivet." in said
    assert "Utan --opened-on sparas kontot som planerat" in said
    assert tree(root) == before


def test_what_was_wrong_before_does_not_stand_in_the_way(root: Path) -> None:
    other = root / "policy_data/accounts/vatten-facebook.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("owner: driftchef\n", ""), encoding="utf-8")
    assert errors(root) == ["KO101"]
    assert kanalboken.run(WRITES["new"]) == 0


REFUSED = {
    "Verksamheten ”kultr” finns inte. Menar du `kultur`?": ("new", *NEW[:2], "--unit", "kultr", *NEW[4:]),
    "Kategorin ”verksamhett” finns inte. Menar du `verksamhet`?": ("new", *NEW[:5], "verksamhett"),
    "Rollen ”kulturchefen” finns inte. Menar du `kulturchef`": ("new", *NEW, "--owner", "kulturchefen"),
    "Plattformen ”fejsbook” finns inte. Menar du `facebook`?": ("new", *NEW, "--platform", "fejsbook"),
    "står redan i registret: kontot `kultur-facebook`, som är aktivt": (
        "new",
        "--url",
        "fb.com/MINIKOPINGKULTUR",
        *NEW[2:],
    ),
    "leder inte till ett konto på någon plattform": ("new", "--url", "https://example.org/x", *NEW[2:]),
    "kan inte vara ett kontos adress": ("new", "--url", "https://facebook.com@x.com/minihallen", *NEW[2:]),
    "är kontot ”Minikopinghallen”, inte ”annat”": ("new", *NEW, "--handle", "annat"),
    "kan inte vara ett namn på X": ("new", "--handle", "mini hallen", "--platform", "x", *NEW[2:]),
    "Ange --platform. Inget är skrivet": ("new", "--handle", "minihallen", *NEW[2:]),
    "Ange --url (eller --platform och --handle), --unit och --category.": ("new",),
    "Ange --approved-on.": ("new", *NEW, "--approved-by", "kulturchef"),
    "kan inte vara ett id": ("new", *NEW, "--id", "../../x"),
    "finns redan och skrivs inte över": ("new", *NEW, "--id", "kultur-x"),
    "har inte varit än": ("new", *NEW, "--opened-on", "2027-01-01"),
    "är inget fält med värde": ("new", *NEW, "--field", "plan"),
    "Fältet ”plann” finns inte. Menar du `plan`": ("new", *NEW, "--field", "plann=x"),
    "Värdet i --field plan går inte att läsa": ("new", *NEW, "--field", "plan=[x"),
    "Värdet i --field goals går inte att läsa. Skriv det på en rad.": ("new", *NEW, "--field", "goals=x\nads: true"),
    "är inte UTF-8": ("new", *NEW, "--purpose", "f\udce5r"),
    "Kontot ”kultur-facebok” finns inte. Menar du `kultur-facebook`": ("snapshot", "kultur-facebok"),
    "Ange --reference och --covers.": ("snapshot", "kultur-facebook"),
    "Den 1 december 2026 har inte varit än": (*WRITES["snapshot"][1:], "--on", "2026-12-01"),
    "Ange --by och --outcome.": ("review", "kultur-facebook"),
    "Rollen ”vaktmästare” finns inte.": ("review", "kultur-facebook", "--by", "vaktmästare", "--outcome", "keep"),
    "Ange --handle.": ("rename", "kultur-facebook"),
    "heter redan ”minikopingkultur”": ("rename", "kultur-facebook", "--handle", "minikopingkultur"),
    "kan inte vara ett namn på Facebook": ("rename", "kultur-facebook", "--handle", "å"),
    "står redan i registret: kontot `vatten-facebook`": ("rename", "kultur-facebook", "--handle", "minikopingvatten"),
    "är inte kontot ”minikulturhus”": (*WRITES["rename"][1:], "--url", "https://facebook.com/annat.namn"),
    "Ange --decided-by, --reason och --closed-on.": ("close", "kultur-facebook"),
    "Ange --archived-on.": ("close", "kultur-x"),
    "ska stängas först den 1 december 2026": ("close", "kultur-x", "--closed"),
    "Kontot ”ingenting” finns inte.": ("close", "kultur-x", "--successor", "ingenting"),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_cannot_be_is_refused_and_says_why(sentence: str, root: Path) -> None:
    before = tree(root)
    with pytest.raises(Refused) as refused:
        kanalboken.run(["account", *REFUSED[sentence]])
    assert sentence in str(refused.value)
    assert tree(root) == before


def test_an_address_known_to_be_false_is_refused(root: Path) -> None:
    false = root / "policy_data/false_accounts/hallen.yaml"
    false.parent.mkdir(exist_ok=True)
    false.write_text(
        "platform: facebook\naddresses: [https://www.facebook.com/minikopinghallen]\nseen_on: 2026-11-01\n",
        encoding="utf-8",
    )
    with pytest.raises(Refused, match="står som falsk i policy_data/false_accounts/hallen"):
        kanalboken.run(WRITES["new"])


def test_a_malformed_account_is_not_touched(root: Path) -> None:
    (root / FACEBOOK).write_text("platform: facebook\n", encoding="utf-8")
    with pytest.raises(Refused, match="har fel form"):
        kanalboken.run(WRITES["review"])


def test_an_id_is_never_taken_twice() -> None:
    assert free_id("kultur", "x", "Å.Hallen", set()) == "kultur-x"
    assert free_id("kultur", "x", "Å.Hallen", {"kultur-x"}) == "a-hallen-x"
    assert free_id("kultur", "x", "Å.Hallen", {"kultur-x", "a-hallen-x"}) == "kultur-x-2"


def test_the_one_that_is_meant_is_found_by_id_or_name() -> None:
    names = {"x": "X", "facebook": "Facebook", "a": "Samma", "b": "Samma"}
    assert [chosen(word, names, "Plattformen") for word in ("x", " FACEBOOK ", "Facebook")] == [
        "x",
        "facebook",
        "facebook",
    ]
    with pytest.raises(Refused, match="Menar du `b`"):
        chosen("samma", names, "Plattformen")
    with pytest.raises(Refused, match="Välj bland x, facebook, a, b"):
        chosen("zzzzz", names, "Plattformen")


def test_the_checklist_is_what_is_in_force() -> None:
    policy = open_policy(ROOT, TODAY)
    company, school = (checklist(policy.accounts[id], policy) for id in ("bostader-facebook", "bjorkskolan-facebook"))
    assert "  [ ] R 3.2 Verksamhetens chef ska godkänna kontot innan det startar." in school
    boxes = [line for line in school.splitlines() if "[ ]" in line]
    assert len(boxes) == len(set(boxes)) > 5
    assert "Bolag ska vända sig till sin egen kommunikatör" in company
    assert "Bolag ska" not in school


def test_a_planned_account_opens_when_nothing_is_missing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kanalboken.run(WRITES["new"][:-6]) == 0
    opens = ("account", "open", "minikopinghallen-facebook", *OPEN[2:])
    assert kanalboken.run(opens) == 1
    assert "fel KO101: " in capsys.readouterr().out
    assert "status: planned" in text(root, PATH)
    fields = ("owner=kommunikator", "stand_in=kulturchef", "purpose=Visa vad som händer i hallen")
    assert kanalboken.run([*opens, *(word for field in fields for word in ("--field", field))]) == 0
    value = read(text(root, PATH))
    assert list(value) == [key for key in form_of("account").keys if key in value]
    assert (value["opened_on"], value.get("status")) == ("2026-11-22", None)
    assert value["approval"] == {"by": "kulturchef", "on": "2026-10-30"}
    assert errors(root) == []
    with pytest.raises(Refused, match="är inte planerat"):
        kanalboken.run(opens)


# At a terminal.


def session(root: Path, words: tuple[str, ...], answers: list[str]) -> tuple[int, str]:
    """Carry out a command at a terminal with these answers; returns the exit code and what was said."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, ROOT / "kanalboken.py", *words],
        cwd=root,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        os.write(ours, "".join(f"{answer}\n" for answer in [*answers, "\x04"]).encode())
        said = process.communicate(timeout=60)[0].decode("utf-8")
    os.close(ours)
    os.close(theirs)
    return process.returncode, said


def test_at_a_terminal_everything_is_asked_for(root: Path) -> None:
    answers = ["fb.com/minikopinghallen", "museet", "kultur", "9", "2", "1", "", "Berätta om hallen", ""]
    code, said = session(root, ("account", "new"), answers)
    assert code == 0, said
    assert "Verksamheten ”museet” finns inte." in said
    assert "Kategorin ”9” finns inte." in said
    value = read(text(root, PATH))
    assert (value["unit"], value["owner"]) == ("kultur", "kulturchef")
    assert value["purpose"] == "Berätta om hallen"
    assert value["stand_in"] not in (None, "kulturchef")
    assert errors(root) == []


def test_at_a_terminal_what_is_refused_may_be_kept_as_planned(root: Path) -> None:
    answers = [
        "minikopinghallen",
        "facebook",
        "kultur",
        "verksamhet",
        "-",
        "-",
        "",
        "2026-11-02",
        "",
        "2026-11-01",
        "ja",
    ]
    code, said = session(root, ("account", "new"), answers)
    assert code == 0, said
    assert "Spara det som planerat i stället?" in said
    assert "status: planned" in text(root, PATH)


def test_at_a_terminal_nothing_is_written_without_answers(root: Path) -> None:
    before = tree(root)
    code, said = session(root, ("account", "new"), ["fb.com/minikopinghallen"])
    assert (code, said.splitlines()[-1].endswith("Inget är skrivet.")) == (2, True), said
    assert tree(root) == before


def test_at_a_terminal_a_closing_walks_on(root: Path) -> None:
    code, said = session(root, ("account", "close", "kultur-x"), ["2026-11-20"])
    assert code == 0, said
    assert "archived_on: 2026-11-20" in text(root, "policy_data/accounts/kultur-x.yaml")
    code, said = session(root, ("account", "close", "kultur-x"), [""])
    assert (code, "Inget är ändrat." in said) == (0, True), said


def test_at_a_terminal_a_snapshot_and_a_review_are_asked_for(root: Path) -> None:
    code, said = session(root, ("account", "snapshot", "kultur-facebook"), ["", "E-arkivet, 8", "båda", "ja"])
    assert code == 0, said
    item = {"on": "2026-11-22", "reference": "E-arkivet, 8", "covers": ["layout", "content"], "format": "pdf"}
    assert read(text(root, FACEBOOK))["snapshots"][-1] == item
    answers = ["2026-11-21", "kulturchef", "2", "", "2027-01-01", "2026-11-20"]
    code, said = session(root, ("account", "review", "kultur-facebook"), answers)
    assert code == 0, said
    assert "har inte varit än" in said
    value = read(text(root, FACEBOOK))
    assert value["reviews"][-1] == {"on": "2026-11-21", "by": "kulturchef", "outcome": "change"}
    assert value["last_post"] == "2026-11-20"


# The life of an account.


def test_a_snapshot_is_one_more_item_and_nothing_else(root: Path) -> None:
    before = text(root, FACEBOOK)
    assert kanalboken.run(WRITES["snapshot"]) == 0
    item = '{on: 2026-11-22, reference: "E-arkivet, 7", covers: [layout, content]}'
    after = text(root, FACEBOOK)
    assert read(after)["snapshots"][-1] == read(f"a: {item}")["a"]
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []


def test_a_review_is_noted_with_the_last_post(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--by", "Kulturchef", "--last-post", "2026-11-20")
    noted = (*words, "--outcome", "change", "--on", "2026-11-21")
    assert kanalboken.run(["account", "review", "kultur-facebook", *noted]) == 0
    value = read(text(root, FACEBOOK))
    assert value["reviews"][-1] == {"on": "2026-11-21", "by": "kulturchef", "outcome": "change"}
    assert value["last_post"] == "2026-11-20"
    assert kanalboken.run(["account", "review", "kultur-facebook", *words, "--outcome", "close"]) == 1
    assert "Börja med: kanalboken account close kultur-facebook" in capsys.readouterr().out
    assert kanalboken.run(WRITES["close"]) == 0
    assert kanalboken.run(["account", "review", "kultur-facebook", *words, "--outcome", "close"]) == 0


def test_a_new_name_keeps_the_former(root: Path) -> None:
    assert kanalboken.run([*WRITES["rename"], "--on", "2026-11-20"]) == 0
    value = read(text(root, FACEBOOK))
    assert (value["handle"], value["url"]) == ("minikulturhus", "https://www.facebook.com/minikulturhus")
    assert value["former_handles"] == [{"handle": "minikopingkultur", "until": "2026-11-19"}]
    assert kanalboken.run(["account", "rename", "kultur-facebook", "--handle", "minikultur.ny"]) == 0
    value = read(text(root, FACEBOOK))
    assert [one["handle"] for one in value["former_handles"]] == ["minikopingkultur", "minikulturhus"]
    assert errors(root) == []


def test_an_account_is_closed_step_by_step(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kanalboken.run([*WRITES["close"], "--successor", "vatten-facebook"]) == 0
    said = capsys.readouterr().out
    assert "[ ] Beskedet är publicerat i kontot" in said
    assert "kultur-facebook --notice-on ÅÅÅÅ-MM-DD" in said
    assert "Den 31 december 2026 stänger vi det här kontot." in said, "the notice, filled in"
    assert "Miniköping Vatten, https://www.facebook.com/minikopingvatten" in said
    value = read(text(root, FACEBOOK))
    assert (value["status"], value["closing"]["decided_by"]) == ("closing", "kulturchef")
    close = ("account", "close", "kultur-facebook")
    assert kanalboken.run([*close, "--notice-on", "2026-11-22", "--archived-on", "2026-11-22"]) == 0
    assert "[x] Beskedet är publicerat i kontot, 22 november 2026" in capsys.readouterr().out
    later = ("--as-of", "2027-01-01")
    assert kanalboken.run([*close, "--access-revoked-on", "2026-12-31", "--closed", *later]) == 0
    value = read(text(root, FACEBOOK))
    assert value["status"] == "closed"
    assert list(value["closing"]) == [key for key in form_of("account").keys["closing"].keys if key in value["closing"]]
    with pytest.raises(Refused, match="är redan avslutat"):
        kanalboken.run([*close, *later])


@pytest.mark.usefixtures("root")
def test_a_planned_account_is_not_closed() -> None:
    assert kanalboken.run(WRITES["new"]) == 0
    with pytest.raises(Refused, match="är bara planerat"):
        kanalboken.run(["account", "close", "minikopinghallen-facebook", *BEGIN])


def test_comments_order_and_line_ends_are_kept(root: Path) -> None:
    path = root / FACEBOOK
    written = path.read_text(encoding="utf-8")
    written = written.replace("opened_on:", "# Sedan när.\nopened_on:").replace(
        "approval:", "\n# Vem?\napproval: # chefen"
    )
    path.write_bytes(f"{written}# Slut.\n".replace("\n", "\r\n").encode())
    for name in ("snapshot", "review", "rename", "close"):
        assert kanalboken.run(WRITES[name]) == 0
    raw = path.read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")
    after = raw.decode().replace("\r\n", "\n")
    for comment in ("# Sedan när.\nopened_on:", "\n# Vem?\napproval: # chefen\n"):
        assert comment in after
    assert after.endswith("# Slut.\n")
    lines = [line for line in written.splitlines() if not line.startswith(("handle:", "url:"))]
    kept = iter(after.splitlines())
    assert [line for line in lines if line not in kept] == [], "in the same order"


# Nothing by half.


@each_command
def test_a_dry_run_shows_the_difference_and_writes_nothing(
    words: tuple[str, ...], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(root)
    assert kanalboken.run([*words, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "+++ b/policy_data/" in said
    assert "Inget är skrivet, för det här var en provkörning." in said
    assert tree(root) == before


@each_command
def test_a_crash_in_the_middle_leaves_everything_as_it_was(
    words: tuple[str, ...], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(root)

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for part in ("_place", "_stage"):
        with monkeypatch.context() as patched:
            patched.setattr(writing, part, full_disk)
            with pytest.raises(OSError, match="No space"):
                kanalboken.run(words)
        assert tree(root) == before
    assert kanalboken.run(words) == 0
    assert tree(root) != before


@each_command
def test_two_pens_never_write_at_once(words: tuple[str, ...], root: Path) -> None:
    before = tree(root)
    with alone(root), pytest.raises(Refused, match=BUSY):
        kanalboken.run(words)
    assert tree(root) == before


# Edits in a text.

ORDER = ("a", "b", "c", "d", "e")
WRITTEN = """\
# Om filen.

# Om a.
a: 1 # ett
# Om c.
c:
  # Om x.
  x: 2 # två
  # Om z.
  z: 3
# Om d.
d:
- on: 2026-01-01
  by: x # kvar
  # Sist i d.
# Slut.
"""


def test_what_is_new_goes_where_the_schema_has_it() -> None:
    after = with_value(WRITTEN, "b", "ny: å", ORDER)
    after = with_value(after, "a", "1.0", ORDER)
    after = with_values_inside(after, "c", {"y": "2026-11-22", "x": 4}, ORDER, ("x", "y", "z"))
    after = with_item(after, "d", {"on": "2027-01-01", "covers": ["layout", "content"]}, ORDER)
    after = with_item(after, "e", "sist", ORDER)
    assert (
        after
        == """\
# Om filen.

# Om a.
a: "1.0" # ett
b: "ny: å"
# Om c.
c:
  # Om x.
  x: 4 # två
  y: 2026-11-22
  # Om z.
  z: 3
# Om d.
d:
- on: 2026-01-01
  by: x # kvar
  # Sist i d.
- on: 2027-01-01
  covers: [layout, content]
e: [sist]
# Slut.
"""
    )
    assert without(after, "d").count("on:") == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{a: 1}\n", {"a": 1, "c": {"x": 1}, "d": ["y"]}),
        ("a: 1\nc: {z: 2}\nd: [x]\n", {"a": 1, "c": {"x": 1, "z": 2}, "d": ["x", "y"]}),
        ("a: 1\nc:\nd:\n", {"a": 1, "c": {"x": 1}, "d": ["y"]}),
        ("a: 1", {"a": 1, "c": {"x": 1}, "d": ["y"]}),
    ],
)
def test_a_mapping_or_list_may_be_written_in_any_way(before: str, after: object) -> None:
    edited = with_values_inside(before, "c", {"x": 1}, ORDER, ("x", "z"))
    assert read(with_item(edited, "d", "y", ORDER)) == after


def test_an_item_is_written_as_its_neighbours() -> None:
    after = with_item('d:\n  - {on: 2026-01-01, by: "x, y"}\n', "d", {"on": "2027-01-01", "by": "å, ä"}, ORDER)
    assert after.splitlines()[-1] == '  - {on: 2027-01-01, by: "å, ä"}'


@pytest.mark.parametrize(
    "value", ["ja", "no", "1.0", "123", "2026-11-22", "a: b", "# x", "- x", "'x'", '"', "x" * 300, "å\\n"]
)
def test_a_value_is_read_as_it_was_written(value: str) -> None:
    assert read(account_text({"notes": value})) == {"notes": value}


# The order of files.


def kept_files(root: Path) -> list[SourceFile]:
    return [
        file for file in files(root) if file.path.startswith("policy_data/") and not file.kind.startswith("decided")
    ]


def comments(text: str) -> list[str]:
    return sorted(line[line.index("#") :].rstrip() for line in text.splitlines() if "#" in line)


@pytest.mark.parametrize("root", [ROOT, MINIATURE], ids=["shipped", "miniature"])
def test_a_file_in_order_says_the_same_and_stays_as_it_is(root: Path) -> None:
    found = kept_files(root)
    assert len(found) > 30
    for file in found:
        form = form_of(file.kind)
        once = canonical(file.text, form)
        assert read(once) == file.value, file.path
        assert comments(once) == comments(file.text), file.path
        assert canonical(once, form) == once, file.path


def messy(text: str, dice: random.Random) -> str:
    """Write a text as somebody else might have: other indentation, spaces, empty lines and comments anywhere."""
    yaml, stream = YAML(), StringIO()
    yaml.preserve_quotes, yaml.width = True, dice.choice([60, 4096])
    mapping, sequence, offset = dice.choice([(2, 2, 0), (4, 6, 3), (2, 4, 2), (3, 5, 2)])
    yaml.indent(mapping=mapping, sequence=sequence, offset=offset)
    yaml.representer.ignore_aliases = lambda _: True
    yaml.dump(yaml.load(text), stream)
    lines = stream.getvalue().split("\n")
    for _ in range(dice.randrange(6)):
        at = dice.randrange(len(lines))
        depth = len(lines[at]) - len(lines[at].lstrip())
        match dice.randrange(3):
            case 0:
                lines.insert(at, f"{' ' * dice.choice([0, depth, depth + 2])}# anmärkning {dice.randrange(99)} å")
            case 1:
                lines.insert(at, dice.choice(["", "  "]))
            case 2:
                lines[at] = lines[at].replace(": ", ":   ", 1)
    return "\n".join(lines)


def test_whatever_is_written_by_hand_is_put_in_order_once_and_for_all() -> None:
    dice = random.Random(4)  # noqa: S311 - the same every time
    found = [file for file in kept_files(ROOT) if len(file.text) < 5000]
    for file in dice.sample(found, 80):
        written, form = messy(file.text, dice), form_of(file.kind)
        try:
            value = read(written)
        except Unreadable:  # a comment in the middle of a long value
            continue
        once = canonical(written, form)
        assert read(once) == value, written
        assert comments(once) == comments(written), written
        assert canonical(once, form) == once, written


def test_whatever_strangers_send_is_put_in_order_or_left() -> None:
    outcomes: Counter[str] = Counter()
    for path in sorted((ROOT / "tests/hostile").rglob("*.yaml")):
        if path.is_symlink() or not path.is_file():
            continue
        form = form_of(FOLDERS.get(path.parent.name, "account"))
        try:
            once = canonical(decode(path.read_bytes()).replace("\r\n", "\n"), form)
        except (Unkept, Unreadable) as refusal:
            outcomes[type(refusal).__name__] += 1
            continue
        assert canonical(once, form) == once, path
        outcomes["in order"] += 1
    assert outcomes["in order"] > outcomes["Unreadable"] > outcomes["Unkept"] > 0


UNORDERED = """\
# yaml-language-server: $schema=../../checks/schemas/account.json


# Om syftet.
purpose: 'Berätta'   # kort
url:   https://x.com/a


goals:
- >-
  Ett mål
  till
# Om vem.
- {by: a,  on: 2026-01-01}
platform: x

approval:
    # Dagen.
    on: 2026-01-02
    by: 'it''s'
    # Slut på godkännandet.
# Slut.
"""


def test_what_order_is() -> None:
    assert (
        canonical(UNORDERED, form_of("account"))
        == """\
# yaml-language-server: $schema=../../checks/schemas/account.json

# Om syftet.
platform: x
url: https://x.com/a
purpose: "Berätta"   # kort

approval:
  by: "it's"
  # Dagen.
  on: 2026-01-02
  # Slut på godkännandet.

goals:
  - >-
    Ett mål
    till
  # Om vem.
  - {by: a, on: 2026-01-01}
# Slut.
"""
    )


@pytest.mark.parametrize("text", ["[a, b]\n", "{a: b}\n", "%YAML 1.1\n---\na: b\n", "? a\n: b\n", "a: |+\n  b\n\n"])
def test_what_cannot_be_kept_whole_is_left(text: str) -> None:
    with pytest.raises(Unkept):
        canonical(text, form_of("account"))


def test_format_puts_in_order_and_says_which(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kanalboken.run(["format"]) == 0
    capsys.readouterr()
    before = tree(root)
    (root / FACEBOOK).write_text(text(root, FACEBOOK).replace("handle: ", "handle:   "), encoding="utf-8")
    assert kanalboken.run(["format", "--check"]) == 1
    assert capsys.readouterr().out == f"{FACEBOOK}: är inte ordnad. Kör `kanalboken format`.\n"
    assert kanalboken.run(["format", "policy_data/units"]) == 0
    assert kanalboken.run(["format", "policy_data/units/../accounts"]) == 0
    assert tree(root) == before
    assert kanalboken.run(["format", "--check"]) == 0
    assert "Alla filer är ordnade." in capsys.readouterr().out


def test_format_leaves_what_it_cannot_read_and_what_is_decided(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / FACEBOOK).write_text("a: [\n", encoding="utf-8")
    frozen = {path: bytes_ for path, bytes_ in tree(root).items() if "/decided/" in path}
    assert frozen
    assert kanalboken.run(["format"]) == 1
    assert f"{FACEBOOK}: går inte att ordna" in capsys.readouterr().out
    assert text(root, FACEBOOK) == "a: [\n"
    assert {path: bytes_ for path, bytes_ in tree(root).items() if "/decided/" in path} == frozen
    for path in ("policy_data/decided", "/etc/passwd", "docs"):
        with pytest.raises(Refused, match="är ingen fil i policy_data som går att ordna"):
            kanalboken.run(["format", path])


def test_the_form_knows_what_the_schemas_refer_to() -> None:
    account = form_of("account")
    assert list(account.keys["approval"].keys) == ["by", "on", "retroactive"]
    assert list(account.keys["snapshots"].items.keys)[:3] == ["on", "reference", "covers"]
    assert "title" in form_of("unit").keys["roles"].others.keys
    assert "id" in form_of("document").keys["sections"].items.keys["sections"].items.keys["guidelines"].items.keys
    assert account.keys["handle"].keys == {}
    assert account.keys["reviews"].items.keys["outcome"].choices["close"] == "kontot avslutas"
