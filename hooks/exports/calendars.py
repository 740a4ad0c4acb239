"""What falls due as calendars to subscribe to (iCalendar, RFC 5545): one for everything and one for each unit.

All-day events, not to-dos: Outlook and Google show nothing else of a calendar that is subscribed to. An event keeps its
UID when its day is moved, and is gone when what it reminds of is done. The stamp is the day that the policy is told it
is, so that the same data on the same day gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import PurePosixPath

from icalendar import Calendar, Event

from checks.deadlines import answering
from checks.policy.due_dates import Due, due_dates
from checks.policy.pages import calendar_address
from checks.policy.policy import Policy
from checks.policy.words import day

REFRESHED = timedelta(days=1)


def calendars(policy: Policy) -> dict[str, Callable[[], bytes]]:
    """Return what makes each calendar, by file name. A unit with nothing to do has an empty one, so that whoever
    subscribes to it does not lose it."""
    dues = due_dates(policy)
    name = f"Sociala medier i {policy.organisation.name}"
    found = {calendar_address(): partial(calendar, name, dues, policy)}
    for unit in policy.units.values():
        own = [due for due in dues if due.unit == unit.id]
        found[calendar_address(unit.id)] = partial(calendar, f"Sociala medier: {unit.name}", own, policy)
    return {PurePosixPath(address).name: make for address, make in found.items()}


def calendar(name: str, dues: Iterable[Due], policy: Policy) -> bytes:
    """Return a calendar of that name with an event for each thing to do."""
    made = Calendar()
    made.add("prodid", f"-//{policy.organisation.name}//Kanalboken//SV")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")
    for due in dues:
        made.add_component(_event(due, policy))
    content: bytes = made.to_ical()
    return content


def _event(due: Due, policy: Policy) -> Event:
    unit = policy.units.get(due.unit or "")
    event = Event()
    event.add("uid", f"{due.id}@{(*policy.organisation.domains, 'kanalboken')[0]}")
    event.add("dtstamp", datetime.combine(policy.today, time(), UTC))
    event.add("dtstart", due.on)
    event.add("dtend", min(due.on, date.max - timedelta(1)) + timedelta(1))
    event.add("summary", due.what)
    event.add("description", "\n".join(_description(due, policy)))
    event.add("transp", "TRANSPARENT")
    if unit:
        event.add("categories", [unit.name])
    return event


def _description(due: Due, policy: Policy) -> list[str]:
    role = policy.roles.get(due.role or "")
    lines = [f"Ansvarar: {answering(due, policy)}" + (f", {role.mailbox}" if role else "")]
    if due.working_day != due.on:
        lines.append(f"Sista arbetsdagen före är den {day(due.working_day)}.")
    return [*lines, f"Står i {due.place.file}."]
