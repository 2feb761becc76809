"""Bulletins by the names of what they tell: plain data that can be kept from build to build."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from infralog.model.bulletin import Bulletin, Calendar
from infralog.model.entry import Entry, EntryId
from infralog.model.log import Log
from infralog.model.week import Week

Names = tuple[EntryId, ...]


class Shelf(NamedTuple):
    """What stands in one bulletin; `weeks` are their last days, a correction counts from 0."""

    weeks: tuple[date, ...]
    note: date | None
    begun: Names
    continued: Names
    late: Names
    corrected: tuple[tuple[EntryId, int], ...]


def shelves_of(calendar: Calendar) -> tuple[Shelf, ...]:
    """The names of all that a calendar's bulletins tell."""
    return tuple(
        Shelf(
            weeks=tuple(week.last_day for week in one.weeks),
            note=one.note.last_day if one.note else None,
            begun=_names(one.begun),
            continued=_names(one.continued),
            late=_names(one.late),
            corrected=tuple(
                (entry.id, entry.corrections.index(fix)) for entry, fix in one.corrected
            ),
        )
        for one in calendar.bulletins
    )


def calendar_on(shelves: Iterable[Shelf], log: Log) -> Calendar:
    """The calendar of a log whose entries stand on these shelves."""
    bulletins = tuple([_bulletin_on(shelf, log) for shelf in shelves])
    positions = {week: count for count, one in enumerate(bulletins) for week in one.weeks}
    return Calendar(bulletins, positions)


def _bulletin_on(shelf: Shelf, log: Log) -> Bulletin:
    named = log.entries.__getitem__
    return Bulletin(
        weeks=tuple(map(Week, shelf.weeks)),
        note=log.weeks[shelf.note] if shelf.note else None,
        begun=tuple(map(named, shelf.begun)),
        continued=tuple(map(named, shelf.continued)),
        late=tuple(map(named, shelf.late)),
        corrected=tuple(
            [(named(id_), named(id_).corrections[fix]) for id_, fix in shelf.corrected]
        ),
    )


def _names(entries: Iterable[Entry]) -> Names:
    return tuple([entry.id for entry in entries])
