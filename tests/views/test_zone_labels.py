"""The zone that hours are told in, with its offset on the days that are told of."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from infralog.views.times import Times
from infralog.views.words import words_of


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
