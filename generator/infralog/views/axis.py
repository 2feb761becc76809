"""A week's time axis: instants in, fractions of a row's width out (DESIGN section 5)."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.week import DAYS, Week, midnight

GRID = DAYS * 24 * 4
"""Ticks are counted in this many parts of a row: a quarter of an hour each, on a usual day."""


class WeekAxis(NamedTuple):
    """Seven days of one width, each true to its own 23, 24 or 25 hours.

    `midnights` are the eight instants between days, in UTC; `ticks` are 6, 12 and 18 o'clock of
    each day, in GRID parts of the row.
    """

    midnights: tuple[datetime, ...]
    ticks: tuple[int, ...] = ()

    @classmethod
    @cache
    def of(cls, week: Week, zone: ZoneInfo) -> WeekAxis:
        """The axis of a week of the log's zone."""
        days = (*week.days, week.last_day + timedelta(days=1))
        bare = cls(tuple(midnight(day, zone) for day in days))
        hours = (datetime.combine(day, time(h), zone) for day in week.days for h in (6, 12, 18))
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
        held = max(self.first, min(instant, self.after))
        day = min(bisect_right(self.midnights, held), DAYS) - 1
        begin, end = self.midnights[day], self.midnights[day + 1]
        # A zone that crossed the date line has a day without any hour.
        return (day + (held - begin) / (end - begin)) / DAYS if end > begin else day / DAYS
