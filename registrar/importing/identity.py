"""Which account a row is about: platform, handle and address, of which one often says the others."""

from __future__ import annotations

import re

from msgspec import Struct

from checks.policy.addresses import AccountAddress, account_at, address_of, handle_fits, normal_form
from checks.policy.model.register import Platform
from checks.policy.policy import Policy
from registrar.importing.table import Cell
from registrar.importing.values import NotUnderstood, answer

_COPY = "Kopiera adressen från kontots egen sida; en kortlänk eller ett inlägg räcker inte."
_ADDRESS = re.compile(r"[^\s@/]+\.[^\s@/]+(?:[/?]\S*)?|https?://\S+|//\S+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"<([^<>\s]+)>|\[[^\]]*\]\(([^()\s]+)\)")


class Identity(Struct, frozen=True):
    """An account on a platform, with its address as the register writes it; `leftover` is what stood where a handle
    should and is none, often the name that visitors see."""

    platform: str
    handle: str
    url: str
    leftover: str = ""


def address_in(cell: Cell) -> str:
    """Return the address in a cell, whether it is written out or stands behind a text. Raises NotUnderstood if the text
    is one address and leads to another."""
    text = " ".join(cell.text.split())
    if found := _IN_BRACKETS.search(text):
        text = found[1] or found[2]
    if not cell.link or cell.link.startswith("mailto:"):
        return text
    if not _ADDRESS.fullmatch(text):
        return cell.link
    if _normal(text) != _normal(cell.link):
        raise NotUnderstood(
            "Texten är en adress, men länken bakom den leder till en annan.",
            "Ta reda på vilken som är rätt och skriv bara den.",
        )
    return text


def addresses_in(text: str) -> list[str]:
    """Return the addresses that a text consists of; nothing if it says anything else besides."""
    parts = [part for part in re.split(r"[\s,;]+", text) if part]
    return parts if all(_ADDRESS.fullmatch(part) for part in parts) else []


def _normal(address: str) -> str | None:
    try:
        return normal_form(address)
    except ValueError:
        return None


def identity(platform: str | None, handle: str, address: str, policy: Policy) -> Identity:
    """Return the account that a row is about. Raises NotUnderstood if it says too little or contradicts itself."""
    if address and not _ADDRESS.fullmatch(address):
        address, handle = ("", address) if not handle else (address, handle)
    if not address and _ADDRESS.fullmatch(handle) and "/" in handle:
        address, handle = handle, ""
    handle = handle.strip().removeprefix("@").strip()
    known = policy.platforms.get(platform or "")
    if address:
        return _at(address, handle, known, policy)
    if not handle:
        raise NotUnderstood("Raden har varken adress eller användarnamn.", "Skriv kontots adress.")
    if answer(handle):
        raise NotUnderstood("Cellen säger att det finns ett konto, men inte vilket.", "Skriv kontots adress.")
    if known is None:
        raise NotUnderstood("Raden säger inte vilken plattform namnet gäller.", "Skriv adressen eller plattformen.")
    if not handle_fits(handle, known):
        raise NotUnderstood(
            f"”{handle}” kan inte vara ett användarnamn på {known.name}.",
            f"Skriv det som det står i adressen, till exempel {known.handle.example}, eller skriv adressen.",
        )
    return Identity(known.id, handle, address_of(known, handle, policy.organisation.domains))


def _at(address: str, handle: str, known: Platform | None, policy: Policy) -> Identity:
    found = _found(address, [known] if known else list(policy.platforms.values()), policy)
    if found is None:
        other = _found(address, list(policy.platforms.values()), policy) if known else None
        if known and other:
            raise NotUnderstood(
                f"Plattformen är {known.name}, men adressen hör till {other.platform.name}.", "Rätta det ena."
            )
        where = known.name if known else "någon plattform som registret känner till"
        raise NotUnderstood(f"Adressen {address} är inte ett konto på {where}.", _COPY)
    if not handle or handle.lower() == found.handle.lower():
        return Identity(found.platform.id, found.handle, found.url)
    if handle_fits(handle, found.platform):
        raise NotUnderstood(
            f"Användarnamnet ”{handle}” och adressen {address} är inte samma konto.",
            "Rätta det ena. Är det namnet som visas i kontot: skriv `name` för den kolumnen i mappningsfilen.",
        )
    return Identity(found.platform.id, found.handle, found.url, leftover=handle)


def _found(address: str, platforms: list[Platform], policy: Policy) -> AccountAddress | None:
    try:
        return account_at(address, platforms, policy.organisation.domains)
    except ValueError as error:
        raise NotUnderstood(f"Adressen {address} går inte att lita på: {error}.", _COPY) from None
