"""The zone that hours are told in, with its offset on the days that are told of."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from infralog.views.times import Times
from infralog.views.words import words_of
from make import moment


@pytest.mark.parametrize(
    ("zone", "last_day", "text"),
    [
        ("UTC", 9, "UTC"),
        ("America/New_York", 2, "America/New_York (UTC−04:00)"),
        ("America/New_York", 9, "America/New_York (UTC−04:00, UTC−05:00)"),
        ("Asia/Kathmandu", 9, "Asia/Kathmandu (UTC+05:45)"),
        ("Europe/London", 9, "Europe/London (UTC+00:00)"),
    ],
)
def test_an_offset_is_told_and_both_where_the_clocks_change(zone, last_day, text):
    times = Times(words_of("en"), ZoneInfo(zone))
    first, last = (datetime(2024, 11, day, 12, tzinfo=UTC) for day in (1, last_day))
    label = times.zone_label(first, last)
    assert (label.name, label.text) == (zone, text)


@pytest.mark.parametrize(
    ("began", "ended", "text"),
    [
        ("2024-12-12 11:50-05:00", "2024-12-12 12:00-05:00", "Thu, Dec 12, 11:50 – 12:00 EST"),
        ("2024-11-03 01:30-04:00", "2024-11-03 01:30-05:00", "Sun, Nov 3, 01:30 EDT – 01:30 EST"),
        ("2024-03-10 01:30-05:00", "2024-03-10 03:30-04:00", "Sun, Mar 10, 01:30 EST – 03:30 EDT"),
        ("2024-12-12 11:50-05:00", "2024-12-13", "Thu, Dec 12, 11:50 – Fri, Dec 13 EST"),
        ("2024-12-12", "2024-12-13", "Thu, Dec 12 – Fri, Dec 13"),
        ("2024-12-12 11:50-05:00", None, "Thu, Dec 12, 11:50 EST"),
    ],
)
def test_a_span_names_both_zones_where_the_clocks_change_in_it(began, ended, text):
    zone = ZoneInfo("America/New_York")
    times = Times(words_of("en"), zone)
    end = moment(ended, zone) if ended else None
    assert times.between(moment(began, zone), end, times.short) == text
