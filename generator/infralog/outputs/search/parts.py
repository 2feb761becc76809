"""How the log is cut for the search."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.entry import Entry

_SMALL = 500
_LARGE = 1200


class Part(NamedTuple):
    """Entries of whole years, in the log's order; `years` counts them, oldest first.

    An entry is known by its place among them.
    """

    years: tuple[tuple[int, int], ...]
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """Its first and last year: `2019-2022`, or the only one."""
        first, last = self.years[0][0], self.years[-1][0]
        return f"{first}-{last}" if first < last else str(first)


def parts_of(entries: Iterable[Entry], zone: ZoneInfo) -> tuple[Part, ...]:
    """Cut entries, in the log's order, into parts of whole years of `zone`, newest first.

    The newest year stands alone, for most edits are made there; older ones share parts of up to
    1,200 entries, filled from the oldest year on, so that a new year moves no cut before it. A
    log of up to 500 entries is one part.
    """
    years = [
        Part(((year, len(found)),), found)
        for year, group in groupby(entries, key=_year_in(zone))
        for found in [tuple(group)]
    ]
    if sum(len(year.entries) for year in years) <= _SMALL:
        return tuple(_filled(years, _SMALL))
    return (years[-1], *reversed(_filled(years[:-1], _LARGE)))


def _filled(years: Iterable[Part], limit: int) -> list[Part]:
    parts: list[Part] = []
    for year in years:
        if parts and len(parts[-1].entries) + len(year.entries) <= limit:
            last = parts.pop()
            year = Part(last.years + year.years, last.entries + year.entries)  # noqa: PLW2901 - joined
        parts.append(year)
    return parts


def _year_in(zone: ZoneInfo) -> Callable[[Entry], int]:
    return lambda entry: entry.began.date_in(zone).year
