"""The whole log: every record by id, and the relations between them, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from infralog.model.body import Body
from infralog.model.entry import Change, EffortId, Entry, EntryId, Incident, Maintenance, SpofId
from infralog.model.notes import Effort, Note, Spof, WeekNote

EntryT = TypeVar("EntryT", bound=Entry)
KeyT = TypeVar("KeyT")


def in_order(entries: Iterable[EntryT]) -> tuple[EntryT, ...]:
    """Entries by when they began, then by id: the one order of the log, oldest first."""
    return tuple(sorted(sorted(entries, key=attrgetter("id")), key=attrgetter("began.instant")))


def _grouped(pairs: Iterable[tuple[KeyT, EntryT]]) -> dict[KeyT, tuple[EntryT, ...]]:
    groups: defaultdict[KeyT, list[EntryT]] = defaultdict(list)
    for key, entry in pairs:
        groups[key].append(entry)
    return {key: tuple(found) for key, found in groups.items()}


def _once(entries: Iterable[EntryT]) -> tuple[EntryT, ...]:
    """Each of them once; they are told apart by id, as to compare all values takes long."""
    return tuple({entry.id: entry for entry in entries}.values())


@dataclass(frozen=True)
class Log:
    """All records of one audience. Mappings of entries are in the log's order (`in_order`).

    `bodies` is keyed by the record's `digest`. Every tuple handed out keeps the log's order.
    """

    entries: Mapping[EntryId, Entry]
    weeks: Mapping[date, WeekNote]
    spofs: Mapping[SpofId, Spof]
    efforts: Mapping[EffortId, Effort]
    bodies: Mapping[str, Body]

    def body_of(self, record: Entry | WeekNote | Spof | Effort) -> Body:
        """The converted text of a record."""
        return self.bodies[record.digest]

    def named(self, ids: Iterable[EntryId]) -> tuple[Entry, ...]:
        """The entries of these ids, in the log's order; ids of no entry are passed over."""
        found = [self.entries[id_] for id_ in ids if id_ in self.entries]
        return in_order(found) if len(found) > 1 else tuple(found)

    @cached_property
    def records(self) -> tuple[Entry | Note, ...]:
        """Every record of any kind."""
        return (*self.entries.values(), *self.notes)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is registered beside the entries."""
        return (*self.weeks.values(), *self.spofs.values(), *self.efforts.values())

    @cached_property
    def bones(self) -> str:
        """The bones of all records, one after the other: what weeks and relations follow from."""
        return "".join([one.bones for one in self.records])

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """Every incident."""
        return tuple(entry for entry in self.entries.values() if isinstance(entry, Incident))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every change."""
        return tuple(entry for entry in self.entries.values() if isinstance(entry, Change))

    @cached_property
    def maintenances(self) -> tuple[Maintenance, ...]:
        """Every planned work."""
        return tuple(entry for entry in self.entries.values() if isinstance(entry, Maintenance))

    @cached_property
    def by_service(self) -> Mapping[str, tuple[Entry, ...]]:
        """Entries of each service id."""
        return _grouped((id_, entry) for entry in self.entries.values() for id_ in entry.services)

    @cached_property
    def by_region(self) -> Mapping[str, tuple[Entry, ...]]:
        """Entries of each region id."""
        return _grouped((id_, entry) for entry in self.entries.values() for id_ in entry.regions)

    @cached_property
    def by_tag(self) -> Mapping[str, tuple[Entry, ...]]:
        """Entries of each tag."""
        return _grouped((id_, entry) for entry in self.entries.values() for id_ in entry.tags)

    @cached_property
    def by_effort(self) -> Mapping[EffortId, tuple[Change, ...]]:
        """Changes of each effort, without those of its parts."""
        return _grouped((change.effort, change) for change in self.changes if change.effort)

    @cached_property
    def by_spof(self) -> Mapping[SpofId, tuple[Entry, ...]]:
        """Entries that carry a tag of each single point of failure."""
        pairs = ((id_, entry) for entry in self.entries.values() for _, id_ in entry.spof_moves)
        return {id_: _once(found) for id_, found in _grouped(pairs).items()}

    @cached_property
    def effort_parts(self) -> Mapping[EffortId, tuple[Effort, ...]]:
        """The efforts that are part of each effort, by title."""
        parts: defaultdict[EffortId, list[Effort]] = defaultdict(list)
        for effort in sorted(self.efforts.values(), key=lambda effort: (effort.title, effort.id)):
            if effort.part_of:
                parts[effort.part_of].append(effort)
        return {id_: tuple(found) for id_, found in parts.items()}
