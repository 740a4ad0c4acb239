"""What programs write is JSON, and is read as the YAML that it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.policy import reading
from checks.policy.json_text import as_json, from_json
from checks.policy.reading import MAX_DEPTH, MAX_VALUES, Unreadable, find_marks, read
from tests.municipality import ROOT

WORDS = st.text() | st.sampled_from(
    ["<<", "\\", "# nej", "a: b", "- a", '"', "\u200b", "\x08", "\r", "null", "0x1", "å"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
)


def quickly(text: str) -> Any:
    return from_json(text, MAX_DEPTH, MAX_VALUES)


def as_yaml(text: str) -> Any:
    """What the reader of YAML makes of a text, or why it refuses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "from_json", lambda *_: None)
        try:
            return read(text)
        except Unreadable as error:
            return error.sentence


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=4))
def test_whatever_is_read_quickly_is_what_yaml_says(values: dict[str, Any]) -> None:
    text = as_json(values)
    try:
        found = read(text)
    except Unreadable as error:
        found = error.sentence
    assert found == as_yaml(text)


def test_what_is_decided_is_read_quickly_and_its_lines_are_known() -> None:
    files = sorted((ROOT / "policy_data/decided").rglob("*.yaml"))
    assert len(files) > 2
    for path in files:
        text = path.read_text(encoding="utf-8")
        found = quickly(text)
        assert found == as_yaml(text), path
        line = find_marks(text).inside["decision"].inside["on"].line
        assert found["decision"]["on"] in text.split("\n")[line - 1]


@pytest.mark.parametrize(
    "text",
    [
        '{\n "a": 1,\n "a": 2\n}\n',  # twice
        '{"a": 1}\n',  # in another layout
        '{\n "a": 1.5\n}\n',
        '{\n "a": NaN\n}\n',
        '{\n "a": 1234567890123456\n}\n',
        '{\n "a": "\\u200b"\n}\n',
        '{\n "<<": "b"\n}\n',
        '{\n "a": 1\n}\n{\n "b": 1\n}\n',
        '{\n "a": 1\n}',
        "a: 1\n",
        "",
        '{\n "a": ' + "[" * 100_000,
    ],
)
def test_what_json_and_yaml_read_otherwise_is_left_to_yaml(text: str) -> None:
    assert quickly(text) is None


def test_what_is_too_deep_or_too_much_is_left_to_yaml() -> None:
    deep: Any = "a"
    for _ in range(MAX_DEPTH):
        deep = [deep]
    assert quickly(as_json({"a": deep})) is None
    assert quickly(as_json({"a": deep[0][0]})) is not None
    assert quickly(as_json({"a": ["b"] * MAX_VALUES})) is None
