"""What no machine can see, as questions to the roles that answer for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from checks.policy.attestations import PER_ACCOUNT, PER_UNIT, Subject, answering, units_with_accounts
from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.model.organisation import Unit
from checks.policy.policy import DEMANDING, Policy

ATTESTED = frozenset({"attested", PER_ACCOUNT, PER_UNIT})


class Question(Struct, frozen=True):
    """A guideline in force that somebody must vouch for, and the accounts or units (ids) that the role is asked about;
    none if it concerns the organisation as a whole."""

    guideline: Guideline
    leaf: Leaf
    subjects: tuple[str, ...]


def questions(policy: Policy) -> Mapping[str, tuple[Question, ...]]:
    """Return what each role (an id) is asked, in the order of the documents in force.

    Only what demands something is asked, and only of a role that there is: what binds nobody in the register is in
    `unanswerable`.
    """
    found: dict[str, list[Question]] = {}
    for guideline, leaf in _attested(policy):
        by_role: dict[str, list[str]] = {}
        for subject in _subjects(guideline, policy):
            if role := answering(guideline, leaf, subject, policy):
                by_role.setdefault(role, []).extend([subject.id] if subject else [])
        for role, subjects in by_role.items():
            found.setdefault(role, []).append(Question(guideline, leaf, tuple(subjects)))
    return {role: tuple(asked) for role, asked in sorted(found.items())}


def unanswerable(policy: Policy) -> tuple[Guideline, ...]:
    """Return the guidelines that somebody must vouch for and that bind no role of the register."""
    return tuple(
        guideline
        for guideline, leaf in _attested(policy)
        if any(answering(guideline, leaf, subject, policy) is None for subject in _subjects(guideline, policy))
    )


def _attested(policy: Policy) -> Iterator[tuple[Guideline, Leaf]]:
    for leaf in policy.in_force.values():
        guideline = policy.guideline_of(leaf)
        if guideline and leaf.level in DEMANDING and not ATTESTED.isdisjoint(guideline.verified_by):
            yield guideline, leaf


def _subjects(guideline: Guideline, policy: Policy) -> Iterator[Subject]:
    match guideline.concerns:
        case "account":
            yield from (account for account in policy.live_accounts() if policy.binds(guideline, account))
        case "unit":
            yield from (unit for unit in units_with_accounts(policy) if _binds(guideline, unit, policy))
        case "organisation":
            yield None


def _binds(guideline: Guideline, unit: Unit, policy: Policy) -> bool:
    exempted = any(one.guideline == guideline.id and policy.today <= one.until for one in unit.exemptions)
    kinds = guideline.applies_to.unit_kind
    return not exempted and (not kinds or unit.kind in kinds)
