"""Differences between two versions of the same policy, found by guideline id and field, never by line."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from checks.policy.model.catalogue import Guideline, Item
from checks.policy.policy import Policy
from checks.policy.sentences import blanks

NOT_COMPARED = ("id", "source")


class Difference(Struct, frozen=True, dict=True):
    """A guideline that two versions don't have alike; None in the version that does not have it."""

    id: str
    before: Guideline | None
    after: Guideline | None

    @property
    def guideline(self) -> Guideline:
        """The guideline in the later version that has it."""
        found = self.after or self.before
        assert found is not None
        return found

    @cached_property
    def aspects(self) -> tuple[str, ...]:
        """What differs: `added`, `removed` or the fields in the model's order; `level` if the sentence has got a blank
        for the level or has lost it."""
        if self.before is None or self.after is None:
            return ("added",) if self.before is None else ("removed",)
        names = changed_fields(self.before, self.after, NOT_COMPARED)
        return (*names, "level") if has_level(self.before) != has_level(self.after) else names

    @property
    def new_parameters(self) -> tuple[str, ...]:
        """The parameters that only the later version has."""
        return tuple(name for name in _parameters(self.after) if name not in _parameters(self.before))

    @property
    def lost_parameters(self) -> tuple[str, ...]:
        """The parameters that only the earlier version has."""
        return tuple(name for name in _parameters(self.before) if name not in _parameters(self.after))

    @property
    def new_items(self) -> tuple[Item, ...]:
        """The items that only the later version's list has."""
        known = {item.id for item in _items(self.before)}
        return tuple(item for item in _items(self.after) if item.id not in known)

    @property
    def lost_items(self) -> tuple[Item, ...]:
        """The items that only the earlier version's list has."""
        kept = {item.id for item in _items(self.after)}
        return tuple(item for item in _items(self.before) if item.id not in kept)

    @property
    def new_checks(self) -> tuple[str, ...]:
        """The checks that guard it only in the later version."""
        known = self.before.checks if self.before else ()
        return tuple(number for number in (self.after.checks if self.after else ()) if number not in known)


def differences(before: Policy, after: Policy) -> dict[str, Difference]:
    """Return by id every guideline that the versions don't have alike, in the order of the later version; what it no
    longer has comes last."""
    ids = [*after.guidelines, *(id for id in before.guidelines if id not in after.guidelines)]
    found = (Difference(id, before.guidelines.get(id), after.guidelines.get(id)) for id in ids)
    return {one.id: one for one in found if one.aspects}


def changed_fields(before: Struct, after: Struct, aside: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the names of the fields in which two instances of one kind differ."""
    names = (name for name in before.__struct_fields__ if name not in aside)
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def has_level(guideline: Guideline) -> bool:
    """Whether its sentence has a blank for the level; an upplysning has none."""
    return "level" in blanks(guideline.text)


def _parameters(guideline: Guideline | None) -> tuple[str, ...]:
    return tuple(guideline.parameters) if guideline else ()


def _items(guideline: Guideline | None) -> tuple[Item, ...]:
    return guideline.items if guideline else ()
