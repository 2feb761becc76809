"""Where a time axis of any length is marked: at round hours or at midnights of the log's zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from infralog.model.moment import Moment
from infralog.model.week import midnight
from infralog.views.times import Times

MOST = 6
"""As many marks as have room for their text on a small screen."""
_DAY = timedelta(days=1)
_STEPS = (
    *(timedelta(minutes=count) for count in (1, 2, 5, 10, 15, 30)),
    *(timedelta(hours=count) for count in (1, 2, 3, 6, 12)),
    *(timedelta(days=count) for count in (1, 2, 7, 14, 28, 56, 112, 364)),
)


def instants_between(first: datetime, last: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The marks from `first` to `last` (aware), in UTC: at most MOST within seven years."""
    length = last - first
    step = next((step for step in _STEPS if length / step < MOST), _STEPS[-1])
    marks = _midnights if step >= _DAY else _hours
    return (instant for instant in marks(first, last, step, zone) if first <= instant <= last)


def tick_text(instant: datetime, first: datetime, times: Times) -> str:
    """`22:30`, or at midnight the day that begins; with a year that is not that of `first`."""
    local = instant.astimezone(times.zone)
    day = local.date()
    if instant == midnight(day, times.zone):
        return times.near(Moment.of(instant), Moment.of(first)).text
    return f"{local.hour:02}:{local.minute:02}"


def _hours(first: datetime, last: datetime, step: timedelta, zone: ZoneInfo) -> Iterable[datetime]:
    """Every `step` from the midnight before `first`."""
    begin = midnight(first.astimezone(zone).date(), zone)
    return (
        begin + count * step for count in range((first - begin) // step, (last - begin) // step + 1)
    )


def _midnights(
    first: datetime, last: datetime, step: timedelta, zone: ZoneInfo
) -> Iterator[datetime]:
    """Every `step` by the calendar, so that marks stay at midnight when clocks change."""
    day = first.astimezone(zone).date()
    while midnight(day, zone) <= last:
        yield midnight(day, zone)
        day += step
