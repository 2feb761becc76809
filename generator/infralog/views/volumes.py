"""A long list, bound in volumes: its newest entries on the list's own page, then one a year."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from infralog.model.entry import Entry
from infralog.model.week import midnight
from infralog.views.frame import Frame

EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True)
class Volume(Generic[EntryT]):
    """One page of a list.

    `entries` are newest first; `year` is None on the list's own page. `years` are (year, number
    of entries) of every volume, newest first; empty where the list fits on its own page.
    """

    entries: tuple[EntryT, ...]
    total: int
    year: int | None = None
    years: tuple[tuple[int, int], ...] = ()

    def url(self, list_url: str) -> str:
        """Its address, under the list's."""
        return list_url if self.year is None else f"{list_url}{self.year}/"


@dataclass(frozen=True)
class YearLink:
    """The way to one volume; `is_here` on its own page."""

    url: str
    label: str
    count: str
    is_here: bool


def volumes_of(entries: Sequence[EntryT], zone: ZoneInfo, limit: int) -> Iterator[Volume[EntryT]]:
    """The volumes of entries in the log's order.

    One, or where they are more than `limit`, the newest of them and one a year.
    """
    total = len(entries)
    if total <= limit:
        yield Volume(tuple(reversed(entries)), total)
        return
    shelves = _by_year(entries, zone)
    years = tuple((year, len(shelf)) for year, shelf in shelves)
    yield Volume(tuple(reversed(entries[-limit:])), total, None, years)
    for year, shelf in shelves:
        yield Volume(tuple(reversed(shelf)), total, year, years)


def year_links(volume: Volume[EntryT], list_url: str, frame: Frame) -> tuple[YearLink, ...]:
    """The way from one volume to the others, the list's own page first."""
    if not volume.years:
        return ()
    words, url = frame.words, frame.base + list_url
    newest = YearLink(url, words.t("years.newest"), "", volume.year is None)
    return (
        newest,
        *(
            YearLink(f"{url}{year}/", str(year), words.number(count), volume.year == year)
            for year, count in volume.years
        ),
    )


def _by_year(entries: Sequence[EntryT], zone: ZoneInfo) -> list[tuple[int, Sequence[EntryT]]]:
    # Entries are in order, so that a year is found by its first midnight, not entry by entry.
    first = entries[0].began.date_in(zone).year
    last = entries[-1].began.date_in(zone).year
    starts = [midnight(date(year, 1, 1), zone) for year in range(first + 1, last + 1)]
    cuts = [bisect_left(entries, start, key=_instant) for start in starts]
    edges = [0, *cuts, len(entries)]
    shelves = [
        (first + place, entries[edges[place] : edges[place + 1]]) for place in range(len(edges) - 1)
    ]
    return [(year, shelf) for year, shelf in reversed(shelves) if shelf]


def _instant(entry: Entry) -> datetime:
    return entry.began.instant
