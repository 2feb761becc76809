"""Weeks of the log's zone, named by their last day (DESIGN section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAYS = 7


class Week(NamedTuple):
    """Seven days of the calendar, whatever the clocks do in them."""

    last_day: date

    @classmethod
    def of(cls, day: date, last_weekday: int) -> Week:
        """The week that `day` stands in; `last_weekday` counts from Monday, 0."""
        return cls(day + timedelta(days=(last_weekday - day.weekday()) % DAYS))

    @property
    def first_day(self) -> date:
        """The day after the last one of the week before."""
        return self.last_day - timedelta(days=DAYS - 1)

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days in order."""
        first = self.first_day
        return tuple([first + timedelta(days=count) for count in range(DAYS)])

    @property
    def url(self) -> str:
        """The bulletin's permalink under the site's root."""
        return f"{self.last_day}/"

    def shifted(self, weeks: int) -> Week:
        """The week so many weeks later, or earlier where negative."""
        return Week(self.last_day + timedelta(weeks=weeks))

    def start(self, zone: ZoneInfo) -> datetime:
        """The instant of its first midnight, in UTC."""
        return midnight(self.first_day, zone)

    def end(self, zone: ZoneInfo) -> datetime:
        """The instant of the midnight after it, in UTC."""
        return midnight(self.last_day + timedelta(days=1), zone)


@cache
def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When `day` begins in `zone`, in UTC."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def weeks_between(first: Week, last: Week) -> Iterator[Week]:
    """Every week from `first` to `last`, both included, oldest first."""
    count = (last.last_day - first.last_day).days // DAYS
    return (first.shifted(step) for step in range(count + 1))
