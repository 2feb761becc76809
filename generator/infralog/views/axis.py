"""A week's time axis: instants in, fractions of a row's width out (DESIGN section 5)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from infralog.model.week import DAYS, Week, midnight

GRID = DAYS * 24 * 4
"""Ticks are counted in this many parts of a row: a quarter of an hour each, on a usual day."""


@dataclass(frozen=True)
class WeekAxis:
    """Seven days of one width, each true to its own 23, 24 or 25 hours.

    `midnights` are the eight instants between days, in UTC; `ticks` are 6, 12 and 18 o'clock of
    each day, in GRID parts of the row.
    """

    midnights: tuple[datetime, ...]
    ticks: tuple[int, ...] = ()
    _places: dict[datetime, float] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    @cache
    def of(cls, week: Week, zone: ZoneInfo) -> WeekAxis:
        """The axis of a week of the log's zone."""
        days = (*week.days, week.last_day + timedelta(days=1))
        bare = cls(tuple(midnight(day, zone) for day in days))
        hours = (_instant(day, hour, zone) for day in week.days for hour in (6, 12, 18))
        return cls(bare.midnights, tuple(round(bare.at(hour) * GRID) for hour in hours))

    @property
    def first(self) -> datetime:
        """The midnight that begins it."""
        return self.midnights[0]

    @property
    def after(self) -> datetime:
        """The midnight that ends it."""
        return self.midnights[-1]

    def at(self, instant: datetime) -> float:
        """Where an aware instant stands, 0 to 1; what lies outside is held at the edge."""
        if instant not in self._places:
            self._places[instant] = self._place(instant)
        return self._places[instant]

    def _place(self, instant: datetime) -> float:
        held = max(self.first, min(instant, self.after))
        day = min(bisect_right(self.midnights, held), DAYS) - 1
        begin, end = self.midnights[day], self.midnights[day + 1]
        # A zone that crossed the date line has a day without any hour.
        return (day + (held - begin) / (end - begin)) / DAYS if end > begin else day / DAYS


def _instant(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """An hour of the clock, in UTC: times of two zones take long to compare."""
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
