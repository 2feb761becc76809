"""An entry as a row of a list: what the table's columns show and what they are sorted by."""

from __future__ import annotations

from dataclasses import dataclass

from infralog.model.entry import Audience, Change, Entry, Impact, Incident, Maintenance
from infralog.views.card import (
    SpofTag,
    duration_of,
    effort_week,
    kind_of,
    lateness_of,
    recurrence_of,
    spof_tags,
)
from infralog.views.frame import Frame, Ref
from infralog.views.relations import Relations
from infralog.views.times import Stamp, Times

_WEIGHTS = {
    Impact.UNKNOWN: "0",
    Impact.NONE: "1",
    Impact.MINOR: "2",
    Impact.MAJOR: "3",
    Impact.CRITICAL: "4",
}


@dataclass(frozen=True)
class Row:
    """One entry. `began` and `published` are days.

    `order` sorts by the beginning to the second. `length` sorts durations as text: seconds,
    padded; empty where the duration is not known. `weight` sorts impacts. `type` is the word by
    which a filter knows it (`type_of`). The flags are those of an `EntryCard`.
    """

    url: str
    title: str
    kind: str
    type: str
    began: Stamp
    order: str
    published: Stamp
    duration: str
    length: str
    impact: str
    weight: str
    state: str
    services: tuple[Ref, ...]
    service_ids: str
    region_ids: str
    spofs: tuple[SpofTag, ...]
    recurrence: str
    star: bool
    effort_week: str
    draft: bool
    internal: bool
    ongoing: bool
    pending: bool
    near_miss: bool
    late: str


def row_of(relations: Relations, frame: Frame) -> Row:
    """The row of an entry on the pages of one frame."""
    entry, times = relations.entry, frame.times
    incident = entry if isinstance(entry, Incident) else None
    star = isinstance(entry, Change) and entry.ongoing
    repeats = recurrence_of(relations, frame) if relations.position > 1 else None
    return Row(
        url=frame.base + entry.url,
        title=entry.title,
        kind=kind_of(entry),
        type=type_of(entry),
        began=times.day(entry.began),
        order=entry.began.isoformat(times.zone),
        published=times.near(entry.appeared, entry.began),
        duration=_duration(entry, times),
        length=_length(entry),
        impact=incident.impact.value if incident else "",
        weight=_WEIGHTS[incident.impact] if incident else "",
        state=entry.state.value if isinstance(entry, Maintenance) else "",
        services=tuple(map(frame.service, entry.services)),
        service_ids=" ".join(entry.services),
        region_ids=" ".join(entry.regions),
        spofs=spof_tags(relations, frame) if relations.spofs else (),
        recurrence=repeats.label if repeats else "",
        star=star,
        effort_week=effort_week(relations, frame) if star else "",
        draft=entry.draft,
        internal=entry.audience is Audience.INTERNAL,
        ongoing=incident is not None and incident.is_ongoing,
        pending=incident is not None and incident.pending,
        near_miss=incident is not None and incident.near_miss,
        late=lateness_of(entry, frame) if entry.published else "",
    )


def type_of(entry: Entry) -> str:
    """The most telling word for an entry: `near_miss`, `recurrence`, or the folder's name."""
    if not isinstance(entry, Incident):
        return entry.folder
    if entry.near_miss:
        return "near_miss"
    return "recurrence" if entry.recurrence_of else entry.folder


def _duration(entry: Entry, times: Times) -> str:
    # Beside a column's heading, two words tell that it is not known.
    if isinstance(entry, Incident) and (entry.end_unknown or _hides_hours(entry)):
        return times.words.t("column.unpublished")
    return duration_of(entry, times)


def _hides_hours(incident: Incident) -> bool:
    ended = incident.resolved
    return ended is not None and ended.day == incident.began.day and not ended.is_exact


def _length(entry: Entry) -> str:
    if isinstance(entry, Change) or entry.ended is None:
        return ""
    if not (entry.ended.is_exact and entry.began.is_exact):
        return ""
    return f"{int((entry.ended.instant - entry.began.instant).total_seconds()):09}"
