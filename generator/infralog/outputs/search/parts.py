"""How the log is cut for the search."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.entry import Entry

_SMALL = 500
_LARGE = 400
_ALONE = 4


Years = tuple[tuple[int, int], ...]
"""How many entries are of each year, oldest first."""


class Part(NamedTuple):
    """Entries of whole quarters, in the log's order; `years` counts them.

    An entry is known by its place among them. `first` and `last` name the quarters: `2024q3`.
    """

    first: str
    last: str
    years: Years
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """Its first and last quarter, or the only one."""
        return f"{self.first}-{self.last}" if self.first < self.last else self.first


def parts_of(entries: Iterable[Entry], zone: ZoneInfo) -> tuple[Part, ...]:
    """Cut entries, in the log's order, into parts of whole quarters of `zone`, newest first.

    The newest four quarters stand alone, for most edits are made there; older ones share parts of
    up to 400 entries, filled from the oldest on, so that a new quarter moves no cut before it. A
    log of up to 500 entries is one part.
    """
    found: defaultdict[str, list[tuple[int, Entry]]] = defaultdict(list)
    for entry in entries:
        day = entry.began.date_in(zone)
        found[_quarter_of(day)].append((day.year, entry))
    quarters = [_part(name, dated) for name, dated in sorted(found.items())]
    if sum(len(quarter.entries) for quarter in quarters) <= _SMALL:
        return tuple(_filled(quarters, _SMALL))
    return (*reversed(quarters[-_ALONE:]), *reversed(_filled(quarters[:-_ALONE], _LARGE)))


def _part(quarter: str, dated: Sequence[tuple[int, Entry]]) -> Part:
    years = Counter(year for year, _ in dated)
    return Part(quarter, quarter, tuple(years.items()), tuple(entry for _, entry in dated))


def _filled(quarters: Iterable[Part], limit: int) -> list[Part]:
    parts: list[Part] = []
    for quarter in quarters:
        if parts and len(parts[-1].entries) + len(quarter.entries) <= limit:
            parts[-1] = _joined(parts[-1], quarter)
        else:
            parts.append(quarter)
    return parts


def _joined(part: Part, later: Part) -> Part:
    years = Counter(dict(part.years))
    years.update(dict(later.years))
    return Part(part.first, later.last, tuple(years.items()), part.entries + later.entries)


def _quarter_of(day: date) -> str:
    return f"{day.year}q{(day.month + 2) // 3}"
