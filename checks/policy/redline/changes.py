"""The redline: what differs between two editions of one document, by guideline and never by line.

Where a guideline's file lies, in which order the keys of its YAML stand and which number it happens to get is no
change. A change says what it consists of (`KINDS`) and why it is made, as far as the later edition tells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from checks.policy.decisions.editions import Edition, Path, Statement
from checks.policy.model.law import Provision
from checks.policy.redline.word_differences import Stretch, word_differences

KINDS = (
    "added",
    "removed",
    "moved",
    "level",
    "settings",
    "wording",
    "title",
    "items",
    "actors",
    "support",
    "why",
    "reason",
    "checks",
)
Key = tuple[bool, str]  # whether it is a whole text, and its id
Titles = tuple[str, ...]
T = TypeVar("T")
NOTHING = Statement("", "", (), "", "", "", "")
"""What an edition says that says nothing."""


class SettingChange(Struct, frozen=True):
    """A number (or another value) of a guideline that two editions don't give alike, in words by parameter; None in
    the edition whose sentence has no such blank."""

    parameter: str
    before: str | None
    after: str | None


class Change(Struct, frozen=True):
    """What has become of a guideline (or a whole standard text) from one edition to the next. `kinds` says in what they
    differ, in the order of `KINDS`; `reason` is why, if the later edition tells."""

    before: Statement | None
    after: Statement | None
    kinds: tuple[str, ...]
    reason: str | None = None

    @property
    def statement(self) -> Statement:
        """The statement in the later edition that has it."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def label(self) -> str:
        """What it is as a whole: `added`, `removed`, `moved` if nothing else has happened to it, `guarded` if only the
        checks that guard it are others, or `changed`."""
        if self.kinds == ("checks",):
            return "guarded"
        return self.kinds[0] if self.kinds in (("added",), ("removed",), ("moved",)) else "changed"

    @property
    def title(self) -> tuple[Stretch, ...]:
        """How its title became another."""
        return word_differences(self._was.title, self._now.title)

    @property
    def sentence(self) -> tuple[Stretch, ...]:
        """How its finished sentence became another."""
        return word_differences(self._was.sentence, self._now.sentence)

    @property
    def why(self) -> tuple[Stretch, ...]:
        """How the reason that stands beside it for every reader became another."""
        return word_differences(self._was.why or "", self._now.why or "")

    @property
    def reasons(self) -> tuple[Stretch, ...]:
        """How the document's own reason for this level or number became another."""
        return word_differences(self._was.reason or "", self._now.reason or "")

    @property
    def items(self) -> tuple[tuple[Stretch, ...], ...]:
        """How each item of its list became another, in the order of the later edition; the removed ones last."""
        old, new = dict(self._was.items), dict(self._now.items)
        ids = [*new, *(id for id in old if id not in new)]
        return tuple(word_differences(old.get(id, ""), new.get(id, "")) for id in ids)

    @property
    def settings(self) -> tuple[SettingChange, ...]:
        """The numbers that differ."""
        old, new = self._was.settings, self._now.settings
        names = dict.fromkeys([*new, *old])
        return tuple(
            SettingChange(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
        )

    @property
    def new_checks(self) -> tuple[str, ...]:
        """The checks that guard it only in the later edition."""
        return _beyond(self._now.checks, self._was.checks)

    @property
    def lost_checks(self) -> tuple[str, ...]:
        """The checks that guard it only in the earlier edition."""
        return _beyond(self._was.checks, self._now.checks)

    @property
    def new_provisions(self) -> tuple[Provision, ...]:
        """What it rests on only in the later edition."""
        return _beyond(self._now.provisions, self._was.provisions)

    @property
    def lost_provisions(self) -> tuple[Provision, ...]:
        """What it rests on only in the earlier edition."""
        return _beyond(self._was.provisions, self._now.provisions)

    @property
    def _was(self) -> Statement:
        return self.before or NOTHING

    @property
    def _now(self) -> Statement:
        return self.after or NOTHING


class SectionChange(Struct, frozen=True):
    """What has become of a section: `added`, `removed`, `moved` or `renamed`; its path in each edition that has it."""

    kind: str
    before: Path | None
    after: Path | None

    @property
    def path(self) -> Path:
        """Its path in the later edition that has it."""
        found = self.after or self.before
        assert found is not None
        return found


class Redline(Struct, frozen=True, dict=True):
    """Two editions of one document and what differs between them, in the reading order of the later one; what is
    removed stands where it stood."""

    before: Edition
    after: Edition
    sections: tuple[SectionChange, ...]
    changes: tuple[Change, ...]

    @property
    def empty(self) -> bool:
        """Whether the two say the same."""
        return not (self.sections or self.changes or self.before.title != self.after.title)

    @property
    def stated(self) -> tuple[Change, ...]:
        """What the document says in another way, or no longer, or says now; all but what only has other guards."""
        return tuple(change for change in self.changes if change.label != "guarded")

    def labelled(self, label: str) -> tuple[Change, ...]:
        """Return the changes that are of one sort as a whole."""
        return tuple(change for change in self.changes if change.label == label)

    @cached_property
    def renumbered(self) -> tuple[tuple[Statement, Statement], ...]:
        """What has got another printed number, whatever else has happened to it."""
        old = _by_key(self.before)
        pairs = ((old[key], one) for key, one in _by_key(self.after).items() if key in old)
        return tuple((was, now) for was, now in pairs if was.number != now.number)


def redline(before: Edition, after: Edition) -> Redline:
    """Return what differs between two editions of one document."""
    old, new = _by_key(before), _by_key(after)
    led_to = _successors(before, after)
    moved = _moved(old, new, led_to)
    changes = []
    for key in _reading_order(list(old), list(new)):
        was, now = old.get(key), new.get(key)
        if kinds := tuple(_kinds(was, now, moved=key in moved)):
            changes.append(Change(was, now, kinds, _reason(was, now, kinds, after)))
    return Redline(before, after, tuple(_section_changes(before, after, led_to)), tuple(changes))


def _by_key(edition: Edition) -> dict[Key, Statement]:
    found: dict[Key, Statement] = {}
    for statement in edition.statements:
        found.setdefault((statement.is_text, statement.id), statement)
    return found


def _kinds(was: Statement | None, now: Statement | None, *, moved: bool) -> Iterator[str]:
    if was is None or now is None:
        yield "added" if was is None else "removed"
        return
    differs = {
        "moved": moved,
        "level": was.level != now.level,
        "settings": dict(was.settings) != dict(now.settings),
        "wording": was.stated.split() != now.stated.split(),
        "title": was.title != now.title,
        "items": (was.items, was.items_are) != (now.items, now.items_are),
        "actors": set(was.actors) != set(now.actors),
        "support": was.support != now.support or set(was.provisions) != set(now.provisions),
        "why": (was.why or "").split() != (now.why or "").split(),
        "reason": (was.reason or "").split() != (now.reason or "").split(),
        "checks": set(was.checks) != set(now.checks),
    }
    yield from (kind for kind in KINDS if differs.get(kind))


def _reason(was: Statement | None, now: Statement | None, kinds: tuple[str, ...], after: Edition) -> str | None:
    """Return why a change is made: the leaf's reason if it is new with the change, or why it is left out now."""
    if now is None:
        return after.left_out.get(was.id) if was else None
    return now.reason if was is None or "reason" in kinds else None


def _reading_order(old: Sequence[Key], new: Sequence[Key]) -> list[Key]:
    """Return the keys of the later edition, with each that it lost after the one that it followed."""
    order, kept = list(new), set(new)
    for at, key in enumerate(old):
        if key not in kept:
            order.insert(order.index(old[at - 1]) + 1 if at else 0, key)
    return order


# Sections: the same if their titles are, and else if most of what one held is now in the other.


def _titles(path: Path) -> Titles:
    return tuple(heading.title for heading in path)


def _successors(before: Edition, after: Edition) -> Mapping[Titles, Titles]:
    """Return where each section of the earlier edition is in the later one; a section that is no more is missing."""
    old, new = [_titles(path) for path in before.outline], [_titles(path) for path in after.outline]
    now = {key: _titles(statement.section) for key, statement in _by_key(after).items()}
    was = {key: _titles(statement.section) for key, statement in _by_key(before).items()}
    led_to = {path: path for path in old if path in new}
    free = [path for path in new if path not in led_to]
    for path in old:
        if path in led_to:
            continue
        held = [now.get(key, ()) for key, at in was.items() if at[: len(path)] == path]
        votes = Counter(at[: len(path)] for at in held)
        found, count = votes.most_common(1)[0] if votes else ((), 0)
        if found in free and 2 * count > len(held):
            led_to[path] = found
            free.remove(found)
    return led_to


def _section_changes(before: Edition, after: Edition, led_to: Mapping[Titles, Titles]) -> Iterator[SectionChange]:
    came_from = {now: was for was, now in led_to.items()}
    old = {_titles(path): path for path in before.outline}
    new = {_titles(path): path for path in after.outline}
    moved = _moved_sections(list(old), list(new), led_to)
    for titles, path in new.items():
        was = came_from.get(titles)
        if was is None:
            yield SectionChange("added", None, path)
        elif was[-1] != titles[-1]:
            yield SectionChange("renamed", old[was], path)
        elif titles in moved:
            yield SectionChange("moved", old[was], path)
    yield from (SectionChange("removed", path, None) for titles, path in old.items() if titles not in led_to)


def _moved_sections(old: Sequence[Titles], new: Sequence[Titles], led_to: Mapping[Titles, Titles]) -> set[Titles]:
    """Return the sections (as the later edition calls them) that stand in another section, or in another order."""
    moved: set[Titles] = set()
    stayed: dict[Titles, list[Titles]] = {}
    for path in old:
        if path not in led_to:
            continue
        at = led_to[path]
        if led_to.get(path[:-1], path[:-1]) == at[:-1]:
            stayed.setdefault(at[:-1], []).append(at)
        else:
            moved.add(at)
    for siblings in stayed.values():
        moved |= _out_of_order(siblings, [path for path in new if path in siblings])
    return moved


def _moved(
    old: Mapping[Key, Statement], new: Mapping[Key, Statement], led_to: Mapping[Titles, Titles]
) -> frozenset[Key]:
    """Return what stands in another section than before, or in another order in its section."""
    moved: set[Key] = set()
    stayed: dict[Titles, list[Key]] = {}
    for key, was in old.items():
        if key not in new:
            continue
        at = _titles(new[key].section)
        if led_to.get(_titles(was.section)) == at:
            stayed.setdefault(at, []).append(key)
        else:
            moved.add(key)
    for keys in stayed.values():
        moved |= _out_of_order(keys, [key for key in new if key in keys])
    return frozenset(moved)


def _out_of_order(old: Sequence[T], new: Sequence[T]) -> set[T]:
    """Return the fewest that must be moved to get from one order to the other: all but a longest run that keeps its."""
    position = {one: at for at, one in enumerate(old)}
    tails: list[int] = []  # the smallest position that a rising run of each length ends in
    lengths = []
    for one in new:
        length = bisect_left(tails, position[one])
        tails[length : length + 1] = [position[one]]
        lengths.append(length + 1)
    kept, wanted = set(), len(tails)
    for one, length in zip(reversed(new), reversed(lengths), strict=True):
        if length == wanted:
            kept.add(one)
            wanted -= 1
    return set(new) - kept


def _beyond(mine: Sequence[T], others: Sequence[T]) -> tuple[T, ...]:
    return tuple(one for one in mine if one not in others)
