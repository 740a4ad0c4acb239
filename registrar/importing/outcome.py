"""What comes of a row: a new account, some values in place of others, nothing, or only remarks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from checks.policy.model.register import Account
from registrar.importing.entry import Entry
from registrar.importing.register import Register
from registrar.key_order import form_of
from registrar.writing import Change, content, rewriting
from registrar.yaml_edits import with_value, without


class Edit(Struct, frozen=True):
    """A value that an account gets in place of another (None is none), and both in words."""

    route: str
    before: str
    after: str
    value: Any


class Outcome(Struct):
    """What comes of what a row says about one account. `id` is None if it is no account that can be known."""

    entry: Entry
    id: str | None = None
    new: bool = False
    edits: list[Edit] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    change: Change | None = None


def edited(root: Path, account: Account, edits: Sequence[Edit], register: Register) -> Change | None:
    """Return what makes an account's file say what the edits say, every other line as it is; None if they are none.

    What is inherited as a whole, as the administrators are, is written out as a whole with the new value in it.
    """
    if not edits:
        return None
    form = form_of("account").keys
    text = register.policy.files[account.source.file].text.replace("\r\n", "\n")
    for top in dict.fromkeys(one.route.partition(".")[0] for one in edits):
        mine = [one for one in edits if one.route.partition(".")[0] == top]
        if mine[0].route == top:
            value = mine[0].value
        else:
            whole = dict(register.raw(account, top) or {}) | {one.route.partition(".")[2]: one.value for one in mine}
            value = {key: whole[key] for key in form[top].keys if whole.get(key) is not None}
        text = with_value(text, top, value, list(form)) if value not in (None, {}) else without(text, top)
    return rewriting(account.source.file, content(root, account.source.file), text)
