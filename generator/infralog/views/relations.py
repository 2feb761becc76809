"""One entry with every record it stands in relation to: the subject of its card and page."""

from __future__ import annotations

from dataclasses import dataclass

from infralog.model.entry import Change, Entry, FollowUp, Incident, SpofMove
from infralog.model.log import Log
from infralog.model.moment import Moment
from infralog.model.notes import Effort, Spof


@dataclass(frozen=True)
class Relations:
    """Records only, so that its fingerprint is cheap and whole.

    `occurrences` are those of the same incident, itself among them, oldest first; empty where it
    happened once. `promises` are its follow-ups with what takes care of each; `keeps` are the
    incidents of whose follow-ups it takes care. `effort_began` is when the effort's first week was.
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
    effort: Effort | None = None
    effort_began: Moment | None = None

    @property
    def position(self) -> int:
        """Which time it was: 1 for the first, or where it happened once."""
        return self.occurrences.index(self.entry) + 1 if self.occurrences else 1

    @property
    def previous(self) -> Incident | None:
        """The occurrence before this one."""
        return self.occurrences[self.position - 2] if self.position > 1 else None


def relations_of(log: Log, entry: Entry) -> Relations:
    """All relations of an entry, both ways. References to no record are passed over."""
    spofs = tuple((move, log.spofs[id_]) for move, id_ in entry.spof_moves if id_ in log.spofs)
    keeps = log.promises_kept.get(entry.id, ())
    if isinstance(entry, Incident):
        return _of_incident(log, entry, spofs, keeps)
    if isinstance(entry, Change):
        effort = log.efforts.get(entry.effort) if entry.effort else None
        return Relations(
            entry,
            prevents=log.named(entry.prevents),
            effects=log.consequences.get(entry.id, ()),
            keeps=keeps,
            spofs=spofs,
            effort=effort,
            effort_began=began(log, effort) if effort else None,
        )
    return Relations(entry, effects=log.consequences.get(entry.id, ()), keeps=keeps, spofs=spofs)


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
            (promise, log.entries.get(promise.by) if promise.by else None)
            for promise in incident.follow_ups
        ),
        keeps=keeps,
        spofs=spofs,
    )
