"""One entry with every record it stands in relation to: the subject of its card and page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from infralog.model.entry import Change, EffortId, Entry, EntryId, FollowUp, Incident
from infralog.model.log import EntryT, Log, in_order
from infralog.model.moment import Moment
from infralog.model.notes import Effort, Spof
from infralog.model.terms import SpofMove
from infralog.model.ties import Ties


class Relations(NamedTuple):
    """Records only, so that its fingerprint is cheap and whole.

    `occurrences` are those of the same incident, itself among them, oldest first; empty where it
    happened once. `promises` are its follow-ups with what takes care of each; `keeps` are the
    incidents of whose follow-ups it takes care. `efforts` are the effort it is a part of and those
    that this is a part of, the outermost first; `effort_began` is when the innermost one began.
    """

    entry: Entry
    occurrences: tuple[Incident, ...] = ()
    causes: tuple[Entry, ...] = ()
    effects: tuple[Incident, ...] = ()
    prevented_by: tuple[Change, ...] = ()
    prevents: tuple[Entry, ...] = ()
    promises: tuple[tuple[FollowUp, Entry | None], ...] = ()
    keeps: tuple[Incident, ...] = ()
    spofs: tuple[tuple[SpofMove, Spof], ...] = ()
    efforts: tuple[Effort, ...] = ()
    effort_began: Moment | None = None

    @property
    def effort(self) -> Effort | None:
        """The effort it is a part of."""
        return self.efforts[-1] if self.efforts else None

    @property
    def position(self) -> int:
        """Which time it was: 1 for the first, or where it happened once."""
        return self.occurrences.index(self.entry) + 1 if self.occurrences else 1

    @property
    def previous(self) -> Incident | None:
        """The occurrence before this one."""
        return self.occurrences[self.position - 2] if self.position > 1 else None

    @property
    def following(self) -> Incident | None:
        """The occurrence after this one."""
        later = self.occurrences[self.position :]
        return later[0] if later else None


def relations_of(log: Log, ties: Ties, entry: Entry) -> Relations:
    """All relations of an entry, both ways. References to no record are passed over."""
    moves = entry.spof_moves
    spofs = tuple([(move, log.spofs[id_]) for move, id_ in moves if id_ in log.spofs])
    effects = _those(log, ties.consequences.get(entry.id, ()), Incident)
    keeps = _those(log, ties.promises_kept.get(entry.id, ()), Incident)
    given = Relations(entry, effects=effects, keeps=keeps, spofs=spofs)
    if isinstance(entry, Incident):
        return _of_incident(log, ties, entry, given)
    if isinstance(entry, Change):
        return _of_change(log, ties, entry, given)
    return given


def efforts_of(log: Log, change: Change) -> tuple[Effort, ...]:
    """The way from the outermost effort to the one that a change is a part of."""
    way: dict[EffortId, Effort] = {}
    id_ = change.effort
    while id_ and id_ in log.efforts and id_ not in way:
        way[id_] = log.efforts[id_]
        id_ = way[id_].part_of
    return tuple(reversed(way.values()))


def began(effort: Effort, first: Entry | None) -> Moment | None:
    """When an effort began: as its author says, else with its first change."""
    return effort.started or (first.began if first else None)


def _of_change(log: Log, ties: Ties, change: Change, given: Relations) -> Relations:
    efforts = efforts_of(log, change)
    return given._replace(
        prevents=log.named(change.prevents),
        efforts=efforts,
        effort_began=_began(log, ties, efforts[-1]) if efforts else None,
    )


def _began(log: Log, ties: Ties, effort: Effort) -> Moment | None:
    first = ties.beginnings.get(effort.id)
    return began(effort, log.entries[first] if first else None)


def _of_incident(log: Log, ties: Ties, incident: Incident, given: Relations) -> Relations:
    repeats = incident.recurrence_of or incident.id in ties.recurrences
    occurrences = _chain_of(log, ties, incident) if repeats else ()
    return given._replace(
        occurrences=occurrences if len(occurrences) > 1 else (),
        causes=log.named(incident.caused_by),
        prevented_by=_those(log, ties.preventions.get(incident.id, ()), Change),
        promises=tuple(
            [
                (promise, log.entries.get(promise.by) if promise.by else None)
                for promise in incident.follow_ups
            ]
        ),
    )


def _chain_of(log: Log, ties: Ties, incident: Incident) -> tuple[Incident, ...]:
    """Every occurrence of the same incident, itself among them, oldest first."""
    seen: dict[EntryId, Incident] = {}
    waiting = [incident.id]
    while waiting:
        one = log.entries.get(waiting.pop())
        if isinstance(one, Incident) and one.id not in seen:
            seen[one.id] = one
            waiting += (*one.recurrence_of, *ties.recurrences.get(one.id, ()))
    return in_order(seen.values())


def _those(log: Log, ids: Sequence[EntryId], kind: type[EntryT]) -> tuple[EntryT, ...]:
    """The entries of these ids, all of one kind."""
    return tuple([one for id_ in ids if isinstance(one := log.entries[id_], kind)])
