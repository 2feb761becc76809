"""When an entry lasted, as far as it is known: from the entry to two instants and a kind of end."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.entry import Change, Entry, Incident, Maintenance
from infralog.model.moment import Moment
from infralog.model.terms import MaintenanceState
from infralog.model.week import midnight


class End(StrEnum):
    """How a box ends at its right."""

    SHARP = "sharp"
    """At the hour that is told."""
    CUT = "cut"
    """It goes on in the next row."""
    ONGOING = "ongoing"
    """It lasts until now."""
    UNPUBLISHED = "unpublished"
    """It is over, and nobody told when."""


class Span(NamedTuple):
    """From `start` to `stop`, instants in UTC; a bare date counts as its whole day.

    `stop` is `start` where the end is not published, and now for what is ongoing. `is_vague` says
    that only the day of the start or the end is published.
    """

    entry: Entry
    start: datetime
    stop: datetime
    end: End = End.SHARP
    is_vague: bool = False

    def touches(self, first: datetime, after: datetime) -> bool:
        """Whether some of it lies from `first` on and before `after`."""
        return self.start < after and (self.stop > first or self.start == self.stop >= first)


def span_of(entry: Entry, zone: ZoneInfo, now: datetime) -> Span:
    """The span of an entry in a log of `zone`; a change has no length. `now` is aware."""
    start, vague = entry.began.instant, not entry.began.is_exact
    if isinstance(entry, Change):
        return Span(entry, start, start, is_vague=vague)
    if is_ongoing(entry):
        return Span(entry, start, max(now, start), End.ONGOING, vague)
    last, end = (entry.ended, End.SHARP) if entry.ended else (entry.began, End.UNPUBLISHED)
    return Span(entry, start, max(start, stop_of(last, zone)), end, vague or not last.is_exact)


def stop_of(moment: Moment, zone: ZoneInfo) -> datetime:
    """The instant at which a moment is over: a bare date ends with its day."""
    return midnight(moment.day + timedelta(days=1), zone) if moment.day else moment.instant


def is_ongoing(entry: Entry) -> bool:
    """Whether it lasts until now, so that drawing it takes the clock."""
    if isinstance(entry, Maintenance):
        return entry.state is MaintenanceState.ACTIVE and entry.ended is None
    return isinstance(entry, Incident) and entry.is_ongoing


def is_planned(entry: Entry) -> bool:
    """Whether it is work of which nothing has begun."""
    return isinstance(entry, Maintenance) and entry.state is MaintenanceState.PLANNED
