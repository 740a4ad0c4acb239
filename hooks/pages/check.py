"""A check's page: its claim and reasons, the guidelines it guards, and its own test cases as right and wrong."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from checks.explain import Example, explanation
from checks.policy.policy import Policy
from checks.run import is_technical
from hooks.rendering import page


class Line(Struct, frozen=True):
    """A line of an example; `marked` if the finding stands there."""

    text: str
    marked: bool


class Shown(Struct, frozen=True):
    """An example as the page shows it."""

    path: str
    lines: tuple[Line, ...]


def check(policy: Policy, number: str) -> str:
    """Return the page of a check (KO102)."""
    one = explanation(number, policy)
    if one is None:
        raise KeyError(number)
    return page(
        "check.md.j2",
        policy,
        one=one,
        technical=is_technical(one.number),
        good=[_shown(example) for example in one.good],
        bad=[_shown(example) for example in one.bad],
        newline=Markup("&#10;"),
    )


def _shown(example: Example) -> Shown:
    rows = enumerate(example.text.splitlines(), 1)
    return Shown(example.path, tuple(Line(text, number in example.marked) for number, text in rows))
