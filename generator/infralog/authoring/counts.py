"""Counts of a log for its authors: what there is, how long things took, what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from infralog.model.entry import Entry, Incident
from infralog.model.log import Log
from infralog.model.terms import FollowUpState, Impact
from infralog.settings import Settings


@dataclass(frozen=True)
class Spread:
    """A distribution of lengths of time: how many, the median and the 90th percentile."""

    count: int
    median: timedelta
    ninetieth: timedelta


@dataclass(frozen=True)
class Counts:
    """All that `infralog stats` tells. Mappings are in the order in which they are shown."""

    kinds: Mapping[str, int]
    impacts: Mapping[str, int]
    years: Mapping[str, int]
    services: Mapping[str, int]
    spreads: Mapping[str, Spread]
    still_open: Mapping[str, int]


def counts_of(log: Log, settings: Settings) -> Counts:
    """Count a whole log; years and services are those of incidents."""
    incidents = log.incidents
    spreads = {name: _spread(incidents, key) for name, key in _PHASES.items()}
    zone = settings.zone
    years = Counter(str(one.began.date_in(zone).year) for one in incidents)
    services = Counter(id_ for one in incidents for id_ in one.services)
    return Counts(
        kinds=_kinds(log),
        impacts={level.value: sum(one.impact is level for one in incidents) for level in Impact},
        years=dict(sorted(years.items())),
        services=dict(sorted(services.items(), key=lambda pair: (-pair[1], pair[0]))),
        spreads={name: spread for name, spread in spreads.items() if spread},
        still_open=_still_open(log),
    )


_PHASES = {
    "to detect": "detected",
    "to mitigate": "mitigated",
    "to resolve": "resolved",
}


def _kinds(log: Log) -> dict[str, int]:
    return {
        "incidents": len(log.incidents),
        "changes": len(log.changes),
        "maintenance": len(log.maintenances),
        "weeks": len(log.weeks),
        "spofs": len(log.spofs),
        "efforts": len(log.efforts),
    }


def _still_open(log: Log) -> dict[str, int]:
    tasks = [task for one in log.incidents for task in one.follow_ups]
    return {
        "incidents": sum(one.is_ongoing for one in log.incidents),
        "write-ups to come": sum(one.pending for one in log.incidents),
        "follow-ups": sum(task.state is FollowUpState.OPEN for task in tasks),
        "efforts": sum(effort.finished is None for effort in log.efforts.values()),
        "drafts": sum(_is_draft(entry) for entry in log.entries.values()),
    }


def _is_draft(entry: Entry) -> bool:
    return entry.draft


def _spread(incidents: Iterable[Incident], phase: str) -> Spread | None:
    """From the start to a phase, where both hours are known."""
    ends = ((one.began, getattr(one, phase)) for one in incidents)
    lengths = sorted(
        end.instant - began.instant
        for began, end in ends
        if end is not None and end.is_exact and began.is_exact
    )
    return Spread(len(lengths), _rank(lengths, 0.5), _rank(lengths, 0.9)) if lengths else None


def _rank(lengths: Sequence[timedelta], part: float) -> timedelta:
    """The smallest length that `part` of all do not exceed."""
    return lengths[max(ceil(part * len(lengths)) - 1, 0)]
