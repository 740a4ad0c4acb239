"""The laws of the house that a machine can see: who imports whom, writes, reads the clock, and where numbers stand."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.run import judge, open_policy
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality

OURS = ("kanalboken", "hooks", "registrar", "probe", "checks")
MODEL = {"yaml", "msgspec"}
CORE = MODEL | {"jsonschema", "jsonschema_rs", "referencing"}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top or inside a function; `from a import b` counts as a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


# Law 1: arrows point down.


def strays(folder: str, *allowed: str, outside: set[str] | None = None) -> list[str]:
    """What the modules of a folder import of ours beyond the allowed, and of others' beyond `outside`."""
    found = []
    for path in modules(folder):
        for name in imports(path):
            ours = within(name, *OURS) and not within(name, *allowed)
            foreign = name.split(".")[0] not in {*sys.stdlib_module_names, *OURS, *(outside or {name.split(".")[0]})}
            if ours or foreign:
                found.append(f"{path.relative_to(ROOT)}: {name}")
    return found


def test_the_ground_floor_imports_only_itself() -> None:
    assert strays("checks/policy", "checks.policy", outside=MODEL) == []


def test_checks_import_only_the_ground_floor_and_never_each_other() -> None:
    rules = ROOT / "checks/rules"
    found = [
        f"{path.stem}: {name}"
        for path in rules.glob("ko*.py")
        for name in imports(path)
        if not within(name, "checks.policy") and name.split(".")[0] not in sys.stdlib_module_names
    ]
    assert found == []


def test_the_judge_imports_neither_printer_nor_pen_and_needs_only_the_core() -> None:
    assert strays("checks", "checks", outside=CORE) == []


def test_the_probe_imports_only_the_judge_and_nothing_foreign_but_the_classes() -> None:
    assert strays("probe", "probe", "checks", outside={"msgspec"}) == []


def test_the_printer_imports_neither_door_nor_pen() -> None:
    assert strays("hooks", "hooks", "checks") == []


def test_the_arrow_test_sees_a_stray_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "stray.py").write_text("def f():\n    from hooks import pages\n    import mkdocs\n")
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    assert strays("checks", "checks", outside=CORE) == ["checks/stray.py: hooks.pages", "checks/stray.py: mkdocs"]


# Law 2: the judge never writes.

WATCHED = """
import os, sys
sys.path.insert(0, {root!r})
import kanalboken
kanalboken.run(["explain", "KO101"])  # everything that is imported late is imported now
CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.chmod",
           "shutil.", "subprocess.Popen", "os.system", "socket.")
def watch(event, arguments):
    writes = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if writes or event.startswith(CHANGES):
        raise SystemExit(f"{{event}} {{arguments}}")
sys.addaudithook(watch)
formats = (["check", "--format", name] for name in ("text", "json", "github", "gitlab", "junit"))
for words in (*formats, ["explain", "KO102"], ["check", "--as-of", "2027-12-31"]):
    kanalboken.run(words)
"""


def test_the_judge_writes_nothing_and_starts_nothing(municipality: Municipality) -> None:
    root = municipality(ROOT / "checks/cases/KO102/bad")
    script = WATCHED.format(root=str(ROOT))
    done = subprocess.run([sys.executable, "-B", "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_watch_sees_a_write(municipality: Municipality) -> None:
    script = WATCHED.format(root=str(ROOT)) + "open('policy_data/x', 'w')"
    done = subprocess.run(
        [sys.executable, "-B", "-c", script], cwd=municipality({}), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "policy_data/x" in done.stderr


# Law 3: only the door and the printer's edge read the clock.

CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
MAY_READ_THE_CLOCK = {"kanalboken.py", "hooks/macros.py", "hooks/build.py"}


def reads_clock(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS):
        return False
    owner = ast.unparse(node.func.value).rpartition(".")[2]
    return owner in {"date", "datetime", "time"}


def test_only_the_door_and_the_printers_edge_read_the_clock() -> None:
    sources = [ROOT / "kanalboken.py", *(path for folder in OURS[1:] for path in modules(folder))]
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in sources
        if any(reads_clock(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert readers <= MAY_READ_THE_CLOCK
    assert "kanalboken.py" in readers, "the test still sees a clock being read"


# Law 4: what fails its schema is still known by id, but is not judged further.


def check_numbers(root: Path) -> set[tuple[str, str]]:
    return {(one.file, one.check) for one in judge(open_policy(root, TODAY))}


MALFORMED = (
    "platform: facebook\nhandle: museet\nurl: https://museet.example\nunit: kultur\ncategory: verksamhet\nfel: 1\n"
)


def test_a_malformed_account_is_refused_once_and_references_to_it_resolve(municipality: Municipality) -> None:
    successor = (MINIATURE / "policy_data/accounts/kultur-x.yaml").read_text(encoding="utf-8")
    root = municipality(
        {
            "policy_data/accounts/museet.yaml": MALFORMED,
            "policy_data/accounts/kultur-x.yaml": successor.replace("successor: kultur-facebook", "successor: museet"),
        }
    )
    assert check_numbers(root) == {("policy_data/accounts/museet.yaml", "KO002")}


@pytest.mark.parametrize(("extra", "check"), [("fel: 1\n", "KO002"), ("head: igen\n", "KO001")])
def test_a_broken_unit_is_one_finding_and_its_accounts_are_unknown(
    municipality: Municipality, extra: str, check: str
) -> None:
    unit = (MINIATURE / "policy_data/units/kultur.yaml").read_text(encoding="utf-8")
    root = municipality({"policy_data/units/kultur.yaml": unit + extra})
    assert check_numbers(root) == {("policy_data/units/kultur.yaml", check)}


# Law 7: numbers are parameters.

NUMBER_OF_TIME = re.compile(
    r"\b\d{1,3}\s*-?\s*(?:sekund|minut|timm|dygn|dag(?:en|ar|arna|ars)?\b|arbetsdag|vardag|veck|månad|kvartal|år(?:et|en|s|iga?)?\b)"
)
MAY_HOLD_NUMBERS = re.compile(r"^\s*(?:notes?|said|purpose)\b")


def texts_for_readers() -> Iterator[Path]:
    for folder in ("guidelines", "texts", "categories", "units", "guides"):
        yield from (ROOT / "policy_data" / folder).glob("*.yaml")
    yield from (ROOT / "docs").rglob("*.md")
    yield from (ROOT / "hooks").rglob("*.j2")
    yield from (ROOT / "checks/rules").glob("*.py")


def test_no_number_of_time_stands_outside_the_documents() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in texts_for_readers()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if NUMBER_OF_TIME.search(line) and not MAY_HOLD_NUMBERS.match(line)
    ]
    assert found == []


@pytest.mark.parametrize("text", ["svar inom 48 timmar", "efter 14 dagar", "under 13 år", "en 2-årig plan", "3 veckor"])
def test_the_law_of_numbers_sees_a_number(text: str) -> None:
    assert NUMBER_OF_TIME.search(text)


@pytest.mark.parametrize("text", ["1998 års lag", "2 roller", "den 22 november 2026", "minst 300 besök", "5 §"])
def test_the_law_of_numbers_lets_other_numbers_be(text: str) -> None:
    assert not NUMBER_OF_TIME.search(text)
