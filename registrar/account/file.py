"""A new account: what its file is called and what stands in it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

from checks.command_line import Refused
from checks.policy.addresses import normal_form
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.tree import DATA
from checks.policy.words import STATUSES
from registrar.key_order import form_of
from registrar.slug import slug
from registrar.writing import Change, content
from registrar.yaml_text import Value, as_node, dumped

FOLDER = f"{DATA}/accounts"
HEAD = "# yaml-language-server: $schema=../../checks/schemas/account.json\n"


def new_account(root: Path, id: str, values: Mapping[str, Value]) -> Change:
    """Return what makes the file of a new account. Raises Refused if there is such a file: nothing is written over."""
    path = path_of(id)
    if content(root, path) is not None:
        raise Refused(f"{path} finns redan och skrivs inte över. Ge kontot ett annat id med --id.")
    return Change(path, None, account_text(values).encode())


def path_of(id: str) -> str:
    """Return where an account's file is."""
    return f"{FOLDER}/{id}.yaml"


def account_text(values: Mapping[str, Value]) -> str:
    """Return the text of an account's file, its keys in the order of the schema; values that are None are left out."""
    order = list(form_of("account").keys)
    known = sorted((key for key in values if values[key] is not None), key=lambda key: _rank(key, order))
    return HEAD + dumped(as_node({key: values[key] for key in known}))


def _rank(key: str, order: list[str]) -> int:
    return order.index(key) if key in order else len(order)


def free_id(unit: str, platform: str, handle: str, taken: Container[str]) -> str:
    """Return an id that no account has: that of the unit and the platform, else of the handle, else with a number."""
    for id in (f"{unit}-{platform}", f"{slug(handle)}-{platform}"):
        if id not in taken:
            return id
    return next(id for number in range(2, 10_000) if (id := f"{unit}-{platform}-{number}") not in taken)


def refuse_known_address(url: str, platform: str, policy: Policy, besides: str | None = None) -> None:
    """Raise Refused if an account of the register (other than `besides`), whatever its status, has the same address, or
    if it is known to be somebody else's who pretends to be us."""
    other = with_address(url, platform, policy)
    if other and other.id != besides:
        raise Refused(
            f"Adressen {url} står redan i registret: kontot `{other.id}`, som är {STATUSES[other.status]}. "
            f"Ändra i {other.source.file} i stället."
        )
    wanted = _normal(url, platform, policy)
    for false in policy.false_accounts.values():
        if wanted in {_normal(address, false.platform, policy) for address in false.addresses}:
            raise Refused(f"Adressen {url} står som falsk i {false.source.file}. Är den vår, rätta den filen först.")


def with_address(url: str, platform: str, policy: Policy) -> Account | None:
    """Return the account of the register with the same address, in whatever way it is written; None if there is none,
    or if this is no plain web address."""
    wanted = _normal(url, platform, policy)
    same = (one for one in policy.accounts.values() if _normal(one.url, one.platform, policy) == wanted)
    return next(same, None) if wanted else None


def _normal(url: str, platform: str, policy: Policy) -> str | None:
    try:
        return normal_form(url, policy.platforms.get(platform))
    except ValueError:
        return None
