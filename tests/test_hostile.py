"""Whatever a pull request brings, it is refused on its line or it is mere text: nothing runs, nothing hangs.

The files are those of `tests/hostile`, judged in a process of its own that is not allowed much memory and that notes
whatever it does besides reading; what git can't carry is made here. What reaches pages and PDFs is tried in
`test_planted.py`.
"""

import json
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from checks.policy.tree import FOLDERS, SINGLE_FILES
from checks.report import FORMATS
from checks.run import judge, open_policy
from tests.hostile_files import HOSTILE, SILENT, Hostile, corpus
from tests.municipality import ROOT, TODAY, Municipality, overlay

FILES = {one.name: one for one in corpus()}
REFUSED = [name for name, one in FILES.items() if one.refused]
ACCEPTED = [name for name, one in FILES.items() if not one.refused]

SECONDS = 2  # of computing, for a file; here even a whole lot of them keeps below
MEGABYTES = 300
HANGS = 20  # seconds of computing

Judged = Mapping[str, Any]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """What came of judging all the files, lot by lot."""
    root = overlay(tmp_path_factory.mktemp("hostile"), {"docs/index.md": "# Miniköping\n"})
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile_files", root],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    found: Judged = json.loads(done.stdout)
    return {**found, "lot_of": {name: lot for lot in found["lots"] for name in lot["names"]}}


def test_the_corpus_is_large_and_has_every_kind_of_data() -> None:
    assert len(FILES) >= 150
    for names in (REFUSED, ACCEPTED):
        places = {FILES[name].goes_to for name in names}
        folders = {place.split("/")[1] for place in places if place.startswith("policy_data/")}
        assert folders >= {*FOLDERS, *(f"{name}.yaml" for name in SINGLE_FILES)} - (
            set() if names is REFUSED else {"decided"}  # what is decided is written by the pen, never by hand
        )
        assert any(place.startswith("docs/") for place in places)


def test_every_file_says_what_must_happen() -> None:
    unsaid = [name for name in ACCEPTED if not name.startswith("accepted/")]
    assert unsaid == []
    assert [name for name in REFUSED if not name.startswith("refused/")] == []
    silent = {line.partition(":")[0] for line in SILENT.read_text(encoding="utf-8").splitlines()[1:]}
    assert silent <= set(FILES), "a line in silent.yaml without its file"
    assert {path.relative_to(HOSTILE).as_posix() for path in HOSTILE.rglob("*") if path.is_file()} == {
        *FILES,
        SILENT.name,
    }


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_on_its_line(name: str, judged: Judged) -> None:
    hostile: Hostile = FILES[name]
    found = [row for row in judged["lot_of"][name]["findings"] if row[0] == hostile.goes_to]
    stopping = {(check, line) for _, line, _, check, stops, _, _ in found if stops}
    assert set(hostile.refused) <= stopping, found


def test_what_is_mere_text_is_accepted(judged: Judged) -> None:
    lot = judged["lot_of"][ACCEPTED[0]]
    assert set(lot["names"]) == set(ACCEPTED)
    assert [row for row in lot["findings"] if row[4]] == []


def test_every_finding_has_a_place_a_sentence_and_a_remedy(judged: Judged) -> None:
    for lot in judged["lots"]:
        for file, line, column, _, _, sentence, remedy in lot["findings"]:
            assert (file, sentence, remedy) > ("", "", "")
            assert min(line, column) >= 1


def test_it_is_quick_and_small(judged: Judged) -> None:
    assert {lot["names"][0]: lot["seconds"] for lot in judged["lots"] if lot["seconds"] > SECONDS} == {}
    assert judged["megabytes"] < MEGABYTES


def test_the_judge_reads_and_does_nothing_else(judged: Judged) -> None:
    assert [deed for lot in judged["lots"] for deed in lot["deeds"]] == []
    assert [path for path in (ROOT / "canary", Path("canary"), Path("/tmp/canary")) if path.exists()] == []  # noqa: S108  # where they want to write


def test_no_report_carries_a_control_character(judged: Judged) -> None:
    assert [lot["names"] for lot in judged["lots"] if lot["control"]] == []


def test_no_report_lets_a_text_say_more_than_it_is(municipality: Municipality) -> None:
    said = "::error::x%0A::stop-commands::y ##[group]z ]]> <b>&lt; | `|"
    account = f"'{said}': x\nplatform: '{said}'\nunit: {{'{said}': '{said}'}}\n"
    findings = judge(open_policy(municipality({"policy_data/accounts/canary.yaml": account}), TODAY))
    assert len(findings) > 1
    reports = {name: one.write(findings) for name, one in FORMATS.items()}
    *commands, _ = reports["github"].splitlines()
    assert len(commands) == len(findings)
    assert all(line.startswith("::error file=policy_data/accounts/canary.yaml,line=") for line in commands)
    assert not any(line.lstrip().startswith(("::", "##[")) for line in reports["text"].splitlines())
    assert len(json.loads(reports["json"])["findings"]) == len(json.loads(reports["gitlab"])) == len(findings)
    assert len(ET.fromstring(reports["junit"]).findall(".//testcase")) == len(findings)  # noqa: S314  # it is our own


# What git can't carry, or not to every computer.

Made = Callable[[Path], None]
NAMES: Mapping[str, tuple[str, str]] = {
    "up and out": ("policy_data/accounts/..%2f..%2fmuseet.yaml", "KO003"),
    "capitals, which collide": ("policy_data/accounts/Kultur-Facebook.yaml", "KO003"),
    "a letter and its ring": ("policy_data/accounts/a\u030a.yaml", "KO003"),
    "a letter with a ring": ("policy_data/accounts/\u00e5.yaml", "KO003"),
    "a look-alike": ("policy_data/accounts/kultur-f\u0430cebook.yaml", "KO003"),
    "text turned round": ("policy_data/accounts/a\u202elmay.yaml", "KO003"),
    "a line break": ("policy_data/accounts/a\nb.yaml", "KO003"),
    "an escape": ("policy_data/accounts/\x1b[2Ja.yaml", "KO003"),
    "a quote": ("policy_data/accounts/a'\"b.yaml", "KO003"),
    "a shell's words": ("policy_data/accounts/$(touch canary).yaml", "KO003"),
    "an option": ("policy_data/accounts/--help.yaml", "KO003"),
    "a template": ("policy_data/accounts/{{ canary }}.yaml", "KO003"),
    "a tag": ("policy_data/accounts/<b>.yaml", "KO003"),
    "a space at the end": ("policy_data/accounts/kultur .yaml", "KO003"),
    "only the ending": ("policy_data/accounts/.yaml", "KO003"),
    "too long": (f"policy_data/accounts/{'a' * 200}.yaml", "KO003"),
    "another ending": ("policy_data/accounts/museet.yml", "KO001"),
    "a backup": ("policy_data/accounts/museet.yaml~", "KO001"),
    "a program": ("policy_data/accounts/museet.py", "KO001"),
    "a hidden file": ("policy_data/.env", "KO001"),
    "a folder nobody knows": ("policy_data/hooks/museet.yaml", "KO001"),
    "a folder too far down": ("policy_data/accounts/a/museet.yaml", "KO001"),
    "a page that is no Markdown": ("docs/canary.html", "KO001"),
    "a page in capitals": ("docs/canary.HTML", "KO001"),
    "a script beside the pages": ("docs/riktlinjer/canary.js", "KO001"),
    "a drawing that may hold a script": ("docs/canary.svg", "KO001"),
    "a page without an ending": ("docs/canary", "KO001"),
    "a template beside the pages": ("docs/canary.j2", "KO001"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_refused(name: str, municipality: Municipality) -> None:
    path, check = NAMES[name]
    assert_refused(municipality({path: "name: Museet\n"}), path, check)


def assert_refused(root: Path, path: str, check: str) -> None:
    found = judge(open_policy(root, TODAY))
    assert any((one.file, one.line, one.check, one.stops) == (path, 1, check, True) for one in found), found
    assert all(ord(letter) >= 32 or letter == "\n" for letter in FORMATS["text"].write(found))


LINKS: Mapping[str, tuple[str, str]] = {
    "a file of the data": ("policy_data/accounts/museet.yaml", "/etc/passwd"),
    "a file of the data, by a way up": ("policy_data/accounts/museet.yaml", "../../../../etc/passwd"),
    "a file of the data, to another in the tree": ("policy_data/accounts/museet.yaml", "kultur-facebook.yaml"),
    "a file of the data, to itself": ("policy_data/accounts/museet.yaml", "museet.yaml"),
    "a file of the data, that never ends": ("policy_data/accounts/museet.yaml", "/dev/zero"),
    "a folder of the data": ("policy_data/attestations", "/etc"),
    "a decided print": ("policy_data/decided/minikoping-arkiv/2.0.pdf", "/etc/passwd"),
    "a page": ("docs/canary.md", "/etc/passwd"),
    "a picture": ("docs/canary.png", "/etc/passwd"),
    "a file of the assets": ("docs/assets/canary.css", "/etc/passwd"),
    "a folder of pages": ("docs/canary", "/"),
    "a hidden folder of pages": ("docs/.canary", "/"),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_is_refused_wherever_it_leads(name: str, municipality: Municipality) -> None:
    path, target = LINKS[name]
    root = municipality({"docs/index.md": "# Miniköping\n", "docs/assets/a.css": ""})
    (root / path).symlink_to(target)
    assert_refused(root, path, "KO001")


# What is large, and would take for ever if it were searched carelessly.

LONG = 400_000


def guide_of_rules(count: int) -> str:
    """A guide with as many rules as a file has room for, each naming twelve of twenty questions."""
    questions = [
        f"{{id: q{at}, text: Fråga {at}?, answers: [{{id: a, text: A}}, {{id: b, text: B}}]}}" for at in range(20)
    ]
    whens = [", ".join(f"q{at}: {'ab'[row >> at & 1]}" for at in range(12)) for row in range(count)]
    rules = [f"{{when: {{{when}}}, then: x}}" for when in whens]
    return "\n".join(
        [
            "{title: Canary, summary: Canary, actors: [editor], topic: svar-och-avsandare,",
            f"questions: [{', '.join(questions)}],",
            f"rules: [{', '.join(rules)}],",
            "outcomes: [{id: x, title: X, text: X, guidelines: [stand-in]},",
            "{id: y, title: Y, text: Y, guidelines: [stand-in]}],",
            "cases: [{situation: X, answers: {q0: a}, outcome: x}]}",
        ]
    )


ENDLESS: Mapping[str, tuple[str, str]] = {
    f"a page of {what}": ("docs/canary.md", "# Sida\n\n" + text)
    for what, text in {
        "braces": "{" * LONG,
        "signs between braces": "{" + "=" * LONG,
        "brackets": "[" * LONG,
        "links that never end": "](" * (LONG // 2),
        "a definition of spaces": "[a]:" + " " * LONG,
        "tags that never end": "<p " * (LONG // 3),
        "a tag of spaces": "<p" + " " * LONG,
        "comments that never end": "<!-- " * (LONG // 5),
        "pictures that never end": "![" * (LONG // 2),
        "calls that never end": '{{ guidelines("' * (LONG // 15),
        "line breaks": "\n" * LONG,
    }.items()
} | {
    "a page of settings": ("docs/canary.md", "---\n" + "hide: [toc]\n" * (LONG // 12)),
    "a page of one setting": ("docs/canary.md", "---\ntitle: a" + " " * LONG + "<\n---\n"),
    "a guide of a thousand rules": (
        "policy_data/guides/canary.yaml",
        guide_of_rules(1500),
    ),
    "a guide of two hundred rules": ("policy_data/guides/canary.yaml", guide_of_rules(200)),
    "an account of unknown keys": (
        "policy_data/accounts/canary.yaml",
        "".join(f"platform{at}: x\n" for at in range(20_000)),
    ),
    "an account of code": (
        "policy_data/accounts/canary.yaml",
        f"former_handles: [{', '.join(['{handle: <b>}'] * 10_000)}]\n",
    ),
    "a look-up of itself": (
        "policy_data/statutes/canary.yaml",
        "name: Canary\nkind: lag\nfrom: null\nchecked: null\nreplaced_by: [canary]\n",
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_nothing_is_searched_for_ever(name: str, municipality: Municipality) -> None:
    path, text = ENDLESS[name]
    root = municipality({path: text})
    began = time.process_time()
    findings = judge(open_policy(root, TODAY))
    assert time.process_time() - began < HANGS
    assert all(one.line >= 1 for one in findings)
