"""A new account: the questions whose answers its file needs, and what is worked out from the answers."""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from checks.choosing import chosen
from checks.command_line import Refused
from checks.policy.addresses import AccountAddress, account_at, address_of, handle_fits
from checks.policy.model.organisation import Unit
from checks.policy.model.register import Account, Platform
from checks.policy.policy import Policy
from checks.policy.reading import Unreadable, read
from registrar import asking
from registrar.account.file import free_id, refuse_known_address
from registrar.key_order import form_of
from registrar.yaml_text import Value

PURPOSE = "\nVad är kontot till för? Utan punkt på slutet, eller Enter för att vänta med svaret"
OPENED = "\nVilken dag öppnades kontot? ÅÅÅÅ-MM-DD, eller Enter om det inte är öppnat"
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def answers(arguments: argparse.Namespace, policy: Policy) -> dict[str, Value]:
    """Return what stands in the new account's file: what the options say, and what is answered at a terminal.

    Raises Refused for what does not exist, for an address that is registered already, and for missing options where
    nobody can be asked.
    """
    given = arguments.url or arguments.handle
    wanted = {
        "--url (eller --platform och --handle)": given,
        "--unit": arguments.unit,
        "--category": arguments.category,
    }
    asking.demand(wanted)
    at = _where(arguments, policy)
    refuse_known_address(at.url, at.platform.id, policy)
    unit = policy.units[_unit(arguments.unit, policy)]
    others = [one for one in policy.accounts.values() if one.unit == unit.id]
    category = _category(arguments.category, others, policy)
    owner, stand_in = _roles(arguments, unit, others, policy)
    purpose = arguments.purpose
    if purpose is None and asking.can_ask():
        purpose = asking.optional(PURPOSE)
    opened_on = _opened_on(arguments, policy)
    approval = approval_of(arguments, unit, opened_on, policy)
    status = {"opened_on": opened_on.isoformat()} if opened_on else planned(policy.today)
    return {
        "name": arguments.name,
        "platform": at.platform.id,
        "handle": at.handle,
        "url": at.url,
        "unit": unit.id,
        "category": category,
        "owner": owner,
        "stand_in": stand_in,
        "purpose": purpose,
        **status,
        "approval": approval,
        **dict(field_of(one) for one in arguments.field or ()),
    }


def planned(today: date) -> dict[str, Value]:
    """Return what stands in the file of an account that has not opened."""
    return {"status": "planned", "planned_on": today.isoformat()}


def id_of(arguments: argparse.Namespace, values: Mapping[str, Value], policy: Policy) -> str:
    """Return the id of the new account. Raises Refused for what can't be one."""
    if arguments.id is None:
        return free_id(values["unit"], values["platform"], values["handle"], policy.known["account"])
    if not ID.fullmatch(arguments.id):
        raise Refused(f"”{arguments.id}” kan inte vara ett id. Använd a–z, siffror och bindestreck.")
    return str(arguments.id)


# Where.


def _where(arguments: argparse.Namespace, policy: Policy) -> AccountAddress:
    names = {id: platform.name for id, platform in policy.platforms.items()}
    platform = chosen(arguments.platform, names, "Plattformen") if arguments.platform else None
    among = [policy.platforms[platform]] if platform else list(policy.platforms.values())
    if arguments.url:
        found = _at(arguments.url, among, policy)
        if arguments.handle not in (None, found.handle):
            raise Refused(f"{found.url} är kontot ”{found.handle}”, inte ”{arguments.handle}”. Rätta --handle.")
        return found
    if arguments.handle:
        return _with_handle(arguments.handle, platform, policy)
    question = "Kontots adress, som den står i webbläsaren, eller bara användarnamnet"
    return asking.answer(question, lambda written: _with_handle(written, platform, policy))


def _with_handle(written: str, platform: str | None, policy: Policy) -> AccountAddress:
    """Return the account that somebody means by an address or a handle; asks for the platform of a handle alone."""
    if "/" in written:
        return _at(written, [policy.platforms[platform]] if platform else policy.platforms.values(), policy)
    handle = written.removeprefix("@")
    if not handle:
        raise Refused("Skriv kontots adress eller dess namn på plattformen.")
    asking.demand({"--platform": platform})
    names = {id: platform.name for id, platform in policy.platforms.items()}
    where = policy.platforms[platform or asking.choice("Plattform", names, "Plattformen")]
    if not handle_fits(handle, where):
        raise Refused(f"”{handle}” kan inte vara ett namn på {where.name}. Ett exempel: {where.handle.example}.")
    return AccountAddress(where, handle, address_of(where, handle, policy.organisation.domains))


def _at(url: str, among: Iterable[Platform], policy: Policy) -> AccountAddress:
    platforms = list(among)
    try:
        found = account_at(url, platforms, policy.organisation.domains)
    except ValueError as error:
        raise Refused(f"”{url}” kan inte vara ett kontos adress: {error}. Kopiera den från kontots sida.") from None
    if found is None:
        known = ", ".join(platforms[0].examples) if len(platforms) == 1 else ", ".join(one.name for one in platforms)
        raise Refused(f"”{url}” leder inte till ett konto på någon plattform som registret känner: {known}.")
    return found


# Whose.


def _unit(given: str | None, policy: Policy) -> str:
    names = {id: unit.name for id, unit in policy.units.items()}
    return chosen(given, names, "Verksamheten") if given else asking.choice("Verksamhet", names, "Verksamheten")


def _category(given: str | None, others: Iterable[Account], policy: Policy) -> str:
    names = {id: category.name for id, category in policy.categories.items()}
    if given:
        return chosen(given, names, "Kategorin")
    return asking.choice("Kategori", names, "Kategorin", _usual(one.category for one in others))


def _roles(
    arguments: argparse.Namespace, unit: Unit, others: Iterable[Account], policy: Policy
) -> tuple[str | None, str | None]:
    """Return the owner and the stand-in, either None if that is not known yet."""
    accounts = list(others)
    owner = _role(arguments.owner, "Kontoansvarig", unit, _usual(one.owner for one in accounts), policy)
    usual = _usual(one.stand_in for one in accounts if one.stand_in != owner)
    head = unit.head if unit.head != owner else None
    stand_in = _role(arguments.stand_in, "Ersättare för den kontoansvarige", unit, usual or head or "", policy, owner)
    return owner, stand_in


def _role(
    given: str | None, question: str, unit: Unit, default: str, policy: Policy, taken: str | None = None
) -> str | None:
    """Return the role that is given or answered; None if it is not known yet. One that is `taken` is not listed."""
    everybody = {id: role.title for id, role in policy.roles.items()}
    if given:
        return chosen(given, everybody, "Rollen")
    if not asking.can_ask():
        return None
    own = {id: role.title for id, role in unit.roles.items() if id != taken} | {asking.LATER: "inte bestämt än"}
    found = asking.choice(question, own, "Rollen", default or asking.LATER, everybody)
    return None if found == asking.LATER else found


def _usual(ids: Iterable[str | None]) -> str:
    """Return the id that is the most frequent, or none."""
    return next((id for id, _ in Counter(filter(None, ids)).most_common(1)), "")


# Since when.


def _opened_on(arguments: argparse.Namespace, policy: Policy) -> date | None:
    if arguments.opened_on:
        return asking.a_past_day(arguments.opened_on.isoformat(), policy.today)
    if not asking.can_ask():
        return None
    return asking.past_day_or_not(OPENED, policy.today)


def approval_of(arguments: argparse.Namespace, unit: Unit, opened_on: date | None, policy: Policy) -> Value:
    """Return who approved an account and when, as options or answers tell it; None if nobody has yet."""
    by, on = arguments.approved_by, arguments.approved_on
    if by is None and on is None and not (opened_on and asking.can_ask()):
        return None
    asking.demand({"--approved-by": by, "--approved-on": on})
    role = _role(by, "Vem har godkänt kontot?", unit, unit.head or "", policy)
    if role is None:
        return None
    understood = partial(asking.a_past_day, today=policy.today)
    day = understood(on.isoformat()) if on else asking.answer("Vilken dag? ÅÅÅÅ-MM-DD", understood)
    after = {"retroactive": True} if opened_on and day > opened_on else {}
    return {"by": role, "on": day.isoformat(), **after}


# Anything else.


def field_of(written: str) -> tuple[str, Value]:
    """Read `--field`: the name of a field, an equals sign and a value as it would stand in the file."""
    key, equals, value = written.partition("=")
    if not equals:
        raise Refused(f"”{written}” är inget fält med värde. Skriv till exempel --field plan=Biblioteksplanen.")
    fields = {name: name for name in form_of("account").keys}
    field = chosen(key, fields, "Fältet")
    try:
        found = read(f"{field}: {value}\n")
    except Unreadable as error:
        raise Refused(f"Värdet i --field {field} går inte att läsa. {error.sentence} {error.remedy}") from None
    if set(found) != {field}:
        raise Refused(f"Värdet i --field {field} går inte att läsa. Skriv det på en rad.")
    return field, found[field]
