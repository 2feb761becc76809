"""A bulletin in the order in which it is told: incidents by weight, then the work by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Change, EffortId, Incident, Maintenance
from infralog.model.notes import Effort
from infralog.model.terms import Impact
from infralog.settings import Settings
from infralog.views.words import Words

_WEIGHTS = (Impact.CRITICAL, Impact.MAJOR, Impact.MINOR, Impact.UNKNOWN, Impact.NONE)


class Branch(NamedTuple):
    """An effort with its changes of one group and week, and the efforts that are part of it."""

    effort: Effort
    items: tuple[Change | Branch, ...]


class Outline(NamedTuple):
    """What began in a bulletin, sorted. Groups without a change are left out."""

    incidents: tuple[Incident, ...]
    maintenances: tuple[Maintenance, ...]
    groups: tuple[tuple[str, tuple[Change, ...]], ...]


def outline_of(bulletin: Bulletin, settings: Settings) -> Outline:
    """The entries of a bulletin by weight and group; within these in the log's order."""
    incidents = [entry for entry in bulletin.begun if isinstance(entry, Incident)]
    changes = [entry for entry in bulletin.begun if isinstance(entry, Change)]
    grouped = (
        (heading, tuple(change for change in changes if change.group in ids))
        for heading, ids in settings.groups.items()
    )
    return Outline(
        incidents=by_weight(incidents),
        maintenances=tuple(entry for entry in bulletin.begun if isinstance(entry, Maintenance)),
        groups=tuple((heading, found) for heading, found in grouped if found),
    )


def told_in(bulletin: Bulletin, words: Words) -> list[str]:
    """`1 incident`, `13 changes`; where nothing of that began, what else is told: `Planned work`.

    Empty for a quiet week, and one that has only an editorial.
    """
    counts = {
        "count.incidents": sum(isinstance(entry, Incident) for entry in bulletin.begun),
        "count.changes": sum(isinstance(entry, Change) for entry in bulletin.begun),
    }
    others = {
        "bulletin.maintenance": bulletin.begun,
        "bulletin.late": bulletin.late,
        "bulletin.corrections": bulletin.corrected,
        "bulletin.continued": bulletin.continued,
    }
    told = [words.n(key, count) for key, count in counts.items() if count]
    return told or [words.t(key) for key, entries in others.items() if entries]


def by_weight(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Incidents from critical to internal only."""
    return tuple(sorted(incidents, key=lambda one: _WEIGHTS.index(one.impact)))


def branches_of(
    changes: Iterable[Change], efforts: Mapping[EffortId, Effort]
) -> tuple[Change | Branch, ...]:
    """Changes under their efforts, and these under theirs, in the order of the first change.

    An effort with a single item stands for nothing of its own: the item takes its place.
    """
    tree = _Tree(efforts)
    for change in changes:
        tree.hang(change)
    return tree.below(None)


class _Tree:
    """What hangs below each effort; None is the root."""

    def __init__(self, efforts: Mapping[EffortId, Effort]) -> None:
        self._efforts = efforts
        self._hung: defaultdict[EffortId | None, list[Change | EffortId]] = defaultdict(list)

    def hang(self, change: Change) -> None:
        below = self._known(change.effort)
        self._hung[below].append(change)
        while below:
            above = self._known(self._efforts[below].part_of)
            if below in self._hung[above]:
                return
            self._hung[above].append(below)
            below = above

    def below(self, parent: EffortId | None) -> tuple[Change | Branch, ...]:
        return tuple(
            item if isinstance(item, Change) else self._branch(item) for item in self._hung[parent]
        )

    def _branch(self, id_: EffortId) -> Change | Branch:
        items = self.below(id_)
        return items[0] if len(items) == 1 else Branch(self._efforts[id_], items)

    def _known(self, id_: EffortId | None) -> EffortId | None:
        return id_ if id_ in self._efforts else None
