"""One entry with every record it stands in relation to: the subject of its card and page."""

from __future__ import annotations

from typing import NamedTuple

from infralog.model.entry import Change, EffortId, Entry, FollowUp, Incident, SpofMove
from infralog.model.log import Log
from infralog.model.moment import Moment
from infralog.model.notes import Effort, Spof


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


def relations_of(log: Log, entry: Entry) -> Relations:
    """All relations of an entry, both ways. References to no record are passed over."""
    moves = entry.spof_moves
    spofs = tuple([(move, log.spofs[id_]) for move, id_ in moves if id_ in log.spofs])
    keeps = log.promises_kept.get(entry.id, ())
    if isinstance(entry, Incident):
        return _of_incident(log, entry, spofs, keeps)
    if isinstance(entry, Change):
        efforts = efforts_of(log, entry)
        return Relations(
            entry,
            prevents=log.named(entry.prevents),
            effects=log.consequences.get(entry.id, ()),
            keeps=keeps,
            spofs=spofs,
            efforts=efforts,
            effort_began=began(log, efforts[-1]) if efforts else None,
        )
    return Relations(entry, effects=log.consequences.get(entry.id, ()), keeps=keeps, spofs=spofs)


def efforts_of(log: Log, change: Change) -> tuple[Effort, ...]:
    """The way from the outermost effort to the one that a change is a part of."""
    way: dict[EffortId, Effort] = {}
    id_ = change.effort
    while id_ and id_ in log.efforts and id_ not in way:
        way[id_] = log.efforts[id_]
        id_ = way[id_].part_of
    return tuple(reversed(way.values()))


def began(log: Log, effort: Effort) -> Moment | None:
    """When an effort began: as its author says, else with its first change."""
    changes = log.by_effort.get(effort.id, ())
    return effort.started or (changes[0].began if changes else None)


def _of_incident(
    log: Log,
    incident: Incident,
    spofs: tuple[tuple[SpofMove, Spof], ...],
    keeps: tuple[Incident, ...],
) -> Relations:
    repeats = incident.recurrence_of or incident.id in log.recurrences
    occurrences = log.chain_of(incident) if repeats else ()
    return Relations(
        incident,
        occurrences=occurrences if len(occurrences) > 1 else (),
        causes=log.named(incident.caused_by),
        effects=log.consequences.get(incident.id, ()),
        prevented_by=log.preventions.get(incident.id, ()),
        promises=tuple(
            [
                (promise, log.entries.get(promise.by) if promise.by else None)
                for promise in incident.follow_ups
            ]
        ),
        keeps=keeps,
        spofs=spofs,
    )
