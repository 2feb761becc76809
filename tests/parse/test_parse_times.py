"""Times as authors write them, in the log's zone."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.model.moment import Moment
from infralog.parse.times import TimeError, is_before, parse_day, parse_event, parse_moment

NEW_YORK = ZoneInfo("America/New_York")
ZONES = st.sampled_from(
    ["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"]
).map(ZoneInfo)
FIRST, LAST = datetime(1970, 1, 2), datetime(2100, 12, 30)  # noqa: DTZ001 - the zone is added below
INSTANTS = st.datetimes(FIRST, LAST).map(lambda one: one.replace(microsecond=0, tzinfo=UTC))


def utc(*parts):
    return Moment(datetime(*parts, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-12 11:50",
        "2024-12-12T11:50",
        "2024-12-12t11:50:00",
        "2024-12-12 11:50:00.999",
        "2024-12-12 16:50Z",
        "2024-12-12T16:50:00z",
        "2024-12-12 17:50+01:00",
        "2024-12-12 17:50 +0100",
        "2024-12-12 17:50+01",
        "2024-12-12 07:20-09:30",
    ],
)
def test_one_instant_in_all_its_forms(text):
    assert parse_moment(text, NEW_YORK) == utc(2024, 12, 12, 16, 50)


def test_a_bare_date_stays_a_date():
    found = parse_moment("2024-12-12", NEW_YORK)
    assert found.day == date(2024, 12, 12)
    assert found.instant == datetime(2024, 12, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "code", "remedy"),
    [
        ("2024-03-10 02:30", "E131", "2024-03-10 03:30"),
        ("2024-11-03 01:30", "E132", "2024-11-03 01:30-05:00 for the second"),
        ("2024-12-12 11:50 EST", "E133", "2024-12-12 11:50-05:00"),
        ("2024-07-12 11:50 cest", "E133", "2024-07-12 11:50+02:00"),
        ("2024-07-12 11:50 Europe/Berlin", "E133", "2024-07-12 11:50+02:00"),
        ("2024-07-12 11:50 Europe/Nowhere", "E133", "2024-07-12 11:50-05:00"),
        ("2024-12-12 11:50 PM", "E130", "write it as 2024-12-12 11:50"),
        ("2024-12-12 9:50", "E130", "write it as 2024-12-12 11:50"),
        ("2024-13-12", "E130", "correct the date"),
        ("2024-12-12 11:50+05:75", "E130", "offset of no zone"),
        ("1969-12-31 23:59", "E130", "1970 to 2100"),
        ("٢٠٢٤-١٢-١٢", "E130", "is"),
        ("", "E130", "is no time"),
    ],
)
def test_what_is_no_time_says_what_to_write(text, code, remedy):
    with pytest.raises(TimeError) as found:
        parse_moment(text, NEW_YORK)
    assert found.value.code == code
    assert remedy in str(found.value)


@pytest.mark.parametrize("offset", ["-04:00", "-05:00"])
def test_the_remedy_for_a_doubled_hour_is_accepted(offset):
    found = parse_moment(f"2024-11-03 01:30{offset}", NEW_YORK)
    assert found.instant.astimezone(NEW_YORK).isoformat().endswith(offset)


def test_a_day_takes_no_hour():
    assert parse_day("2024-12-12") == date(2024, 12, 12)
    with pytest.raises(TimeError, match="write it as 2024-12-12"):
        parse_day("2024-12-12 11:50")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22:31", utc(2024, 12, 13, 3, 31)),
        ("22:31:05", utc(2024, 12, 13, 3, 31, 5)),
        ("+17m", utc(2024, 12, 12, 17, 7)),
        ("+1h30m", utc(2024, 12, 12, 18, 20)),
        ("+2d", utc(2024, 12, 14, 16, 50)),
        ("+45s", utc(2024, 12, 12, 16, 50, 45)),
        ("2024-12-13 00:10", utc(2024, 12, 13, 5, 10)),
        ("2024-12-13", Moment.of_day(date(2024, 12, 13), NEW_YORK)),
    ],
)
def test_events_count_from_the_one_before(text, expected):
    assert parse_event(text, utc(2024, 12, 12, 16, 50), NEW_YORK) == expected


@pytest.mark.parametrize("text", ["+", "+17", "+m", "+1m1h", "17m", "25:00", "+-5m", "+ 5m"])
def test_what_is_no_event_time(text):
    with pytest.raises(TimeError):
        parse_event(text, utc(2024, 12, 12, 16, 50), NEW_YORK)


def test_the_day_of_an_event_is_that_of_the_zone():
    late = utc(2024, 12, 13, 3, 0)
    assert parse_event("23:00", late, NEW_YORK) == utc(2024, 12, 13, 4, 0)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024-12-12", "2024-12-12 00:00", False),
        ("2024-12-12 23:00", "2024-12-12", False),
        ("2024-12-12", "2024-12-13 00:00", True),
        ("2024-12-12 10:00", "2024-12-12 10:01", True),
        ("2024-12-12 10:00", "2024-12-12 10:00", False),
    ],
)
def test_a_bare_date_is_compared_by_its_day(first, second, expected):
    moments = [parse_moment(text, NEW_YORK) for text in (first, second)]
    assert is_before(*moments, NEW_YORK) is expected


@given(INSTANTS, ZONES, st.integers(-14 * 60, 14 * 60))
def test_every_instant_can_be_written_with_an_offset(instant, zone, minutes):
    sign = "-" if minutes < 0 else "+"
    local = instant + timedelta(minutes=minutes)
    written = f"{local:%Y-%m-%d %H:%M:%S}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    assert parse_moment(written, zone).instant == instant


@given(INSTANTS, ZONES)
def test_a_local_time_is_read_or_refused_never_moved(instant, zone):
    local = instant.astimezone(zone).replace(tzinfo=None)
    is_doubled = any(
        (instant + shift).astimezone(zone).replace(tzinfo=None) == local
        for shift in (timedelta(minutes=minutes) for minutes in (-60, -30, 30, 60))
    )
    if is_doubled:
        with pytest.raises(TimeError, match="exists twice"):
            parse_moment(local.isoformat(" "), zone)
    else:
        assert parse_moment(local.isoformat(" "), zone).instant == instant


@given(st.text(), ZONES)
def test_any_text_is_a_time_or_a_time_error(text, zone):
    with suppress(TimeError):
        assert parse_moment(text, zone).instant.tzinfo is UTC
