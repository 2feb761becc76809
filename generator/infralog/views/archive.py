"""The bulletins of a year: each week in a line, and the year's counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Change, Entry, Incident
from infralog.model.terms import Impact, SpofMove
from infralog.views.charts import Category, Columns, columns_of, months_of
from infralog.views.frame import Frame, Ref
from infralog.views.outline import told_in

IMPACTS = (Impact.NONE, Impact.UNKNOWN, Impact.MINOR, Impact.MAJOR, Impact.CRITICAL)
"""In the order of weight, the lightest first: as columns stack them."""
_KINDS = tuple(impact.value for impact in IMPACTS)
_STRIP = 16
"""Incidents that the strip of one week shows as squares."""


class YearCount(NamedTuple):
    """What a year held; `impacts` are counts by impact, in the order of `IMPACTS`."""

    year: int
    weeks: int
    impacts: tuple[int, ...]
    changes: int
    removed: int

    @property
    def incidents(self) -> int:
        """All incidents."""
        return sum(self.impacts)


def count_of(year: int, bulletins: Sequence[Bulletin]) -> YearCount:
    """The counts of the entries that began in these bulletins."""
    entries = [entry for bulletin in bulletins for entry in bulletin.begun]
    impacts = Counter(entry.impact for entry in entries if isinstance(entry, Incident))
    return YearCount(
        year=year,
        weeks=sum(len(bulletin.weeks) for bulletin in bulletins),
        impacts=tuple(impacts[impact] for impact in IMPACTS),
        changes=sum(isinstance(entry, Change) for entry in entries),
        removed=sum(move is SpofMove.REMOVES for one in entries for move, _ in one.spof_moves),
    )


class YearRow(NamedTuple):
    """A year's counts in the language's marks, the heaviest impact first.

    Impacts and removals are empty where there are none.
    """

    ref: Ref
    impacts: tuple[str, ...]
    incidents: str
    changes: str
    removed: str


def year_row(count: YearCount, frame: Frame) -> YearRow:
    """The row of one year."""

    def number(value: int) -> str:
        return frame.words.number(value) if value else ""

    return YearRow(
        ref=Ref(f"{frame.base}{count.year}/", str(count.year)),
        impacts=tuple(number(one) for one in reversed(count.impacts)),
        incidents=frame.words.number(count.incidents),
        changes=frame.words.number(count.changes),
        removed=number(count.removed),
    )


class Mark(NamedTuple):
    """An incident as a square of a week's strip."""

    impact: str
    ref: Ref


class WeekLine(NamedTuple):
    """A bulletin in one line. `strip` are its incidents in order of time, `more` those left out.

    `counts` is `2 incidents, 5 changes`, or as `told_in` has it; empty in a quiet week.
    """

    ref: Ref
    headline: str
    strip: tuple[Mark, ...]
    more: str
    counts: str
    removed: str


class MonthShelf(NamedTuple):
    """The weeks that end in one month, the newest first."""

    heading: str
    weeks: tuple[WeekLine, ...]


def months_shelved(bulletins: Iterable[Bulletin], frame: Frame) -> tuple[MonthShelf, ...]:
    """Bulletins, newest first, under the months in which they end."""
    months: dict[date, list[WeekLine]] = {}
    for bulletin in bulletins:
        month = bulletin.week.last_day.replace(day=1)
        months.setdefault(month, []).append(line_of(bulletin, frame))
    return tuple(
        MonthShelf(frame.words.month(month), tuple(lines)) for month, lines in months.items()
    )


def line_of(bulletin: Bulletin, frame: Frame) -> WeekLine:
    """The line of one bulletin."""
    words = frame.words
    incidents = [entry for entry in bulletin.begun if isinstance(entry, Incident)]
    removed = sum(
        move is SpofMove.REMOVES for entry in bulletin.begun for move, _ in entry.spof_moves
    )
    rest = len(incidents) - _STRIP
    week = words.short_week(bulletin.weeks[0].first_day, bulletin.week.last_day)
    return WeekLine(
        ref=Ref(frame.base + bulletin.url, week),
        headline=bulletin.note.headline or "" if bulletin.note else "",
        strip=tuple(Mark(one.impact.value, frame.record(one)) for one in incidents[:_STRIP]),
        more=words.t("archive.more", n=words.number(rest)) if rest > 0 else "",
        counts=words.t("list.comma").join(told_in(bulletin, words)),
        removed=words.n("archive.removed", removed) if removed else "",
    )


def chart_of(entries: Iterable[Entry], year: int, frame: Frame) -> Columns:
    """The incidents of a year by month and impact; entries of other years are passed over."""
    zone, words = frame.times.zone, frame.words
    months = months_of(date(year, 1, 1), date(year, 12, 1))
    counts: dict[date, Counter[str]] = {month: Counter() for month in months}
    for entry in entries:
        if isinstance(entry, Incident):
            month = entry.began.date_in(zone).replace(day=1)
            if month in counts:
                counts[month][entry.impact.value] += 1
    categories = [
        Category(words.short_month(month), words.month(month), count)
        for month, count in counts.items()
    ]
    return columns_of(_KINDS, categories, words.number)
