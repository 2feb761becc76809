"""How much happened in each service, region or tag: the counts of the index pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from infralog.model.entry import Change, Entry, Incident
from infralog.model.moment import Moment


@dataclass(frozen=True)
class Count:
    """The entries of one id by type; `newest` is when the last of them began."""

    id: str
    incidents: int = 0
    ongoing: int = 0
    changes: int = 0
    maintenances: int = 0
    newest: Moment | None = None


def census_of(groups: Mapping[str, tuple[Entry, ...]]) -> tuple[Count, ...]:
    """The count of each id, in the order given; entries are in the log's order."""
    return tuple(_count(id_, entries) for id_, entries in groups.items())


def _count(id_: str, entries: tuple[Entry, ...]) -> Count:
    incidents = [entry for entry in entries if isinstance(entry, Incident)]
    changes = sum(isinstance(entry, Change) for entry in entries)
    return Count(
        id=id_,
        incidents=len(incidents),
        ongoing=sum(incident.is_ongoing for incident in incidents),
        changes=changes,
        maintenances=len(entries) - len(incidents) - changes,
        newest=entries[-1].began if entries else None,
    )
