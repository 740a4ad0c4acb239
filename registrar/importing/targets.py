"""Where a column leads: to a field of the account, to a field of the account that a row has on a certain platform, to
the notes, or nowhere."""

from __future__ import annotations

from msgspec import Struct

NOTES = "notes"
NOWHERE = "-"


class Target(Struct, frozen=True):
    """A field (`approval.by`), NOTES or NOWHERE; with a platform, the field of the row's account there. `pattern`, if
    there is one, holds `{}` where the cell's text goes: `youtube.com/channel/{}`."""

    route: str
    platform: str | None = None
    pattern: str | None = None

    def __str__(self) -> str:
        return f"{self.route}@{self.platform}" if self.platform else self.route

    def filled(self, text: str) -> str:
        """Return what a cell says, in the pattern if there is one."""
        return self.pattern.replace("{}", text.removeprefix("@")) if self.pattern and text else text
