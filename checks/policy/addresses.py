"""Web addresses in one normal form, so that two ways of writing the same account are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from msgspec import Struct

from checks.policy.model.register import Platform
from checks.policy.web_address import WebAddress, read_address

_PATTERN = re.compile(r"\[[^\[\]\\]+\]\{[0-9]{1,3},[0-9]{1,3}\}")
_BLANK = re.compile(r"\{(handle|server|domain)\}")
_HOST = re.compile(r"[a-z0-9.-]+")
_SERVER = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")


def normal_form(address: str, platform: Platform | None = None) -> str:
    """Return an address as `host/path?query`: scheme, www., m., case and a trailing slash don't count, alias hosts
    of the platform become its first host, and only the query keys that are part of the identity remain.

    Raises ValueError for what is not a plain web address (user info, port, look-alike letters, broken syntax).
    """
    return _normal(address, platform.hosts, platform.query) if platform else _normal(address, (), ("id",))


@lru_cache(maxsize=1 << 16)
def _normal(address: str, hosts: tuple[str, ...], kept: tuple[str, ...]) -> str:
    read = _plain_address(address)
    host = hosts[0] if read.host in hosts else read.host
    path = "/".join((host, *read.path))
    if not read.query:
        return path
    query = urlencode([(key.lower(), value.lower()) for key, value in parse_qsl(read.query) if key.lower() in kept])
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=1 << 16)
def _plain_address(address: str) -> WebAddress:
    """Take an address apart. Raises ValueError for what `normal_form` refuses."""
    read = read_address(address)
    if read.before is not None:
        raise ValueError("användarnamn i adressen")
    if not _HOST.fullmatch(read.host):
        raise ValueError("andra tecken än a–z i värdnamnet")
    return read


def host_of(address: str) -> str:
    """Return the host of an address in normal form, or '' if it is no web address."""
    try:
        return _plain_address(address).host
    except ValueError:
        return ""


def hosts_of(platform: Platform, handle: str, domains: Iterable[str]) -> tuple[str, ...]:
    """Return the hosts that an account with the handle may have; `domains` are the organisation's own."""
    own = tuple(domains) if platform.own_domain else ()
    server = (_at_server(handle)[1],) if platform.any_server else ()
    return (*platform.hosts, *platform.also_on, *own, *server)


def handle_fits(handle: str, platform: Platform) -> bool:
    """Whether a handle follows the platform's pattern. A pattern is one class of characters and how many; a freer
    one could keep the computer busy for ever, so nothing follows it."""
    name, server = _at_server(handle) if platform.any_server else (handle, None)
    if server is not None and not _SERVER.fullmatch(server):
        return False
    try:
        return bool(_PATTERN.fullmatch(platform.handle.pattern) and re.fullmatch(platform.handle.pattern, name))
    except re.error:
        return False


def _at_server(handle: str) -> tuple[str, str]:
    """Return the name and the server of `name@server`; the server is empty if the handle names none."""
    name, _, server = handle.partition("@")
    return name, server.lower()


def belongs_to(address: str, hosts: Iterable[str]) -> bool:
    """Whether the address is on one of the hosts or on a host below it (exact or dot-suffix, never a look-alike)."""
    host = host_of(address)
    return host != "" and any(host == one or host.endswith("." + one) for one in hosts)


def expected(platform: Platform, handle: str, domains: Iterable[str]) -> frozenset[str]:
    """Return every normal form that the handle may have on the platform; `{domain}` is any of the own domains."""
    name, server = _at_server(handle) if platform.any_server else (handle, "")
    found = set()
    for pattern in platform.addresses:
        filled = pattern.replace("{handle}", name).replace("{server}", server)
        for domain in domains if "{domain}" in pattern else ("",):
            found.add(normal_form(filled.replace("{domain}", domain), platform))
    return frozenset(found)


class AccountAddress(Struct, frozen=True):
    """Which account an address leads to, and the address as it is written in the register."""

    platform: Platform
    handle: str
    url: str


def account_at(address: str, platforms: Iterable[Platform], domains: Iterable[str]) -> AccountAddress | None:
    """Return which account an address leads to, whatever way it is written; None if it is the address of no account on
    any of the platforms. Where anybody may run a server is tried last: its addresses look like those of others.

    Raises ValueError for what is not a plain web address.
    """
    normal_form(address)
    own = tuple(domains)
    for platform in sorted(platforms, key=lambda one: one.any_server):
        for pattern in platform.addresses:
            if found := _account_at(address, pattern, platform, own):
                return found
    return None


def address_of(platform: Platform, handle: str, domains: Iterable[str]) -> str:
    """Return the address of a handle as it is written in the register: the first that the platform knows."""
    name, server = _at_server(handle) if platform.any_server else (handle, "")
    values = {"handle": name, "server": server, "domain": next(iter(domains), "")}
    return _written(platform, platform.addresses[0], values)


def _account_at(address: str, pattern: str, platform: Platform, domains: tuple[str, ...]) -> AccountAddress | None:
    blanks = {"handle": "[^/?]+", "server": "[^/?]+", "domain": "|".join(map(re.escape, domains)) or "(?!)"}
    pieces = _BLANK.split(pattern.lower())  # text and names of blanks by turns
    expression = "".join(
        f"(?P<{piece}>{blanks[piece]})" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)
    )
    found = re.fullmatch(expression, normal_form(address, platform))
    if found is None:
        return None
    values = found.groupdict()
    start = address.lower().rfind(values["handle"])
    name = address[start : start + len(values["handle"])] if start >= 0 else values["handle"]
    handle = f"{name}@{values['server']}" if platform.any_server else name
    if not handle_fits(handle, platform):
        return None
    return AccountAddress(platform, handle, _written(platform, pattern, values | {"handle": name}))


def _written(platform: Platform, pattern: str, values: Mapping[str, str]) -> str:
    www = "www." if any(one.startswith("https://www.") for one in platform.examples[:1]) else ""
    return f"https://{www}{_BLANK.sub(lambda blank: values[blank[1]], pattern)}"
