"""What post-mortems say plainly is read; what is rough or doubtful is not."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from infralog.authoring.importing import facts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-09-27, Hub 403", date(2017, 9, 27)),
        ("Sep 27 2017 13:06", date(2017, 9, 27)),
        ("September 3rd, 2017", date(2017, 9, 3)),
        ("19. April 2018", date(2018, 4, 19)),
        ("2017-02-30", None),
        ("Feb 21, 13:00", None),
        ("no date", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert facts.day_in(text) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2017-10-17 07:42", time(7, 42)),
        ("2018-01-17 17:14pm", time(17, 14)),
        ("07:30am - First report", time(7, 30)),
        ("4:23PM PST", time(16, 23)),
        ("12:05 am", time(0, 5)),
        ("~13:30-13:45", None),
        ("2018-07-08 ca. 18:30", None),
        ("22:52 (maybe earlier?)", None),
        ("8:20 - 8:24", None),
        ("25:00", None),
        ("2018-01-15", None),
    ],
)
def test_clocks(text: str, clock: time | None) -> None:
    assert facts.clock_in(text) == clock


@pytest.mark.parametrize(
    ("text", "day", "hours"),
    [
        ("PST", date(2018, 1, 4), -8),
        ("PST", date(2017, 9, 27), None),
        ("PST (UTC-7)", date(2018, 7, 30), -7),
        ("Central European Time (CET)", date(2019, 2, 20), 1),
        ("CEST", date(2018, 1, 1), None),
        ("UTC+1 (Zurich time)", date(2019, 3, 24), 1),
        ("America/New_York", date(2024, 7, 1), -4),
        ("UTC", date(2024, 7, 1), 0),
        ("UC/Pacific", date(2020, 7, 9), None),
        ("XST", date(2020, 7, 9), None),
    ],
)
def test_zones(text: str, day: date, hours: int | None) -> None:
    zone = facts.zone_in(text, day)
    noon = facts.in_utc(day, time(12), zone) if zone else None
    assert (noon and 12 - noon.hour) == hours


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2h 30m", timedelta(hours=2, minutes=30)),
        ("45 minutes", timedelta(minutes=45)),
        ("1 hour and 50 minutes.", timedelta(hours=1, minutes=50)),
        ("1.5 hours", timedelta(hours=1.5)),
        ("about 5 hours", None),
        ("5 hours (partial)", None),
        ("", None),
    ],
)
def test_durations(text: str, length: timedelta | None) -> None:
    assert facts.duration_in(text) == length


def test_impacts_are_the_bare_words() -> None:
    assert facts.impact_in("Major.") == "major"
    assert facts.impact_in("major outage") is None
    assert facts.impact_in("SEV1") is None
