"""Points in time as an author gives them: an instant, or a bare date that never moves."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

_REMEMBERED = 1 << 16
"""Instants whose local time is known: all of a log of ten thousand entries, told several times."""


class Moment(NamedTuple):
    """An instant in UTC, or a whole day where the hour is not published (DESIGN section 3).

    `instant` is aware and in UTC; for a bare date it is the start of that day in the log's zone,
    so that moments of both kinds sort together. `day` is the date as written, None for an instant.
    """

    instant: datetime
    day: date | None = None

    def __lt__(self, other: Moment) -> bool:  # type: ignore[override] # compared with its like
        """By instant; a day comes before its own first moment."""
        return (self.instant, self.day is None) < (other.instant, other.day is None)

    def __gt__(self, other: Moment) -> bool:  # type: ignore[override] # as above
        """As `<`."""
        return other < self

    def __le__(self, other: Moment) -> bool:  # type: ignore[override] # as above
        """As `<`."""
        return not other < self

    def __ge__(self, other: Moment) -> bool:  # type: ignore[override] # as above
        """As `<`."""
        return not self < other

    @classmethod
    def of_day(cls, day: date, zone: ZoneInfo) -> Moment:
        """A bare date of the log's zone."""
        return cls(datetime.combine(day, time.min, zone).astimezone(UTC), day)

    @classmethod
    def of(cls, instant: datetime) -> Moment:
        """An instant; `instant` must be aware."""
        return cls(instant.astimezone(UTC))

    @property
    def is_exact(self) -> bool:
        """Whether the hour is known."""
        return self.day is None

    def date_in(self, zone: ZoneInfo) -> date:
        """The day this stands on in `zone`; a bare date stays itself in every zone."""
        return self.day or _local_day(self.instant, zone)

    def isoformat(self, zone: ZoneInfo) -> str:
        """ISO 8601 for machines: a bare date, or the local time with its offset."""
        return str(self.day) if self.day else local_time(self.instant, zone)[1]


@lru_cache(maxsize=_REMEMBERED)
def _local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The day alone, which takes a fifth of the whole."""
    return instant.astimezone(zone).date()


@lru_cache(maxsize=_REMEMBERED)
def local_time(instant: datetime, zone: ZoneInfo) -> tuple[date, str]:
    """The day of an instant in `zone`, and the whole of its local time as ISO 8601 writes it."""
    local = instant.astimezone(zone)
    return local.date(), local.isoformat()
