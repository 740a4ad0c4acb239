"""The command `kanalboken probe`: asks the web what it knows of our accounts. It changes nothing and fails nothing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from checks.command_line import Refused, tell_progress
from checks.overviews import Overview
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.recognition import Verdict
from checks.policy.words import day, listing, number
from checks.report.text import printable
from checks.run import open_policy
from probe.accounts import Answer, Seen, seen
from probe.own_pages import Linked, Walk, missing_from_list, starts, unregistered, walk
from probe.visiting import Visitor

HEADINGS = {
    Answer.DIFFERS: "Skiljer sig från registret",
    Answer.UNKNOWN: "Gick inte att få veta",
    Answer.AGREES: "Stämmer",
}
LINKED = {
    Verdict.UNKNOWN: "Det står inte i registret. Är det vårt, skriv in det. Är det inte vårt, ta bort länken.",
    Verdict.FALSE: "Det är ett falskt konto enligt registret. Ta bort länken.",
}
PAGES_SHOWN = 3


class Outcome(Struct, frozen=True):
    """What was seen of each account and of our own pages."""

    accounts: tuple[tuple[Account, Seen], ...]
    pages: Walk
    linked: tuple[Linked, ...]
    unlisted: tuple[Account, ...]


def probe(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Visit and tell. The exit code is 0 whatever is found: what others do must stop nobody's work."""
    policy = open_policy(root, clock, arguments.as_of)
    accounts = _chosen(policy, arguments.account, arguments.unit)
    pages = 0 if arguments.account or arguments.unit else arguments.pages
    if arguments.dry_run:
        shown = plan(accounts, pages, policy)
    else:
        shown = overview(outcome(Visitor(agent(policy)), accounts, pages, policy), policy)
    print(shown.as_json() if arguments.format == "json" else shown.as_text(), end="")
    return 0


def agent(policy: Policy) -> str:
    """Return what the visitor says it is, and where to complain about it."""
    return f"kanalboken-probe (+{policy.organisation.website or 'https://www.exempelby.example'})"


def outcome(visitor: Visitor, accounts: Sequence[Account], pages: int, policy: Policy) -> Outcome:
    """Visit the accounts and at most so many of our own pages."""
    found = []
    for account in accounts:
        tell_progress(f"Besöker {account.url}")
        found.append((account, seen(account, visitor, policy)))
    if pages:
        tell_progress("Läser våra egna sidor")
    own = walk(visitor, policy, pages)
    return Outcome(tuple(found), own, unregistered(own, policy), missing_from_list(own, policy))


def plan(accounts: Sequence[Account], pages: int, policy: Policy) -> Overview:
    """Tell what would be visited."""
    begin = starts(policy) if pages else ()
    lines = ["Besöker inget, för det här var en provkörning. Annars skulle de här adresserna besökas:"]
    lines += [f"  {account.url}" for account in accounts]
    lines += [f"Och högst {pages} av våra egna sidor, med början i:"] if begin else []
    lines += [f"  {page}" for page in begin]
    return Overview(tuple(lines), {"accounts": [one.url for one in accounts], "pages": list(begin), "at_most": pages})


def overview(found: Outcome, policy: Policy) -> Overview:
    """Return what was seen, what differs first."""
    lines: list[str] = []
    for answer, heading in HEADINGS.items():
        rows = [row for row in found.accounts if row[1].answer is answer]
        lines += _part(heading, (line for account, one in rows for line in _account(account, one, policy)))
    lines += _part("Konton som våra sidor länkar till", (line for one in found.linked for line in _linked(one)))
    lines += _part(
        f"Saknas i listan på {policy.organisation.account_list}",
        (f"  {account.name}, {account.url}" for account in found.unlisted),
    )
    lines += _part("Egna sidor som inte gick att läsa", (f"  {url}: {why}" for url, why in found.pages.unread.items()))
    lines.append(_summary(found, policy))
    return Overview(tuple(map(printable, lines)), _data(found, policy))


def _part(heading: str, lines: Iterator[str]) -> list[str]:
    told = list(lines)
    return [heading, *told, ""] if told else []


def _account(account: Account, one: Seen, policy: Policy) -> Iterator[str]:
    platform = policy.platforms.get(account.platform)
    place = account.place("url")
    yield f"  {account.name} ({platform.name if platform else account.platform}), {account.url}"
    yield f"    {one.sentence}"
    if one.answer is Answer.DIFFERS:
        yield f"    {place.file}:{policy.position(place)[0]}"


def _linked(one: Linked) -> Iterator[str]:
    more = len(one.pages) - PAGES_SHOWN
    pages = [*one.pages[:PAGES_SHOWN], *([f"{more} sidor till"] if more > 0 else [])]
    yield f"  {one.address}"
    yield f"    {LINKED[one.verdict]}"
    yield f"    Länkas från {listing(pages)}."


def _summary(found: Outcome, policy: Policy) -> str:
    agree, differ, unknown = (
        sum(one.answer is answer for _, one in found.accounts)
        for answer in (Answer.AGREES, Answer.DIFFERS, Answer.UNKNOWN)
    )
    told = f"Den {day(policy.today)}: {number(agree, 'ett')} {'konto' if agree == 1 else 'konton'} stämmer, "
    told += f"{number(differ, 'ett')} skiljer sig och {number(unknown, 'ett')} gick inte att få veta."
    if found.pages.read:
        read, linked = len(found.pages.read), len(found.linked)
        told += (
            f" Från {number(read)} {'egen sida' if read == 1 else 'egna sidor'} länkas {number(linked, 'ett')} "
            f"{'konto' if linked == 1 else 'konton'} som inte är kända som våra."
        )
    return told


def _data(found: Outcome, policy: Policy) -> dict[str, Any]:
    return {
        "as_of": policy.today.isoformat(),
        "accounts": [
            {"id": account.id, "url": account.url, "answer": one.answer.value, "sentence": one.sentence}
            for account, one in found.accounts
        ],
        "pages_read": list(found.pages.read),
        "pages_unread": [{"url": url, "sentence": why} for url, why in found.pages.unread.items()],
        "linked": [{"url": one.address, "answer": one.verdict.value, "pages": list(one.pages)} for one in found.linked],
        "unlisted": [account.id for account in found.unlisted],
    }


def _chosen(policy: Policy, account: str | None, unit: str | None) -> tuple[Account, ...]:
    """Return the accounts to visit: not those that are only planned."""
    for kind, word, id in (("account", "konto", account), ("unit", "verksamhet", unit)):
        if id and not policy.exists(kind, id):
            article = "inget" if kind == "account" else "ingen"
            raise Refused(f"Det finns {article} {word} ”{id}”. Id:n är filernas namn i policy_data/{kind}s.")
    return tuple(
        one
        for one in policy.accounts.values()
        if one.status != "planned" and account in (None, one.id) and unit in (None, one.unit)
    )
