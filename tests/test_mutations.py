"""Whatever the miniature is changed into, the answer is a finding with a place, and what is accepted can be shown.

Mutations are of the values (a key or a row is lost, doubled, renamed, replaced by something of another type or by a
text that means something elsewhere) and of the bytes. The examples are the same at every run.
"""

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from checks.policy.pages import STUBS
from checks.policy.reading import read
from checks.policy.tree import SINGLE_FILES
from checks.report import as_json, as_text
from checks.run import all_findings, open_policy, verdicts
from hooks.exports.accounts import as_csv
from hooks.exports.accounts import as_json as accounts_as_json
from hooks.exports.calendars import calendars
from hooks.macros import BLOCKS, TOLD
from tests.hostile_files import texts
from tests.municipality import MINIATURE, TODAY, overlay

ORIGINALS = {
    path.relative_to(MINIATURE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(MINIATURE.rglob("*.yaml"))
}
VALUES = {path: read(text) for path, text in ORIGINALS.items()}
TEXTS = texts()
ODD: Sequence[Any] = (
    None, True, False, 0, -1, 10**14, "", " ", "x", "null", "2026-02-30", "0001-01-01", "9999-12-31", "1 day",
    "99999 years", "999 per day", "prompt", "must", "account-owner", "facebook", "KO101", "https://x", "{level}",
    "{within}", "{a.b}",
    [], {}, [[]], [{}], [None], {"a": {}}, {"default": None}, {"said": "x"}, ["a", "a"], {"id": "x"},
)  # fmt: skip
Route = tuple[str | int, ...]


def routes(value: Any, here: Route = ()) -> Iterator[Route]:
    """Every place inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*here, key)
        yield from routes(inner, (*here, key))


ROUTES = [(path, route) for path, value in VALUES.items() for route in routes(value)]


def mutated(value: Any, route: Route, kind: str, other: Any) -> Any:
    """A copy of a value in which one thing is different."""
    made = copy.deepcopy(value)
    holder: Any = made
    try:
        for key in route[:-1]:
            holder = holder[key]
        last: Any = route[-1]
        holder[last]  # is it there?
    except (KeyError, IndexError, TypeError):
        return made  # an earlier mutation took it away
    if isinstance(holder, str):
        return made
    rows = type(holder) is list
    match kind:
        case "lose":
            del holder[last]
        case "double" if rows:
            holder.append(copy.deepcopy(holder[last]))
        case "double":
            holder["canary"] = copy.deepcopy(holder[last])
        case "rename" if not rows:
            holder[str(other)] = holder.pop(last)
        case "wrap":
            holder[last] = [holder[last]]
        case _:
            holder[last] = copy.deepcopy(other)
    return made


KINDS = st.sampled_from(["lose", "double", "rename", "wrap", "replace", "replace"])
OTHERS = st.one_of(st.sampled_from(ODD), st.sampled_from(TEXTS), st.text(max_size=20), st.integers(-(10**6), 10**6))
MUTATION = st.tuples(st.sampled_from(ROUTES), KINDS, OTHERS)
FEW = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # an example is small as it is
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def municipality(tmp_path: Path) -> Path:
    return overlay(tmp_path, {"docs/index.md": "# Miniköping\n"})


def answered(root: Path) -> None:
    """Judge a municipality: every finding has a place in its file. What is accepted can be shown on every page."""
    policy = open_policy(root, TODAY)
    said = tuple(verdicts(policy))
    findings = all_findings(said)
    assert as_text(findings)
    assert as_json(findings)
    for one in findings:
        assert one.sentence
        assert one.remedy
        assert min(one.line, one.column) >= 1
        file = root / one.file
        assert not file.is_file() or one.line <= max(1, file.read_bytes().count(b"\n") + 1)
    if any(one.stops for one in findings):
        return
    stubs = [(macro, id) for kind, (_, macro) in STUBS.items() if kind != "check" for id in sorted(policy.known[kind])]
    alone = [
        (macro,) for macro in ("a_to_o", "account_register", "comparison", "coverage", "laws", "platforms", "standing")
    ]
    for macro, *ids in [*stubs, *alone]:
        told = {"said": said} if macro in TOLD else {}
        assert isinstance(BLOCKS[macro](policy, *ids, **told), str)
    assert as_csv(policy)
    assert accounts_as_json(policy)
    assert all(make() for make in calendars(policy).values())


@settings(FEW, max_examples=60)
@given(mutations=st.lists(MUTATION, min_size=1, max_size=3))
def test_any_change_of_the_values_has_an_answer(
    mutations: list[tuple[tuple[str, Route], str, Any]], municipality: Path
) -> None:
    changed: dict[str, Any] = {}
    for (path, route), kind, other in mutations:
        changed[path] = mutated(changed.get(path, VALUES[path]), route, kind, other)
    for path, value in changed.items():
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
        (municipality / path).write_text(text, encoding="utf-8", errors="replace")
    try:
        answered(municipality)
    finally:
        for path in changed:
            (municipality / path).write_text(ORIGINALS[path], encoding="utf-8")


@settings(FEW, max_examples=20)
@given(
    path=st.sampled_from(sorted(ORIGINALS)),
    at=st.integers(0, 4000),
    cut=st.integers(0, 30),
    put=st.one_of(st.binary(max_size=12), st.sampled_from([text.encode() for text in TEXTS])),
)
def test_any_change_of_the_bytes_has_an_answer(path: str, at: int, cut: int, put: bytes, municipality: Path) -> None:
    raw = ORIGINALS[path].encode()
    at %= len(raw)
    (municipality / path).write_bytes(raw[:at] + put + raw[at + cut :])
    try:
        answered(municipality)
    finally:
        (municipality / path).write_text(ORIGINALS[path], encoding="utf-8")


@pytest.mark.parametrize("path", sorted(ORIGINALS))
def test_a_lost_file_has_an_answer(path: str, municipality: Path) -> None:
    (municipality / path).unlink()
    answered(municipality)


def test_the_mutations_reach_every_kind_of_data() -> None:
    assert {path.split("/")[1].removesuffix(".yaml") for path, _ in ROUTES} >= set(SINGLE_FILES)
    assert len(ROUTES) > 500
