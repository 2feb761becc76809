"""A long list, bound in volumes: its newest items on the list's own page, then one a year."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from infralog.model.week import midnight
from infralog.views.frame import Frame

ItemT = TypeVar("ItemT")


class Volume(NamedTuple, Generic[ItemT]):
    """One page of a list.

    `items` are newest first; `year` is None on the list's own page. `years` are (year, number
    of items) of every volume, newest first; empty where the list fits on its own page.
    """

    items: tuple[ItemT, ...]
    total: int
    year: int | None = None
    years: tuple[tuple[int, int], ...] = ()

    def url(self, list_url: str) -> str:
        """Its address, under the list's."""
        return list_url if self.year is None else f"{list_url}{self.year}/"


class YearLink(NamedTuple):
    """The way to one volume; `is_here` on its own page."""

    url: str
    label: str
    total: str
    is_here: bool


def volumes_of(
    items: Sequence[ItemT], instant: Callable[[ItemT], datetime], zone: ZoneInfo, limit: int
) -> Iterator[Volume[ItemT]]:
    """The volumes of items that are in order of their `instant` (aware), oldest first.

    One, or where they are more than `limit`, the newest of them and one a year.
    """
    total = len(items)
    if total <= limit:
        yield Volume(tuple(reversed(items)), total)
        return
    shelves = _by_year(items, instant, zone)
    years = tuple((year, len(shelf)) for year, shelf in shelves)
    yield Volume(tuple(reversed(items[-limit:])), total, None, years)
    for year, shelf in shelves:
        yield Volume(tuple(reversed(shelf)), total, year, years)


def year_links(volume: Volume[ItemT], list_url: str, frame: Frame) -> tuple[YearLink, ...]:
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


def _by_year(
    items: Sequence[ItemT], instant: Callable[[ItemT], datetime], zone: ZoneInfo
) -> list[tuple[int, Sequence[ItemT]]]:
    # Items are in order, so that a year is found by its first midnight, not item by item.
    first, last = (instant(items[place]).astimezone(zone).year for place in (0, -1))
    starts = [midnight(date(year, 1, 1), zone) for year in range(first + 1, last + 1)]
    cuts = [bisect_left(items, start, key=instant) for start in starts]
    edges = [0, *cuts, len(items)]
    shelves = [
        (first + place, items[edges[place] : edges[place + 1]]) for place in range(len(edges) - 1)
    ]
    return [(year, shelf) for year, shelf in reversed(shelves) if shelf]
