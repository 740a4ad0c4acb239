"""Is this ours? What the register knows of addresses and names, and the answer to whatever somebody pastes.

The page "Är det här vår sida?" asks the same register by the same rules: `docs/assets/official.js`, which is handed
`Register.as_data`. `tests/test_verify.py` holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode

from msgspec import Struct
from msgspec.structs import replace

from checks.policy.addresses import expected, normal_form
from checks.policy.look_alikes import Alike, Name, alike_host, alikes, named
from checks.policy.model.false_accounts import FalseAccount
from checks.policy.model.register import Account, Closing, Platform
from checks.policy.policy import Policy
from checks.policy.web_address import WebAddress, read_address

_NAME = re.compile(r"@?[\w-]+|@[\w.-]+")
_AT_SERVER = re.compile(r"@?([\w.-]+)@([\w.-]+\.[\w-]+)")
_AROUND = " \t\r\n<>()[]\"'”“’,;"
DEFAULT_QUERY = ("id",)
CANDIDATES, LONGEST = 8, 80  # what is compared of an address, and how much of each part


class Verdict(StrEnum):
    """What can be said of an address or a name."""

    OFFICIAL = "official"
    WEBSITE = "website"
    NAME = "name"
    FALSE = "false"
    PLANNED = "planned"
    FORMER = "former"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


OURS = (Verdict.OFFICIAL, Verdict.WEBSITE, Verdict.NAME)
NOT_UNDERSTOOD = (Verdict.UNCLEAR, Verdict.UNREADABLE)
_WEIGHT = (Verdict.OFFICIAL, Verdict.FALSE, Verdict.PLANNED, Verdict.FORMER)  # the heaviest first


class Known(Struct, frozen=True):
    """An address that the register knows, what there is at it and, if it is ours no more, the last day it was."""

    address: str
    handle: str
    verdict: Verdict
    of: Account | FalseAccount
    until: date | None = None


class Answer(Struct, frozen=True):
    """The verdict, what it is about, and what of ours the thing asked about looks like."""

    verdict: Verdict
    about: tuple[Known, ...] = ()
    alike: tuple[Alike, ...] = ()


class Site(Struct, frozen=True):
    """A platform's site: its hosts (the first is the one to use), whether those below them are the same site, the query
    keys that are part of an address, and the beginnings of addresses that name no account."""

    hosts: tuple[str, ...]
    below: bool
    query: tuple[str, ...]
    no_accounts: tuple[str, ...]


class Register(Struct, frozen=True):
    """What is known, in the form in which it is asked."""

    known: tuple[Known, ...]
    names: tuple[Name, ...]
    trusted: tuple[Name, ...]
    sites: tuple[Site, ...]
    own: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return all but `known` as plain data, for the page's script."""
        return {
            "names": [[one.name, one.skeleton, one.core] for one in self.names],
            "trusted": [[one.name, one.skeleton] for one in self.trusted],
            "sites": [[one.hosts, one.below, one.query, one.no_accounts] for one in self.sites],
            "own": self.own,
        }


def register_of(policy: Policy) -> Register:
    """Return what the policy's register knows."""
    known = (*_ours(policy), *_false(policy))
    names = {one.handle.partition("@")[0] for one in known if isinstance(one.of, Account)}
    names |= {domain.partition(".")[0] for domain in policy.organisation.domains}
    sites = tuple(site for platform in policy.platforms.values() for site in _sites(platform))
    sites = tuple(sorted(sites, key=lambda site: -max(map(len, site.hosts))))  # a host before what it is below
    hosts = {host for site in sites for host in site.hosts} | set(policy.organisation.domains)
    hosts |= {_host(one.address) for one in known if isinstance(one.of, Account)}
    return Register(known, _compared(names), _compared(hosts - {""}), sites, policy.organisation.domains)


def recognised(text: str, register: Register) -> Answer:
    """Return what the register says of an address or a name, however it is written."""
    written = text.strip().strip(_AROUND).removeprefix("mailto:")
    if at_server := _AT_SERVER.fullmatch(written):
        return _of_name_at_server(at_server[1], at_server[2].lower(), register)
    if _NAME.fullmatch(written):
        return _of_name(written.removeprefix("@"), register)
    try:
        address = read_address(written)
    except ValueError:
        return Answer(Verdict.UNREADABLE)
    if "." not in address.host or re.search(r"\s", written):
        return Answer(Verdict.UNREADABLE)
    return _of_address(address, register)


def _of_name(name: str, register: Register) -> Answer:
    found = [one for one in register.known if name.lower() in _handles(one)]
    if not found:
        return Answer(Verdict.UNKNOWN, (), alikes([name[:LONGEST]], register.names))
    found.sort(key=_weight)
    first = found[0].verdict
    return Answer(Verdict.NAME if first == Verdict.OFFICIAL else first, tuple(found))


def _handles(known: Known) -> tuple[str, str]:
    """Return a handle with the server that it may name, and without."""
    handle = known.handle.lower()
    return handle, handle.partition("@")[0]


def _of_name_at_server(name: str, server: str, register: Register) -> Answer:
    whole = f"{name}@{server}".lower()
    if found := [one for one in register.known if one.handle.lower() == whole]:
        return _of(found)
    if _within(server, register.own):
        return Answer(Verdict.WEBSITE)
    host = alike_host(server, register.trusted) if not _is_trusted(server, register) else None
    return Answer(Verdict.UNKNOWN, (), _few(host, alikes([name[:LONGEST]], register.names)))


def _of_address(address: WebAddress, register: Register) -> Answer:
    site = next((one for one in register.sites if _is_on(address.host, one)), None)
    form = _form(address, site)
    if address.before is None and address.host.isascii():
        if found := [one for one in register.known if one.address and _leads_to(form, one.address)]:
            longest = max(len(one.address) for one in found)
            return _of([one for one in found if len(one.address) == longest])
        if _within(address.host, register.own):
            return Answer(Verdict.WEBSITE)
        if site and (not address.path or any(_leads_to(form, one) for one in site.no_accounts)):
            return Answer(Verdict.UNCLEAR)
    host = alike_host(address.host, register.trusted) if not _is_trusted(address.host, register) else None
    if address.before is not None and host is None:
        host = alike_host(address.before, register.trusted)
    return Answer(Verdict.UNKNOWN, (), _few(host, alikes(_candidates(address, site), register.names)))


def _of(found: Iterable[Known]) -> Answer:
    heaviest = min(found, key=_weight)
    return Answer(heaviest.verdict, (heaviest,))


def _weight(known: Known) -> int:
    return _WEIGHT.index(known.verdict)


def _few(host: Alike | None, others: tuple[Alike, ...]) -> tuple[Alike, ...]:
    return (host, *others) if host else others


def _form(address: WebAddress, site: Site | None) -> str:
    """Return the normal form of an address (see `addresses.normal_form`) on a site, if it is on any."""
    kept = site.query if site else DEFAULT_QUERY
    pairs = [(key.lower(), value.lower()) for key, value in parse_qsl(address.query) if key.lower() in kept]
    host = site.hosts[0] if site else address.host
    return "/".join((host, *address.path)) + ("?" + urlencode(pairs) if pairs else "")


def _leads_to(form: str, known: str) -> bool:
    return form == known or form.startswith((f"{known}/", f"{known}?"))


def _is_on(host: str, site: Site) -> bool:
    return any(host == one or (site.below and host.endswith(f".{one}")) for one in site.hosts)


def _within(host: str, hosts: Iterable[str]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def _is_trusted(host: str, register: Register) -> bool:
    return _within(host, (one.name for one in register.trusted))


def _candidates(address: WebAddress, site: Site | None) -> list[str]:
    """Return the parts of an address that could be a name: of the path, and of a host that anybody may have."""
    steps = [step.removeprefix("@").partition("@")[0] for step in address.path]
    labels = address.host.split(".")[:-1] if site is None else []
    return [one[:LONGEST] for one in (*steps, *labels) if len(one) > 1][:CANDIDATES]


def _ours(policy: Policy) -> Iterator[Known]:
    for account in policy.accounts.values():
        platform = policy.platforms.get(account.platform)
        verdict, until = Verdict.OFFICIAL, None
        if account.status == "planned":
            verdict = Verdict.PLANNED
        elif account.status == "closed":
            verdict, until = Verdict.FORMER, (account.closing or Closing()).closed_on
        yield Known(_address(account.url, platform), account.handle, verdict, account, until)
        for former in account.former_handles:
            address = _renamed(account, former.handle, platform, policy) if platform else ""
            yield Known(address, former.handle, Verdict.FORMER, account, former.until)


def _renamed(account: Account, handle: str, platform: Platform, policy: Policy) -> str:
    """Return the address of an account under a former handle: after the pattern that its address follows now."""
    now = _address(account.url, platform)
    for pattern in platform.addresses:
        alone = replace(platform, addresses=(pattern,))
        with suppress(ValueError):
            if now in expected(alone, account.handle, policy.organisation.domains):
                return next(iter(expected(alone, handle, policy.organisation.domains)), "")
    return ""


def _false(policy: Policy) -> Iterator[Known]:
    for one in policy.false_accounts.values():
        for url in one.addresses:
            address = _address(url, policy.platforms.get(one.platform))
            yield Known(address, re.split(r"[/?=]", address)[-1].removeprefix("@"), Verdict.FALSE, one)


def _address(url: str, platform: Platform | None) -> str:
    try:
        return normal_form(url, platform)
    except ValueError:
        return ""


def _sites(platform: Platform) -> Iterator[Site]:
    below = not any("{handle}" in pattern.partition("/")[0] for pattern in platform.addresses)
    for hosts in (platform.hosts, *((one,) for one in platform.also_on)):
        if hosts:
            yield Site(hosts, below, platform.query, tuple(one for one in platform.no_accounts if _host(one) in hosts))
    for one in platform.no_accounts:
        if _host(one) not in (*platform.hosts, *platform.also_on):
            yield Site((_host(one),), True, (), (one,))


def _host(address: str) -> str:
    return re.split(r"[/?]", address, maxsplit=1)[0]


def _compared(names: Iterable[str]) -> tuple[Name, ...]:
    """Return names as they are compared: the longest first, and of those that look the same the plainest."""
    return tuple(sorted(map(named, names), key=lambda one: (-len(one.skeleton), len(one.name), one.name)))
