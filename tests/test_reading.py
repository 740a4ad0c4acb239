"""Whatever stands in the data, the answer is a Swedish finding with file, line and remedy: no traceback, no hang."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.policy.reading import MAX_BYTES, PLAINLY_SEEN, UNSEEN_CHARACTER, Unreadable, find_marks, read
from checks.report import as_json, as_text
from checks.run import judge, open_policy
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality, overlay

ACCOUNT = """\
platform: facebook
handle: museetiminikoping
url: https://www.facebook.com/museetiminikoping
unit: kultur
category: verksamhet
owner: bibliotekarie
stand_in: kulturchef
purpose: Visa museets samlingar
"""
LAST = ACCOUNT.count("\n") + 1  # the line after the account's own
NEW = "policy_data/accounts/museet.yaml"

# What stands after the account's own lines, the line of the finding, and words of its sentence.
IN_A_FILE: dict[str, tuple[str | bytes, int, str]] = {
    "broken YAML": ("plan: [öppen\n", LAST, "parentes"),
    "unbalanced quote": ('plan: "öppen\n', LAST, "citattecken"),
    "colon in a value": ("plan: Mål: fler besök\n", LAST, "kolon"),
    "no colon": ("plan\n", LAST, "kolon"),
    "wrong indent": ("approval:\n  by: kulturchef\n on: 2026-01-01\n", LAST + 2, "Indraget"),
    "tab": ("approval:\n\tby: kulturchef\n", LAST + 1, "tabb"),
    "duplicate key": ("owner: kulturchef\n", LAST, "två gånger"),
    "duplicate key inside": ("approval: {by: a, by: b}\n", LAST, "två gånger"),
    "anchor": ("plan: &a x\n", LAST, "Ankare"),
    "alias": ("plan: *a\n", LAST, "alias"),
    "merge key": ("approval:\n  <<: {by: kulturchef}\n", LAST + 1, "<<"),
    "tag": ("plan: !!python/object/apply:os.system [id]\n", LAST, "Taggen"),
    "local tag": ("plan: !include /etc/passwd\n", LAST, "Taggen"),
    "several documents": ("---\nplan: två\n", LAST, "flera YAML-dokument"),
    "list as key": ("? [a, b]\n: c\n", LAST, "nyckel"),
    "hard space": ("plan:\u00a0Museiplanen\n", LAST, "hårt mellanslag"),
    "zero width space": ("plan: Musei\u200bplanen\n", LAST, "osynligt tecken"),
    "right to left override": ("plan: Musei\u202eplanen\n", LAST, "osynligt tecken"),
    "escaped right to left override": ('plan: "Musei\\u202Eplanen"\n', LAST, "osynligt tecken"),
    "escaped escape": ('plan: "\\e[2J"\n', LAST, "osynligt tecken"),
    "escape": ("plan: \x1b[2J\n", LAST, "osynligt tecken"),
    "NUL": ("plan: a\x00b\n", LAST, "osynligt tecken"),
    "cp1252": ("plan: Föremålen\n".encode("cp1252"), LAST, "UTF-8"),
    "a day that does not exist": ("opened_on: 2026-02-30\n", LAST, "datum"),
    "a date with time": ("opened_on: 2026-02-03T04:05:06\n", LAST, "`opened_on`"),
    "path in an id": ("about_text: ../../etc/passwd\n", LAST, "`about_text`"),
    "template": ("plan: Se {{ config }}\n", LAST, "kod"),
    "template statement": ('plan: "{% include x %}"\n', LAST, "kod"),
    "script": ("plan: <script>alert(1)</script>\n", LAST, "kod"),
    "javascript": ('notes: "javascript:alert(1)"\n', LAST, "kod"),
    "javascript as address": ('graphic_profile: {link: "javascript:alert(1)"}\n', LAST, "kod"),
    "yes is text": ("admin_tool: yes\n", LAST, "`true` eller `false`"),
    "a number where text belongs": ("plan: 2026\n", LAST, "ska vara text"),
    "a list where text belongs": ("plan: [a]\n", LAST, "ska vara text"),
    "a mapping where a list belongs": ("editors: {a: b}\n", LAST, "lista"),
    "nothing where a mapping belongs": ("approval:\n", LAST, "nycklar med värden"),
    "unknown key": ("Plan: Museiplanen\n", LAST, "`Plan` finns inte"),
    "true as key": ("true: x\n", LAST, "`true` finns inte"),
    "a huge number": (f"plan: {'9' * 400}\nstatus: 1\n", LAST + 1, "status"),
}

# The whole file, the line of the finding, and words of its sentence.
WHOLE_FILES: dict[str, tuple[str, bytes, int, str]] = {
    "empty": (NEW, b"", 1, "tom"),
    "only a comment": (NEW, b"# ingenting\n", 1, "tom"),
    "only null": (NEW, b"null\n", 1, "tom"),
    "a list at the top": (NEW, b"- platform: facebook\n", 1, "nycklar med värden"),
    "a word at the top": (NEW, b"facebook\n", 1, "nycklar med värden"),
    "byte-order mark": (NEW, b"\xef\xbb\xbf" + ACCOUNT.encode(), 1, "BOM"),
    "UTF-16": (NEW, ACCOUNT.encode("utf-16"), 1, "BOM"),
    "UTF-16 without mark": (NEW, ACCOUNT.encode("utf-16-le"), 1, "osynligt tecken"),
    "a picture": (NEW, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1, "UTF-8"),
    "aliases that explode": (
        NEW,
        b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (i + 1, i + 1, i, i) for i in range(97, 120)),
        1,
        "Ankare",
    ),
    "a thousand lists deep": (NEW, b"a: " + b"[" * 1000 + b"]" * 1000, 1, "nivåer"),
    "a thousand mappings deep": (NEW, b"".join(b" " * i + b"a:\n" for i in range(800)), 24, "nivåer"),
    "huge": (NEW, b"notes: " + b"x" * (MAX_BYTES + 1), 1, "Gränsen"),
    "a hundred thousand values": (NEW, b"goals: [" + b"a," * 100_000 + b"a]", 1, "för stor"),
    "a file name that is no id": ("policy_data/accounts/..%2f..%2fmuseet.yaml", ACCOUNT.encode(), 1, "id"),
    "dots for a name": ("policy_data/accounts/...yaml", ACCOUNT.encode(), 1, "id"),
    "a file name with a line break": ("policy_data/accounts/a\nb.yaml", ACCOUNT.encode(), 1, "id"),
    "a file in a folder too far down": ("policy_data/accounts/x/museet.yaml", ACCOUNT.encode(), 1, "hör inte"),
    "another ending": ("policy_data/accounts/museet.yml", ACCOUNT.encode(), 1, "hör inte"),
    "an unknown folder": ("policy_data/konton/museet.yaml", ACCOUNT.encode(), 1, "hör inte"),
    "a file of another kind": ("policy_data/accounts/museet.csv", b"konto;adress\n", 1, "hör inte"),
    "an id with a path": ("policy_data/documents/annat.yaml", b"id: ../annat\n", 1, "`id`"),
}


HANGS = 60  # seconds: what takes longer does not answer; how fast it is, is for benchmarks to measure


def heads(root: Path) -> list[str]:
    """What the judge says about a folder, the first line of each finding; it never takes long."""
    began = time.monotonic()
    findings = judge(open_policy(root, TODAY))
    assert time.monotonic() - began < HANGS
    assert all(one.sentence and one.remedy for one in findings)
    return [row for row in as_text(findings).splitlines() if not row.startswith("    ")]


def assert_found(root: Path, path: str, line: int, words: str) -> None:
    found = heads(root)
    assert any(head.startswith(f"{path}:{line}:") and words in head for head in found), found


@pytest.mark.parametrize("name", IN_A_FILE)
def test_a_bad_line_is_a_finding_on_that_line(name: str, municipality: Municipality) -> None:
    content, line, words = IN_A_FILE[name]
    assert_found(municipality({NEW: bad_line(content)}), NEW, line, words)


def bad_line(content: str | bytes) -> bytes:
    return ACCOUNT.encode() + (content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_bad_file_is_a_finding(name: str, municipality: Municipality) -> None:
    path, raw, line, words = WHOLE_FILES[name]
    assert_found(municipality({path: raw}), path.replace("\n", "\N{REPLACEMENT CHARACTER}"), line, words)


def test_the_real_command_tells_of_all_of_it_at_once(municipality: Municipality) -> None:
    files = {f"policy_data/accounts/rad-{index}.yaml": bad_line(row[0]) for index, row in enumerate(IN_A_FILE.values())}
    files |= {
        path if path != NEW else f"policy_data/accounts/fil-{index}.yaml": raw
        for index, (path, raw, _, _) in enumerate(WHOLE_FILES.values())
    }
    root = municipality(files)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, ROOT / "kanalboken.py", "check"], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert time.monotonic() - began < HANGS
    for path in files:
        assert f"{path.replace(chr(10), chr(0xFFFD))}:" in done.stdout
    assert "Traceback" not in done.stdout


def test_folders_in_folders_without_end_are_a_finding(municipality: Municipality) -> None:
    root = municipality({})
    descend_and_write(root / "policy_data", 900)
    assert_found(root, "policy_data" + "/a" * 12, 1, "hör inte")


def descend_and_write(folder: Path, depth: int) -> None:
    here = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("a", dir_fd=here)
        below = os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


def test_a_link_out_of_the_tree_is_not_followed(municipality: Municipality) -> None:
    root = municipality({})
    (root / NEW).symlink_to("/etc/passwd")
    assert_found(root, NEW, 1, "länk")


def test_a_link_to_a_folder_is_not_followed(municipality: Municipality) -> None:
    root = municipality({})
    (root / "policy_data/accounts/mapp").symlink_to(root)
    assert_found(root, "policy_data/accounts/mapp", 1, "hör inte")


def test_a_dangling_link_is_a_finding(municipality: Municipality) -> None:
    root = municipality({})
    (root / NEW).symlink_to("finns-inte")
    assert_found(root, NEW, 1, "länk")


def test_a_folder_called_like_a_file_is_a_finding(municipality: Municipality) -> None:
    root = municipality({})
    (root / NEW).mkdir()
    assert_found(root, NEW, 1, "vanlig fil")


def test_a_pipe_is_a_finding_and_nobody_waits_for_it(municipality: Municipality) -> None:
    root = municipality({})
    os.mkfifo(root / NEW)
    assert_found(root, NEW, 1, "vanlig fil")


def test_a_page_that_is_a_link_is_a_finding(municipality: Municipality) -> None:
    root = municipality({"docs/index.md": "# Handboken\n"})
    (root / "docs/annan.md").symlink_to("/etc/passwd")
    assert_found(root, "docs/annan.md", 1, "länk")


def test_no_organisation_at_all_is_a_finding(municipality: Municipality) -> None:
    root = municipality({})
    (root / "policy_data/organisation.yaml").unlink()
    assert_found(root, "policy_data/organisation.yaml", 1, "saknas")


def test_long_lines_of_anything_are_searched_in_no_time(municipality: Municipality) -> None:
    parts = ("a" * 400_000, "@" * 400_000, "lösenord:" * 40_000, "0 7" * 130_000, "," * 400_000, "\n" * 400_000)
    files: dict[str, str | bytes] = {
        f"policy_data/accounts/lang-{index}.yaml": f"{ACCOUNT}notes: '{part}'\n" for index, part in enumerate(parts)
    }
    began = time.monotonic()
    judge(open_policy(municipality(files), TODAY))
    assert time.monotonic() - began < HANGS, "no search takes the square of the length"


def test_a_hostile_handle_pattern_can_not_hang_the_judge(municipality: Municipality) -> None:
    platform = (MINIATURE / "policy_data/platforms/facebook.yaml").read_text(encoding="utf-8")
    root = municipality(
        {
            "policy_data/platforms/facebook.yaml": platform.replace('"[A-Za-z0-9.]{5,50}"', '"(a+)+b"'),
            NEW: ACCOUNT.replace("museetiminikoping", "a" * 60),
        }
    )
    began = time.monotonic()
    assert {one.check for one in judge(open_policy(root, TODAY))} >= {"KO107"}
    assert time.monotonic() - began < HANGS


def test_a_comment_in_the_data_does_not_break_json_output(municipality: Municipality) -> None:
    assert as_json(judge(open_policy(municipality({NEW: b"\xff"}), TODAY))).startswith("{")


WEIRD = st.sampled_from(
    [
        "",
        "null",
        "[]",
        "{}",
        "[[a]]",
        "0",
        "-1",
        "9999-12-31",
        "true",
        "'",
        '"',
        "- a",
        "a: b",
        "é",
        "{a: {b: [c]}}",
        "…",
    ]
)
FILES = sorted(path.relative_to(MINIATURE).as_posix() for path in MINIATURE.rglob("*.yaml"))


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(path=st.sampled_from(FILES), at=st.integers(0, 60), cut=st.integers(0, 3), value=WEIRD, keep=st.booleans())
def test_whatever_a_line_is_changed_to_there_is_an_answer(
    path: str, at: int, cut: int, value: str, keep: bool, tmp_path: Path
) -> None:
    root = overlay(tmp_path, {})
    lines = (MINIATURE / path).read_text(encoding="utf-8").splitlines()
    at %= len(lines)
    key, colon, _ = lines[at].partition(": ")
    lines[at : at + 1 + cut] = [f"{key}{colon}{value}" if keep else value]
    (root / path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    findings = judge(open_policy(root, TODAY))
    assert as_text(findings)
    assert all(one.line >= 1 and one.sentence and one.remedy for one in findings)


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    line, sentence = 1, "Läst."
    try:
        read(text)
        line = find_marks(text).line
    except Unreadable as error:
        line, sentence = error.line, error.sentence
    assert line >= 1
    assert sentence.endswith(".")


def test_every_value_knows_its_line_and_column() -> None:
    text = "a: 1\nb:\n  - x\n  - {c: y}\n"
    assert read(text) == {"a": 1, "b": ["x", {"c": "y"}]}
    mark = find_marks(text)
    assert (mark.inside["b"].line, mark.inside["b"].inside[0].column) == (2, 5)
    assert (mark.inside["b"].inside[1].inside["c"].line, mark.inside["b"].inside[1].inside["c"].column) == (4, 6)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("true", True),
        ("null", None),
        ("~", "~"),
        ("yes", "yes"),
        ("no", "no"),
        ("16:30", "16:30"),
        ("0123", "0123"),
        ("1.10", "1.10"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("2026-11-22", "2026-11-22"),
        ("-3", -3),
        ('"5"', "5"),
        (".inf", ".inf"),
    ],
)
def test_a_value_is_what_an_editor_thinks_it_is(raw: str, value: object) -> None:
    assert read(f"a: {raw}")["a"] == value


def test_what_is_plainly_seen_is_never_unseen() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    assert [one for one in every if PLAINLY_SEEN.fullmatch(one) and UNSEEN_CHARACTER.search(one)] == []
    assert PLAINLY_SEEN.fullmatch("Följ oss – ”här” … på Torget!\n")
    assert not PLAINLY_SEEN.fullmatch("rad\r\n")
