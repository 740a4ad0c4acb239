"""Closing an account, step by step: what is asked at each step, what is refused, and which steps remain."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct

from checks.choosing import chosen
from checks.command_line import Refused, a_day
from checks.policy.model.register import Account, Closing
from checks.policy.policy import Policy
from checks.policy.words import day
from registrar import asking
from registrar.yaml_text import Value

Values = dict[str, Value]


class Step(Struct, frozen=True):
    """A step of a closing that is done on a day: its field, its option, and what it is in words."""

    field: str
    option: str
    words: str


STEPS = (
    Step("notice_on", "--notice-on", "Beskedet är publicerat i kontot"),
    Step("archived_on", "--archived-on", "Det som ska sparas är arkiverat"),
    Step("access_revoked_on", "--access-revoked-on", "Alla behörigheter till kontot är borttagna"),
)
CLOSED = "--closed"


def next_values(account: Account, arguments: argparse.Namespace, policy: Policy) -> tuple[str, Values]:
    """Return the account's status and what is new in its closing: what the options tell, else the next step, which is
    asked for.

    Raises Refused for what can't be, and for missing options where nobody can be asked.
    """
    if account.status == "planned":
        raise Refused(f"Kontot `{account.id}` är bara planerat. Ta bort {account.source.file} i stället.")
    begun = account.closing is not None and account.status in ("closing", "closed")
    told, closed = _told(account, arguments, policy), arguments.closed
    if not begun:
        told |= _beginning(told, arguments, policy)
    elif not told and not closed:
        if account.status == "closed":
            raise Refused(f"Kontot `{account.id}` är redan avslutat. Inget är skrivet.")
        told, closed = _next(account.closing or Closing(), policy.today)
    status = account.status if account.status == "closed" else "closed" if closed else "closing"
    if status == "closed":
        _refuse_too_early(account, told, policy.today)
    return status, told


def tells_something(arguments: argparse.Namespace) -> bool:
    """Whether the options tell of any step, so that nothing is asked."""
    fields = ("decided_by", "reason", "turn_to", "closed_on", "successor", "closed", *(step.field for step in STEPS))
    return any(getattr(arguments, field) for field in fields)


def remaining(closing: Closing) -> tuple[Step, ...]:
    """Return the steps that are not done, in order."""
    return tuple(step for step in STEPS if getattr(closing, step.field) is None)


def _told(account: Account, arguments: argparse.Namespace, policy: Policy) -> Values:
    """Return what the options say."""
    successor = arguments.successor
    if successor and not successor.startswith("https://"):
        names = {id: one.name for id, one in policy.accounts.items() if id != account.id}
        successor = chosen(successor, names, "Kontot")
    found: Values = {
        "decided_by": _role(policy)(arguments.decided_by) if arguments.decided_by else None,
        "reason": arguments.reason,
        "turn_to": arguments.turn_to,
        "closed_on": arguments.closed_on.isoformat() if arguments.closed_on else None,
        "successor": successor,
    }
    for step in STEPS:
        if on := getattr(arguments, step.field):
            found[step.field] = asking.a_past_day(on.isoformat(), policy.today).isoformat()
    return _given(found)


def _beginning(told: Mapping[str, Value], arguments: argparse.Namespace, policy: Policy) -> Values:
    """Return the rest of what a closing begins with, which is asked for."""
    questions: dict[str, tuple[str, str, Callable[[str], Value]]] = {
        "decided_by": ("--decided-by", "Vem har beslutat det? Rollens id eller titel", _role(policy)),
        "reason": ("--reason", "Varför avslutas kontot? Besökarna får läsa det. Utan punkt på slutet", asking.words),
        "closed_on": ("--closed-on", "Vilken dag ska det stängas? ÅÅÅÅ-MM-DD", lambda text: a_day(text).isoformat()),
    }
    asking.demand({option: told.get(field) for field, (option, _, _) in questions.items()})
    found = {
        field: asking.answer(question, understood)
        for field, (_, question, understood) in questions.items()
        if field not in told
    }
    if arguments.successor is None and arguments.turn_to is None and asking.can_ask():
        found["turn_to"] = asking.optional("Vart vänder sig besökarna i stället? Enter om det inte är bestämt")
    return _given(found)


def _next(closing: Closing, today: date) -> tuple[Values, bool]:
    """Return what is answered about the next step, and whether the account is closed."""
    steps = remaining(closing)
    asking.demand({steps[0].option if steps else CLOSED: None})
    if not steps:
        return {}, asking.yes("Är kontot stängt?")
    question = f"{steps[0].words}. Vilken dag blev det klart? ÅÅÅÅ-MM-DD, eller Enter om det är kvar att göra"
    on = asking.past_day_or_not(question, today)
    return _given({steps[0].field: on.isoformat() if on else None}), False


def _refuse_too_early(account: Account, told: Mapping[str, Value], today: date) -> None:
    decided = account.closing.closed_on if account.closing else None
    closed_on = date.fromisoformat(told["closed_on"]) if "closed_on" in told else decided
    if closed_on and closed_on > today:
        raise Refused(f"Kontot ska stängas först den {day(closed_on)}. Är det stängt nu? Ange dagen med --closed-on.")


def _role(policy: Policy) -> Callable[[str], str]:
    titles = {id: role.title for id, role in policy.roles.items()}
    return lambda written: chosen(written, titles, "Rollen")


def _given(values: Values) -> Values:
    return {field: value for field, value in values.items() if value is not None}
