"""How much happened in each service, region or tag: the counts of the index pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from infralog.model.entry import Change, Entry, EntryId, Incident, Maintenance
from infralog.model.moment import Moment
from infralog.views.span import is_planned


class Count(NamedTuple):
    """The entries of one id by type; `newest` is when the last of them began, but for plans."""

    id: str
    incidents: int = 0
    ongoing: int = 0
    changes: int = 0
    maintenances: int = 0
    newest: Moment | None = None


def census_of(
    groups: Mapping[str, tuple[Entry, ...]], ongoing: Collection[EntryId]
) -> tuple[Count, ...]:
    """The count of each id, in the order given; entries are in the log's order.

    `ongoing` are the ids of all incidents that go on.
    """
    return tuple(_count(id_, entries, ongoing) for id_, entries in groups.items())


def _count(id_: str, entries: tuple[Entry, ...], ongoing: Collection[EntryId]) -> Count:
    types = Counter(map(type, entries))
    begun = (entry.began for entry in reversed(entries) if not is_planned(entry))
    return Count(
        id=id_,
        incidents=types[Incident],
        ongoing=sum(entry.id in ongoing for entry in entries) if ongoing else 0,
        changes=types[Change],
        maintenances=types[Maintenance],
        newest=next(begun, None),
    )
