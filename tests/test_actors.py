"""Who an actor is for an account or a unit, and who may grant an exemption there."""

from datetime import date

import pytest

from checks.policy.actors import actors_of, roles_bound, roles_of
from checks.policy.policy import Policy
from checks.run import judge, open_policy
from tests.municipality import MINIATURE, TODAY, Municipality

UNIT_FILE = "policy_data/units/kultur.yaml"
UNIT = (MINIATURE / UNIT_FILE).read_text(encoding="utf-8")
EXEMPTION = "exemptions:\n  - {{guideline: unit-knows-audience, by: {by}, until: {until}, reason: Vakans.}}\n"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(MINIATURE, TODAY)


@pytest.mark.parametrize(
    ("actor", "subject", "roles"),
    [
        ("communications", None, ["kommunikator"]),
        ("unit-head", "unit", ["kulturchef"]),
        ("unit-head", "account", ["kulturchef"]),
        ("account-owner", "account", ["bibliotekarie"]),
        ("editor", "account", ["kommunikator"]),
        ("account-owner", "unit", []),
        ("unit-head", None, []),
        ("nobody", "account", []),
    ],
)
def test_an_actor_is_a_role_by_name_or_through_a_field(
    policy: Policy, actor: str, subject: str | None, roles: list[str]
) -> None:
    subjects = {"unit": policy.units["kultur"], "account": policy.accounts["kultur-facebook"], None: None}
    assert [role.id for role in roles_of(actor, subjects[subject], policy)] == roles


def test_guidelines_bind_the_roles_of_their_actors(policy: Policy) -> None:
    leaf = policy.in_force["account-list"]
    guideline = policy.guideline_of(leaf)
    assert guideline is not None
    assert [role.id for role in roles_bound([(guideline, leaf)], policy)] == ["kommunikator"]


def test_a_role_is_every_actor_that_leads_to_it(policy: Policy) -> None:
    assert actors_of(policy.roles["kommunikator"], policy) == {"communications", "account-owner", "editor"}
    assert actors_of(policy.roles["vikarie"], policy) == frozenset()


@pytest.mark.parametrize(
    ("by", "until", "checks"),
    [
        ("kulturchef", "2027-01-31", []),
        ("bibliotekarie", "2027-01-31", ["KO175"]),
        ("bibliotekarie", "2026-10-31", []),  # it has ended
    ],
)
def test_a_units_exemption_is_granted_by_who_may(
    municipality: Municipality, by: str, until: str, checks: list[str]
) -> None:
    root = municipality({UNIT_FILE: UNIT + EXEMPTION.format(by=by, until=date.fromisoformat(until))})
    assert [one.check for one in judge(open_policy(root, TODAY))] == checks
