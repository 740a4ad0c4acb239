"""A whole account in a file of its own, as the handbook's form makes it: written as it is, if it is valid."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from checks.command_line import Refused
from checks.policy.policy import Policy
from checks.policy.reading import decode
from registrar.account.file import HEAD, account_text, path_of, refuse_known_address
from registrar.key_order import form_of
from registrar.writing import Change, content, rewriting
from registrar.yaml_edits import with_value

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COPY = re.compile(r"(?:[ _-]?\(\d+\)| - kopia| - copy)+$", re.IGNORECASE)  # what a browser adds to a second download


def is_account(value: Any) -> bool:
    """Whether a file holds one account and no list of them."""
    return isinstance(value, dict) and {"platform", "url"} <= value.keys() and isinstance(value["url"], str)


def attached(root: Path, source: Path, raw: bytes, value: dict[str, Any], policy: Policy) -> Change | None:
    """Return what writes an account from a file of its own; None if the register says all of it already.

    An account that there is gets the values that differ; what the file does not mention is kept. Raises Refused.
    """
    id = _COPY.sub("", source.stem)
    if not _ID.fullmatch(id):
        raise Refused(
            f"{source.name} ska heta som kontots id (a–z, siffror, bindestreck), till exempel kultur-facebook.yaml."
        )
    path = path_of(id)
    if id not in policy.known["account"]:
        refuse_known_address(value["url"], str(value["platform"]), policy)
        return Change(path, None, _text(source, raw, value).encode())
    file = policy.files[path]
    if file.unreadable:
        raise Refused(f"{path} går inte att läsa. Rätta det som `kanalboken check` säger.")
    order, text = list(form_of("account").keys), file.text.replace("\r\n", "\n")
    for key, new in value.items():
        if new != file.value.get(key):
            text = with_value(text, key, new, order)
    change = rewriting(path, content(root, path), text)
    return change if change.after != change.before else None


def _text(source: Path, raw: bytes, value: dict[str, Any]) -> str:
    """Return the text of the new file: as it came, with the line that tells editors its schema."""
    if source.suffix.lower() == ".json":
        return account_text(value)
    lines = decode(raw).replace("\r\n", "\n").removesuffix("\n").split("\n")
    while lines and (not lines[0].strip() or lines[0].startswith("# yaml-language-server")):
        del lines[0]
    return HEAD + "\n".join(lines) + "\n"
