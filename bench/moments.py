"""The times of a made log: wall-clock times of one zone, over years that end on a Saturday."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = "America/New_York"
LAST_DAY: Final = date(2024, 12, 14)
ENTRIES_A_YEAR: Final = 500
_LAST_MINUTE: Final = datetime.combine(LAST_DAY, time(23, 50))


def first_day(count: int) -> date:
    """The day the log starts on, so that `count` entries make about 500 a year."""
    years = max(1.0, count / ENTRIES_A_YEAR)
    return LAST_DAY - timedelta(days=round(years * 365.25) - 1)


def starts(count: int, rng: Random) -> list[datetime]:
    """So many starting times in order, more of them in working hours than at night."""
    first = first_day(count)
    days = (LAST_DAY - first).days
    drawn = (
        datetime.combine(first + timedelta(days=rng.randrange(days)), time())
        + timedelta(minutes=int(rng.triangular(0, 24 * 60 - 1, 13 * 60)))
        for _ in range(count)
    )
    return sorted(settled(moment) for moment in drawn)


def settled(moment: datetime) -> datetime:
    """The moment, moved out of a clock change and back before the log's end; keeps order."""
    moment = min(moment, _LAST_MINUTE)
    if moment.hour in (1, 2) and changes_clock(moment.date()):
        return moment.replace(hour=3, minute=0)
    return moment


@cache
def changes_clock(day: date) -> bool:
    """Whether the zone's clocks are changed on this day."""
    midnight = datetime.combine(day, time(), ZoneInfo(ZONE))
    return midnight.utcoffset() != (midnight + timedelta(days=1)).utcoffset()


def week_of(day: date) -> date:
    """The Saturday that names the day's week (DESIGN section 4)."""
    return day + timedelta(days=(5 - day.weekday()) % 7)
