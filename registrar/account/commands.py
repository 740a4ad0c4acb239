"""The pen's commands for accounts: each works out what one file becomes, tries it, and writes it."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

from checks.choosing import chosen
from checks.command_line import Refused
from checks.policy.addresses import account_at, address_of, handle_fits
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.words import day
from registrar import asking
from registrar.account import telling
from registrar.account.closing import next_values, tells_something
from registrar.account.file import refuse_known_address
from registrar.errand import CLEAN, FINDINGS, Errand, errand
from registrar.key_order import form_of
from registrar.yaml_edits import with_item, with_value, with_values_inside


def snapshot(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Note that a snapshot of an account has been taken and where it is kept."""
    work = errand(root, clock, arguments)
    account = work.account()
    asking.demand({"--reference": arguments.reference, "--covers": arguments.covers})
    on = asking.past_day_of(arguments.on, work.policy.today)
    reference = arguments.reference or asking.answer("Var finns uttaget? System och nummer", asking.words)
    covers = arguments.covers or asking.answer("Vad visar det? layout, content eller båda", _covers)
    item = {"on": on.isoformat(), "reference": reference, "covers": covers}
    file_format = arguments.file_format
    if file_format is None and asking.can_ask():
        file_format = "pdf" if asking.yes("Är det sparat som PDF?") else "other"
    if file_format:
        item["format"] = file_format
    text = with_item(work.text_of(account), "snapshots", item, list(form_of("account").keys))
    return _written(work, account, text, f"Arkivuttaget den {day(on)} är antecknat för kontot `{account.id}`.")


def _covers(written: str) -> list[str]:
    """Read what a snapshot covers: the words of the schema, one or more."""
    choices = form_of("account").keys["snapshots"].items.keys["covers"].items.choices
    words = written.replace(",", " ").split()
    if words == ["båda"]:
        return list(choices)
    return [chosen(word, choices, "Värdet") for word in words] or asking.nothing_said()


def review(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Note that somebody has gone through an account and what came of it."""
    work = errand(root, clock, arguments)
    account = work.account()
    asking.demand({"--by": arguments.by, "--outcome": arguments.outcome})
    on = asking.past_day_of(arguments.on, work.policy.today)
    roles = {id: role.title for id, role in work.policy.roles.items()}
    own = {id: roles[id] for id in (account.owner, account.stand_in, _head(account, work.policy)) if id in roles}
    by = chosen(arguments.by, roles, "Rollen") if arguments.by else asking.choice("Av vem?", own, "Rollen", "", roles)
    outcomes = form_of("account").keys["reviews"].items.keys["outcome"].choices
    outcome = arguments.outcome or asking.choice("Vad ledde översynen till?", outcomes, "Utfallet")
    item = {"on": on.isoformat(), "by": by, "outcome": outcome}
    note = arguments.note
    if note is None and asking.can_ask():
        note = asking.optional("Vad visade översynen? Enter om det inte behöver antecknas")
    if note:
        item["note"] = note
    order = list(form_of("account").keys)
    text = with_item(work.text_of(account), "reviews", item, order)
    if last := _last_post(arguments.last_post, work.policy.today):
        text = with_value(text, "last_post", last.isoformat(), order)
    status = _written(work, account, text, f"Översynen den {day(on)} är antecknad för kontot `{account.id}`.")
    if outcome == "close" and account.live and account.status != "closing":
        print(f"{'Börja med' if status else 'Nästa steg'}: kanalboken account close {account.id}")
    return status


def _last_post(given: date | None, today: date) -> date | None:
    if given is None and asking.can_ask():
        return asking.past_day_or_not(
            "Vilken dag kom det senaste inlägget? ÅÅÅÅ-MM-DD, eller Enter om det inte är känt", today
        )
    return asking.a_past_day(given.isoformat(), today) if given else None


def _head(account: Account, policy: Policy) -> str | None:
    unit = policy.units.get(account.unit)
    return unit.head if unit else None


def close(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Begin the closing of an account, or note its next step; tell what remains and when. Exit code 1 if refused."""
    work = errand(root, clock, arguments)
    account = work.account()
    if account.status == "closing" and not tells_something(arguments):
        print(f"{telling.progress(account)}\n")
    status, values = next_values(account, arguments, work.policy)
    form = form_of("account").keys
    order, inner = list(form), list(form["closing"].keys)
    text = work.text_of(account)
    if status != account.status:
        text = with_value(text, "status", status, order)
    if values:
        text = with_values_inside(text, "closing", values, order, inner)
    if text == work.text_of(account):
        print("Inget är ändrat.")
        return CLEAN
    after = work.carry_out([work.rewriting(account, text)])
    if after is None:
        return FINDINGS
    closed = after.accounts[account.id]
    notice = telling.notices(closed, after) if closed.closing and not closed.closing.notice_on else ()
    due = telling.deadlines(closed, after) if closed.status != "closed" else ""
    telling.tell(telling.progress(closed), due, *notice)
    return CLEAN


def rename(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Give an account a new handle and address, and keep the one it had until then."""
    work = errand(root, clock, arguments)
    account = work.account()
    asking.demand({"--handle": arguments.handle})
    handle = (arguments.handle or asking.answer("Kontots nya namn", asking.words)).removeprefix("@")
    url = _new_address(account, handle, arguments.url, work.policy)
    on = asking.past_day_of(arguments.on, work.policy.today)
    order = list(form_of("account").keys)
    text = work.text_of(account)
    if handle != account.handle:
        former = {"handle": account.handle, "until": (on - timedelta(days=1)).isoformat()}
        text = with_item(with_value(text, "handle", handle, order), "former_handles", former, order)
    text = with_value(text, "url", url, order)
    return _written(work, account, text, f"Kontot `{account.id}` heter ”{handle}” från den {day(on)}: {url}")


def _new_address(account: Account, handle: str, given: str | None, policy: Policy) -> str:
    """Return the address of an account under a new handle. Raises Refused for what can't be its name or address."""
    platform, domains = policy.platforms.get(account.platform), policy.organisation.domains
    if platform is None:
        raise Refused(f"Plattformen `{account.platform}` finns inte. Rätta det som `kanalboken check` säger.")
    if not handle_fits(handle, platform):
        example = platform.handle.example
        raise Refused(f"”{handle}” kan inte vara ett namn på {platform.name}. Ett exempel: {example}.")
    if handle == account.handle and given in (None, account.url):
        raise Refused(f"Kontot `{account.id}` heter redan ”{handle}”. Inget är skrivet.")
    url: str = given or account.url.replace(account.handle, handle)
    if given is None and not _leads_to(url, handle, account, policy):
        url = address_of(platform, handle, domains)
    if not _leads_to(url, handle, account, policy):
        raise Refused(f"Adressen {url} är inte kontot ”{handle}” på {platform.name}. Rätta --url eller --handle.")
    if url != account.url:
        refuse_known_address(url, account.platform, policy, besides=account.id)
    return url


def _leads_to(url: str, handle: str, account: Account, policy: Policy) -> bool:
    try:
        found = account_at(url, [policy.platforms[account.platform]], policy.organisation.domains)
    except ValueError:
        return False
    return found is not None and found.handle.lower() == handle.lower()


def _written(work: Errand, account: Account, text: str, *done: str) -> int:
    after = work.carry_out([work.rewriting(account, text)])
    if after is None:
        return FINDINGS
    done = () if work.arguments.dry_run else done
    telling.tell(*done, telling.deadlines(after.accounts[account.id], after))
    return CLEAN
