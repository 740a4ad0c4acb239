"""Web addresses in one normal form, so that two ways of writing the same account are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit

from checks.policy.model.register import Platform

_PATTERN = re.compile(r"\[[^\[\]\\]+\]\{[0-9]{1,3},[0-9]{1,3}\}")
_SERVER = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_INVISIBLE_PREFIXES = ("www.", "m.", "mobile.")


def normal_form(address: str, platform: Platform | None = None) -> str:
    """Return an address as `host/path?query`: scheme, www., m., case and a trailing slash don't count, alias hosts
    of the platform become its first host, and only the query keys that are part of the identity remain.

    Raises ValueError for what is not a plain web address (user info, port, look-alike letters, broken syntax).
    """
    text = address.strip()
    parts = urlsplit(text if "//" in text else "https://" + text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("ingen webbadress")
    if parts.username is not None or parts.password is not None or parts.port is not None:
        raise ValueError("användarnamn eller port i adressen")
    host = parts.hostname.lower().rstrip(".")
    if not re.fullmatch(r"[a-z0-9.-]+", host):
        raise ValueError("andra tecken än a–z i värdnamnet")
    host = _without_prefix(host)
    kept: tuple[str, ...] = ("id",)
    if platform is not None:
        kept = platform.query
        if host in platform.hosts:
            host = platform.hosts[0]
    query = urlencode([(key.lower(), value.lower()) for key, value in parse_qsl(parts.query) if key.lower() in kept])
    path = parts.path.rstrip("/").lower()
    return host + path + ("?" + query if query else "")


def _without_prefix(host: str) -> str:
    for prefix in _INVISIBLE_PREFIXES:
        if host.startswith(prefix) and host.count(".") > 1:
            return host.removeprefix(prefix)
    return host


def host_of(address: str) -> str:
    """Return the host of an address in normal form, or '' if it is no web address."""
    try:
        return re.split(r"[/?]", normal_form(address), maxsplit=1)[0]
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
