"""The organisation's own pages: which accounts they link to, and whether the register knows them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from msgspec import Struct

from checks.policy.addresses import belongs_to, host_of, normal_form
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.recognition import Verdict, recognised, register_of
from probe.page import content
from probe.visiting import Unreached, Visitor

NO_PAGES = (".pdf", ".jpg", ".jpeg", ".png", ".gif", ".svg", ".mp4", ".mp3", ".zip", ".docx", ".xlsx", ".ics", ".xml")
MENTIONED = (Verdict.UNKNOWN, Verdict.FALSE)  # what nobody should link to without knowing it


class Walk(Struct, frozen=True):
    """What was seen of our own pages: those that were read, each with the addresses that it links to, and those that
    could not be, each with the reason."""

    read: dict[str, tuple[str, ...]]
    unread: dict[str, str]


class Linked(Struct, frozen=True):
    """An account that our pages link to: its address, what the register says of it and the pages it is linked from."""

    address: str
    verdict: Verdict
    pages: tuple[str, ...]


def starts(policy: Policy) -> tuple[str, ...]:
    """Return the pages to begin with: the list of accounts, the front page and the units' own."""
    organisation = policy.organisation
    pages = (organisation.account_list, organisation.website, *(unit.website for unit in policy.units.values()))
    return tuple(dict.fromkeys(page for page in pages if page))


def walk(visitor: Visitor, policy: Policy, most: int) -> Walk:
    """Read our own pages, the first ones first and then what they link to, at most so many."""
    own = {*policy.organisation.domains, *filter(None, map(host_of, starts(policy)))}
    read: dict[str, tuple[str, ...]] = {}
    unread: dict[str, str] = {}
    waiting = list(starts(policy))
    known = set(map(_same, waiting))
    while waiting and len(read) + len(unread) < most:
        url = waiting.pop(0)
        try:
            page = visitor.visit(url)
        except Unreached as reason:
            unread[url] = str(reason)
            continue
        if page.status != 200 or not belongs_to(page.url, own):
            unread[url] = f"Sidan svarar {page.status}." if page.status != 200 else f"Sidan leder till {page.url}."
            continue
        read[url] = content(page.url, page.text).links
        for link in read[url]:
            if _same(link) not in known and belongs_to(link, own) and not urlsplit(link).path.endswith(NO_PAGES):
                known.add(_same(link))
                waiting.append(link)
    return Walk(read, unread)


def unregistered(found: Walk, policy: Policy) -> tuple[Linked, ...]:
    """Return the accounts on known platforms that our pages link to and that the register does not know, or knows to
    be false."""
    register = register_of(policy)
    linked: dict[str, str] = {}  # how an address is written the first time, by its normal form
    pages: dict[str, list[str]] = {}
    for page, links in found.read.items():
        for link in links:
            if form := _form(link, policy):
                linked.setdefault(form, link)
                pages.setdefault(form, []).append(page)
    verdicts = {form: recognised(link, register).verdict for form, link in linked.items()}
    return tuple(
        Linked(linked[form], verdicts[form], tuple(dict.fromkeys(linking)))
        for form, linking in sorted(pages.items())
        if verdicts[form] in MENTIONED
    )


def _form(address: str, policy: Policy) -> str | None:
    """Return the normal form of an address on a known platform, or None if it is on none."""
    for platform in policy.platforms.values():
        if belongs_to(address, (*platform.hosts, *platform.also_on)):
            return normal_form(address, platform)
    return None


def missing_from_list(found: Walk, policy: Policy) -> tuple[Account, ...]:
    """Return the accounts that visitors can meet and that our list of accounts does not link to; nothing if the list
    could not be read."""
    listed = found.read.get(policy.organisation.account_list)
    if listed is None:
        return ()
    accounts = (one for one in policy.live_accounts() if one.visibility == "public")
    return tuple(account for account in accounts if not _among(account, listed, policy))


def _among(account: Account, links: Iterable[str], policy: Policy) -> bool:
    platform = policy.platforms.get(account.platform)
    forms = set()
    for address in links:
        with suppress(ValueError):
            forms.add(normal_form(address, platform))
    with suppress(ValueError):
        return normal_form(account.url, platform) in forms
    return False


def _same(url: str) -> str:
    """Return what two ways of writing the address of one page have in common."""
    return url.partition("#")[0].removeprefix("https://").removeprefix("http://").rstrip("/")
