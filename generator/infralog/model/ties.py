"""Who names whom, seen from the one that is named: the half of relations that its file lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from infralog.model.entry import EffortId, EntryId
from infralog.model.log import Log

KeyT = TypeVar("KeyT")
Names = tuple[EntryId, ...]


class Ties(NamedTuple):
    """Ids of entries by the id that they name, in the log's order; plain data, told by bones alone.

    `recurrences` are later incidents that repeat one, `consequences` incidents that an entry led
    to, `preventions` changes that prevent an incident, `promises_kept` incidents of whose
    follow-ups an entry takes care. `beginnings` are the first changes of efforts, without those
    of their parts.
    """

    recurrences: Mapping[EntryId, Names]
    consequences: Mapping[EntryId, Names]
    preventions: Mapping[EntryId, Names]
    promises_kept: Mapping[EntryId, Names]
    beginnings: Mapping[EffortId, EntryId]


def ties_of(log: Log) -> Ties:
    """All of a log."""
    incidents, changes = log.incidents, log.changes
    return Ties(
        recurrences=_by_named((one.recurrence_of, one.id) for one in incidents),
        consequences=_by_named((one.caused_by, one.id) for one in incidents),
        preventions=_by_named((one.prevents, one.id) for one in changes),
        promises_kept=_by_named(
            ([task.by for task in one.follow_ups if task.by], one.id) for one in incidents
        ),
        beginnings={one.effort: one.id for one in reversed(changes) if one.effort},
    )


def _by_named(pairs: Iterable[tuple[Iterable[KeyT], EntryId]]) -> dict[KeyT, Names]:
    """Who names each, once."""
    found: defaultdict[KeyT, dict[EntryId, None]] = defaultdict(dict)
    for named, id_ in pairs:
        for one in named:
            found[one][id_] = None
    return {key: tuple(ids) for key, ids in found.items()}
