"""The calendars: read back by a program of the kind that subscribes to them, byte by byte as the standard demands."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar, Component

from checks.policy.due_dates import due_dates
from checks.policy.policy import Policy
from checks.policy.single_document import as_its_body
from checks.run import open_policy
from hooks import exports
from hooks.exports.calendars import calendars
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality


def contents(policy: Policy) -> dict[str, bytes]:
    return {name: make() for name, make in calendars(policy).items()}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return contents(open_policy(ROOT, TODAY))


def events(content: bytes) -> dict[str, Component]:
    return {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_there_is_one_for_all_and_one_for_each_unit(made: dict[str, bytes]) -> None:
    policy = open_policy(ROOT, TODAY)
    assert set(made) == {"kalender.ics", *(f"kalender-{unit}.ics" for unit in policy.units)}
    own = [uid for name, content in made.items() if name != "kalender.ics" for uid in events(content)]
    assert len(own) == len(set(own)), "nothing stands in the calendars of two units"
    assert set(own) <= set(events(made["kalender.ics"]))


def test_what_is_read_back_is_what_falls_due(made: dict[str, bytes]) -> None:
    policy = open_policy(ROOT, TODAY)
    found = events(made["kalender.ics"])
    dues = due_dates(policy)
    assert len(dues) > 10
    assert list(found) == [f"{due.id}@exempelby.example" for due in dues]
    for due in dues:
        event = found[f"{due.id}@exempelby.example"]
        assert event.decoded("DTSTART") == due.on
        assert type(event.decoded("DTSTART")) is date, "an all-day event"
        assert event.decoded("DTEND") == due.on + timedelta(days=1)
        assert str(event["SUMMARY"]) == due.what
        assert event["TRANSP"] == "TRANSPARENT", "it blocks nobody's day"
        assert event.decoded("DTSTAMP").date() == TODAY
        role = policy.roles[due.role or ""]
        assert f"Ansvarar: {role.title} ({policy.units[role.unit].name}), {role.mailbox}" in str(event["DESCRIPTION"])


def test_every_line_is_as_the_standard_demands(made: dict[str, bytes]) -> None:
    for content in made.values():
        assert content.endswith(b"\r\n")
        assert content.count(b"\n") == content.count(b"\r\n")
        lines = content.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert lines[0] == b"BEGIN:VCALENDAR"
        for name in (b"VERSION:2.0", b"PRODID:", b"METHOD:PUBLISH", b"X-WR-CALNAME:", b"REFRESH-INTERVAL;"):
            assert sum(line.startswith(name) for line in lines) == 1, name
        content.decode("utf-8")


def test_the_same_day_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    assert contents(open_policy(ROOT, TODAY)) == made


def test_an_event_keeps_its_id_when_its_day_is_moved_and_goes_when_it_is_done(municipality: Municipality) -> None:
    account = (MINIATURE / "policy_data/accounts/kultur-facebook.yaml").read_text(encoding="utf-8")
    uid = "account-ends.kultur-facebook@minikoping.example"

    def told(text: str) -> dict[str, Component]:
        root = municipality({"policy_data/accounts/kultur-facebook.yaml": text})
        return events(contents(open_policy(root, TODAY))["kalender-kultur.ics"])

    assert told(account + "ends_on: 2027-01-31\n")[uid].decoded("DTSTART") == date(2027, 1, 31)
    assert told(account + "ends_on: 2027-05-31\n")[uid].decoded("DTSTART") == date(2027, 5, 31)
    assert uid not in told(account)


def test_evil_values_stay_text(municipality: Municipality) -> None:
    account = (MINIATURE / "policy_data/accounts/kultur-facebook.yaml").read_text(encoding="utf-8")
    evil = "Kultur; BEGIN:VALARM, \\\\n åäö " + "å" * 100
    text = account.replace("name: Kulturhuset i Miniköping", f"name: '{evil}'") + "ends_on: 2027-01-31\n"
    content = contents(open_policy(municipality({"policy_data/accounts/kultur-facebook.yaml": text}), TODAY))
    (event,) = (one for one in Calendar.from_ical(content["kalender.ics"]).walk("VEVENT") if "ends." in str(one["UID"]))
    assert evil in str(event["SUMMARY"])
    assert not Calendar.from_ical(content["kalender.ics"]).walk("VALARM")


def test_a_unit_with_nothing_to_do_has_an_empty_calendar(municipality: Municipality) -> None:
    unit = "name: Arkivet\nkind: department\nboard: Kulturnämnden\nhead: arkivarie\nroles:\n"
    unit += "  arkivarie: {title: Arkivarie, mailbox: arkivet@minikoping.example}\n"
    found = contents(open_policy(municipality({"policy_data/units/arkivet.yaml": unit}), TODAY))
    assert events(found["kalender-arkivet.ics"]) == {}


def test_a_body_without_a_register_has_no_calendar() -> None:
    policy = open_policy(ROOT, TODAY)
    own = as_its_body(policy.documents["kalix-2010"], policy)
    assert not exports._registers(own)
    assert not exports._calendars(own)
    assert "konton.csv" in exports._registers(policy)
    assert "kalender.ics" in exports._calendars(policy)
