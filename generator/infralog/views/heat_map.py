"""Twelve months of incidents at a glance: a cell a week, shaded by impact, barred by length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import log1p
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.entry import Incident
from infralog.model.week import DAYS, Week
from infralog.views.frame import Frame
from infralog.views.outline import by_weight
from infralog.views.span import span_of
from infralog.views.times import Stamp

MONTHS = 12
_FULL_BAR = timedelta(days=3)
"""Weeks with so much time in incidents, or more, have a full bar."""


class HeatCell(NamedTuple):
    """A week in the column of the month it ends in; `bar` is 0 to 100, by a logarithm.

    `impact` is the worst of its incidents, `none` and `unknown` among them; empty without any.
    """

    column: int
    row: int
    url: str
    week: str
    incidents: int
    impact: str
    time: str
    bar: int


class HeatMap(NamedTuple):
    """`months` head the columns, oldest first."""

    months: tuple[Stamp, ...]
    cells: tuple[HeatCell, ...]


def first_month(newest: Week) -> date:
    """The first day of the twelve months that end with the month of the newest week."""
    months = newest.last_day.year * MONTHS + newest.last_day.month - MONTHS
    return date(months // MONTHS, months % MONTHS + 1, 1)


def heat_map_of(
    weeks: Sequence[tuple[Week, str]], incidents: Iterable[Incident], frame: Frame
) -> HeatMap:
    """The map of `weeks`, oldest first, each with the address of its bulletin.

    An incident counts in each week that it touches, with the time that it took of it.
    """
    newest = weeks[-1][0]
    start = first_month(newest)
    found: defaultdict[Week, list[Incident]] = defaultdict(list)
    for incident in incidents:
        for week in _touched_by(incident, newest, frame):
            found[week].append(incident)
    cells = tuple(
        _cell(week, url, found[week], start, frame) for week, url in weeks if week.last_day >= start
    )
    firsts = [_month(start, count) for count in range(MONTHS)]
    names = tuple(Stamp(f"{day:%Y-%m}", frame.words.short_month(day)) for day in firsts)
    return HeatMap(names, cells)


def _touched_by(incident: Incident, newest: Week, frame: Frame) -> Iterator[Week]:
    zone = frame.times.zone
    span = span_of(incident, zone, newest.end(zone))
    week = Week.of(incident.began.date_in(zone), frame.settings.last_weekday)
    while span.touches(week.start(zone), week.end(zone)) and week.last_day <= newest.last_day:
        yield week
        week = week.shifted(1)


def _time_in(week: Week, incident: Incident, zone: ZoneInfo) -> timedelta | None:
    """How much of a week an incident took; None where an hour is not published."""
    if incident.duration is None:
        return None
    first, after = incident.began.instant, incident.began.instant + incident.duration
    return min(after, week.end(zone)) - max(first, week.start(zone))


def _cell(
    week: Week, url: str, incidents: Sequence[Incident], start: date, frame: Frame
) -> HeatCell:
    last = week.last_day
    times = [_time_in(week, one, frame.times.zone) for one in incidents]
    lengths = [time for time in times if time is not None]
    total = sum(lengths, timedelta())
    return HeatCell(
        column=(last.year - start.year) * MONTHS + last.month - start.month + 1,
        row=(last.day - 1) // DAYS + 2,
        url=frame.base + url,
        week=frame.words.short_week(week.first_day, last),
        incidents=len(incidents),
        impact=by_weight(incidents)[0].impact.value if incidents else "",
        time=frame.words.span(total) if lengths else "",
        bar=round(
            100 * min(1, log1p(total / timedelta(hours=1)) / log1p(_FULL_BAR / timedelta(hours=1)))
        ),
    )


def _month(start: date, count: int) -> date:
    months = start.year * MONTHS + start.month - 1 + count
    return date(months // MONTHS, months % MONTHS + 1, 1)
