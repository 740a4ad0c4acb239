"""Where something stands, and what is wrong with it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

Key = str | int


class Place(Struct, frozen=True):
    """A symbolic place: a file (path from the data root, with slashes) and a route of keys into it.

    It becomes a line and a column only when it is printed; see `SourceFile.position`.
    """

    file: str
    route: tuple[Key, ...] = ()

    def __truediv__(self, key: Key) -> Place:
        return Place(self.file, (*self.route, key))


class Problem(Struct, frozen=True):
    """What a check says: where, what is wrong, what to do about it (both in Swedish).

    `since` is the day on which the calendar, and nobody's change, made it true, or will make it true.
    """

    place: Place
    sentence: str
    remedy: str
    since: date | None = None
