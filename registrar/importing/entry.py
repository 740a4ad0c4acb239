"""What is understood of one account in one row: values by field, notes for what has no field, and remarks."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from registrar.importing.remarks import Remark, Weight


class Entry(Struct):
    """What a row says of one account: the values it has, by route, what has no field, and remarks. A partial one says
    only what has been changed in a sheet that was exported."""

    row: int
    partial: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)  # where a value stands
    texts: dict[str, str] = field(default_factory=dict)  # what it was, as a note
    notes: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    id: str | None = None
    assumed: str = ""

    @property
    def refused(self) -> bool:
        """Whether the row can't be taken."""
        return any(one.weight is Weight.REFUSED for one in self.remarks)

    def remark(self, column: str, sentence: str, remedy: str = "", weight: Weight = Weight.UNCLEAR) -> None:
        """Note something about a cell of the row."""
        self.remarks.append(Remark(self.row, column, sentence, remedy, weight))

    @property
    def data(self) -> dict[str, Any]:
        """The values as they stand in an account's file, the notes with them."""
        found: dict[str, Any] = {}
        for route, value in self.values.items():
            top, _, inner = route.partition(".")
            if inner:
                found.setdefault(top, {})[inner] = value
            else:
                found[top] = value
        if self.notes:
            found["notes"] = "; ".join(dict.fromkeys(self.notes))
        return found
