"""What a maintainer leans on: every library has a reason, every silenced warning too, and all code is looked at."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.municipality import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OURS = [
    ROOT / "kanalboken.py",
    *(p for part in ("checks", "hooks", "probe", "registrar", "tests") for p in (ROOT / part).rglob("*.py")),
]
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<codes>[^#]*)(?P<reason>#.*)?$")


def named(requirement: str) -> str:
    """The name that a requirement begins with, in the one form that all spellings of it have."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower())


def required() -> set[str]:
    project = PROJECT["project"]
    lists = [
        project["dependencies"],
        *project["optional-dependencies"].values(),
        *PROJECT["dependency-groups"].values(),
    ]
    return {named(requirement) for requirements in lists for requirement in requirements}


def explained() -> set[str]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, _, table = text.partition("## The libraries, and why each is here")
    rows = [row.split("|") for row in table.partition("\n## ")[0].splitlines() if row.startswith("| ")][2:]
    assert all(len(row[2].strip()) > 5 for row in rows)
    return {named(name.strip()) for row in rows for name in row[1].split(",")}


def test_every_library_has_its_reason_and_every_reason_a_library() -> None:
    assert explained() == required()


def test_every_library_is_locked_with_a_hash() -> None:
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==[^\n]*\\\n +--hash=", locked, re.MULTILINE)
    assert required() <= set(map(named, pinned))


def unexplained(lines: list[str]) -> Iterator[int]:
    """The lines (from 1) where a warning is silenced without its name, or without a reason there or right above."""
    reason_above = False
    for number, line in enumerate(lines, 1):
        if silenced := SILENCED.search(line):
            is_named = re.search(r"[A-Z]+\d+|\[[a-z-]+\]", silenced["codes"])
            if not is_named or not (silenced["reason"] or " - " in silenced["codes"] or reason_above):
                yield number
        else:
            reason_above = line.strip().startswith("#")


def test_every_silenced_warning_says_which_and_why() -> None:
    others = (path for path in OURS if path != Path(__file__))
    assert [
        f"{path.relative_to(ROOT)}:{number}"
        for path in others
        for number in unexplained(path.read_text(encoding="utf-8").splitlines())
    ] == []


def test_a_silenced_warning_without_a_reason_is_seen() -> None:
    assert list(unexplained(["a  # noqa: S603", "b  # noqa  # so", "c  # type: ignore", "d  # noqa: S1 - so"])) == [
        1,
        2,
        3,
    ]
    assert list(unexplained(["# so it is", "a  # noqa: S603", "b  # noqa: S607", "c", "d  # noqa: S1"])) == [5]


def test_types_are_checked_strictly_and_everywhere() -> None:
    mypy = PROJECT["tool"]["mypy"]
    assert mypy["strict"] is True
    assert mypy["files"] == ["."]
    assert {re.sub(r"\W", "", pattern) for pattern in mypy["exclude"]} <= {"build", "site"}
