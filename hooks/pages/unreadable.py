"""What a page shows in the preview while its entity's file can't be read."""

from __future__ import annotations

from hooks.rendering import environment


def unreadable(id: str) -> str:
    """Return a page in place of one that can't be made yet."""
    return environment().get_template("unreadable.md.j2").render(id=id)
