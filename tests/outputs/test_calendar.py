from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from example import example
from infralog.model.moves import Moves
from infralog.model.terms import MaintenanceState
from infralog.outputs.calendar import sequence_of
from infralog.settings import CatalogueItem
from make import change, context_of, files_of, incident, maintenance, moment, settings_of
from opened import calendar_artifacts as artifacts


def events(*records, path="calendar.ics", **options):
    files = files_of(artifacts(context_of(*records, settings=settings_of(**options))))
    return Calendar.from_ical(files[path]).walk("VEVENT")


def event(*records, **options):
    (found,) = events(*records, **options)
    return found


def test_incidents_and_planned_work_are_events_and_changes_are_not():
    found = events(incident(), maintenance(), change())
    assert [one["summary"] for one in found] == [
        "2024 12 12 proxy deadlock (major)",
        "2024 12 20 router work (planned)",
    ]


def test_an_event_says_all_that_is_known():
    found = event(incident(resolved="2024-12-12 12:00", services=("proxy",)))
    assert found["uid"] == "2024-12-12-proxy-deadlock@example.org"
    assert found.decoded("dtstart") == datetime(2024, 12, 12, 11, 50, tzinfo=UTC)
    assert found.decoded("dtend") == datetime(2024, 12, 12, 12, 0, tzinfo=UTC)
    assert found.decoded("dtstamp") == datetime(2024, 12, 12, 12, 0, tzinfo=UTC)
    assert found["url"] == "https://log.example.org/incidents/2024-12-12-proxy-deadlock/"
    assert found["status"] == "CONFIRMED"
    assert found["transp"] == "TRANSPARENT"


def moved(work, count, last):
    context = replace(context_of(work), moves={work.path: Moves(count, last)})
    files = files_of(artifacts(context))
    (found,) = Calendar.from_ical(files["calendar.ics"]).walk("VEVENT")
    return found


def test_a_move_that_git_knows_of_raises_the_sequence_and_says_when():
    last = datetime(2024, 12, 18, 9, tzinfo=UTC)
    work = maintenance(published="2024-12-01")
    still, once = event(work), moved(work, 1, last)
    assert once["sequence"] > still["sequence"]
    assert once.decoded("last-modified") == last
    assert once["dtstamp"].dt == still["dtstamp"].dt


def test_work_that_is_planned_anew_after_all_rises_too():
    cancelled = maintenance(state=MaintenanceState.CANCELLED)
    last = datetime(2024, 12, 18, 9, tzinfo=UTC)
    numbers = [
        event(maintenance())["sequence"],
        moved(cancelled, 1, last)["sequence"],
        moved(maintenance(), 2, last)["sequence"],
    ]
    assert numbers == sorted(set(numbers))


def test_a_move_makes_the_calendar_anew():
    plain = context_of(maintenance())
    last = datetime(2024, 12, 18, 9, tzinfo=UTC)
    (work,) = plain.log.maintenances
    known = replace(plain, moves={work.path: Moves(1, last)})
    assert artifacts(plain)[0].key != artifacts(known)[0].key


def test_an_ongoing_incident_has_no_end():
    assert "dtend" not in event(incident())


@pytest.mark.parametrize(
    ("began", "ended", "hours"),
    [("2024-03-10 01:30", "2024-03-10 03:30", 1), ("2024-11-03 00:30", "2024-11-03 02:30", 3)],
    ids=["clocks go forward", "clocks go back"],
)
def test_lengths_are_right_across_clock_changes(began, ended, hours):
    zone = ZoneInfo("America/New_York")
    work = maintenance(state=MaintenanceState.DONE)
    spanning = type(work)(
        **{**work.__dict__, "began": moment(began, zone), "ends": moment(ended, zone)}
    )
    found = event(spanning, timezone="America/New_York")
    length = found.decoded("dtend") - found.decoded("dtstart")
    assert length.total_seconds() == hours * 3600
    assert found.decoded("dtstart").tzinfo is not None


def test_bare_dates_are_whole_days_in_any_zone():
    found = event(maintenance(began="2024-12-20", ends="2024-12-21"), timezone="Asia/Tokyo")
    assert found.decoded("dtstart") == date(2024, 12, 20)
    assert found.decoded("dtend") == date(2024, 12, 22)


def test_a_time_with_a_bare_date_is_whole_days():
    found = event(incident(began="2024-12-12 11:50", resolved="2024-12-13"))
    assert found.decoded("dtstart") == date(2024, 12, 12)
    assert found.decoded("dtend") == date(2024, 12, 14)


def test_the_sequence_rises_with_each_change_and_the_uid_stays():
    states = [
        maintenance(),
        maintenance(corrections=[("2024-12-15", "Moved to Friday.")]),
        maintenance(corrections=[("2024-12-15", "Moved.")], state=MaintenanceState.ACTIVE),
        maintenance(corrections=[("2024-12-15", "Moved.")], state=MaintenanceState.DONE),
    ]
    sequences = [event(state)["sequence"] for state in states]
    assert sequences == sorted(set(sequences))
    assert len({str(event(state)["uid"]) for state in states}) == 1
    course = [
        incident(pending=True),
        incident(),
        incident(detected="2024-12-12 11:51"),
        incident(detected="2024-12-12 11:51", resolved="2024-12-12 12:00"),
    ]
    assert [sequence_of(one) for one in course] == [0, 1, 2, 3]


def test_cancelled_work_is_cancelled():
    found = event(maintenance(state=MaintenanceState.CANCELLED))
    assert found["status"] == "CANCELLED"


def test_a_renamed_entry_keeps_its_uid():
    renamed = maintenance("new-name", aliases=("2024-12-20-router-work",))
    assert event(renamed)["uid"] == event(maintenance())["uid"]


def test_services_have_calendars_of_their_own():
    records = (incident(services=("proxy",)), maintenance(services=("dns",)))
    catalogue = {id_: CatalogueItem(id_, id_.upper()) for id_ in ("proxy", "dns", "idle")}
    found = events(*records, path="calendars/dns.ics", services=catalogue)
    assert [str(one["categories"].to_ical(), "utf-8") for one in found] == ["DNS"]
    assert events(*records, path="calendars/idle.ics", services=catalogue) == []


def test_a_calendar_reaches_two_years_back_and_holds_all_that_is_planned():
    old = incident("old", "2019-01-01 10:00")
    recent = incident("recent", "2023-06-01 10:00")
    plan = maintenance("plan", "2031-01-01 10:00")
    uids = [one["uid"].partition("@")[0] for one in events(old, recent, incident(), plan)]
    assert uids == ["recent", "2024-12-12-proxy-deadlock", "plan"]


def test_an_empty_calendar_is_valid():
    calendar = Calendar.from_ical(files_of(artifacts(context_of()))["calendar.ics"])
    assert calendar["method"] == "PUBLISH"
    assert [one.name for one in calendar.subcomponents] == ["VTIMEZONE"]


def test_lines_are_folded_and_ended_as_rfc_5545_wants():
    hostile = incident(title="é" * 200 + ", ; \\ \nBEGIN:VEVENT", summary="x" * 500)
    text = files_of(artifacts(context_of(hostile)))["calendar.ics"]
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 1


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec=None), min_size=1))
def test_any_text_gives_a_calendar_with_its_events(text):
    (found,) = events(incident(title=text, summary=text, services=("proxy",)))
    assert found["uid"] == "2024-12-12-proxy-deadlock@example.org"


def test_the_example_log_has_every_incident_of_its_last_two_years():
    text = files_of(artifacts(example()))["calendar.ics"]
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 42
