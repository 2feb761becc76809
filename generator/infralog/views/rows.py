"""An entry as a row of a list: what the table's columns show and what they are sorted by."""

from __future__ import annotations

from typing import NamedTuple, TypedDict

from infralog.model.entry import Change, Entry, Incident, Maintenance
from infralog.model.terms import Audience, Impact
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


class Row(NamedTuple):
    """One entry. `began` and `published` are days.

    `type` is the word by which a filter knows it (`type_of`), `year` the one it began in. `order`
    sorts by the beginning to the second. `length` sorts durations as text: seconds, padded; empty
    where they are not known, `is_untold` where they are not published. `weight` sorts impacts.
    `word` tells the impact, the state of planned work or the type. The flags are those of an
    `EntryCard`; `is_noted` tells that one of them is set.
    """

    url: str
    title: str
    type: str
    year: int
    began: Stamp
    order: str
    published: Stamp
    duration: str
    length: str
    is_untold: bool
    impact: str
    weight: str
    state: str
    word: str
    services: tuple[Ref, ...]
    service_ids: str
    region_ids: str
    spofs: tuple[SpofTag, ...] = ()
    recurrence: str = ""
    star: bool = False
    effort_week: str = ""
    is_noted: bool = False
    draft: bool = False
    internal: bool = False
    ongoing: bool = False
    pending: bool = False
    near_miss: bool = False
    late: str = ""


def row_of(relations: Relations, frame: Frame) -> Row:
    """The row of an entry on the pages of one frame."""
    entry, times = relations.entry, frame.times
    began, length = entry.began.date_in(times.zone), _length(entry)
    impact = entry.impact.value if isinstance(entry, Incident) else ""
    state = entry.state.value if isinstance(entry, Maintenance) else ""
    return Row(
        url=frame.base + entry.url,
        title=entry.title,
        type=type_of(entry),
        year=began.year,
        began=times.date(began),
        order=str(entry.began.day or entry.began.instant),
        published=times.near(entry.appeared, entry.began),
        duration=_duration(entry, times),
        length=length,
        is_untold=isinstance(entry, Incident) and not length and not entry.is_ongoing,
        impact=impact,
        weight=_WEIGHTS[entry.impact] if isinstance(entry, Incident) else "",
        state=state,
        word=times.words.t(_word(entry, impact, state)),
        services=tuple(map(frame.service, entry.services)),
        service_ids=" ".join(entry.services),
        region_ids=" ".join(entry.regions),
        spofs=spof_tags(relations, frame) if relations.spofs else (),
        **_notes(relations, frame),
    )


def _word(entry: Entry, impact: str, state: str) -> str:
    # Beside a column's heading, one word tells that it is not known.
    if impact:
        return "column.unknown" if impact == Impact.UNKNOWN else f"impact.{impact}"
    return f"state.{state}" if state else f"kind.{kind_of(entry)}"


class _Notes(TypedDict, total=False):
    """What few entries have, so that most rows need not ask for it."""

    recurrence: str
    star: bool
    effort_week: str
    is_noted: bool
    draft: bool
    internal: bool
    ongoing: bool
    pending: bool
    near_miss: bool
    late: str


def _notes(relations: Relations, frame: Frame) -> _Notes:
    entry = relations.entry
    notes: _Notes = {}
    if entry.draft:
        notes["draft"] = True
    if entry.audience is Audience.INTERNAL:
        notes["internal"] = True
    if entry.published:
        notes["late"] = lateness_of(entry, frame)
    if isinstance(entry, Incident):
        notes |= {
            "ongoing": entry.is_ongoing,
            "pending": entry.pending,
            "near_miss": entry.near_miss,
        }
    notes["is_noted"] = any(notes.values())
    if isinstance(entry, Change) and entry.ongoing:
        notes |= {"star": True, "effort_week": effort_week(relations, frame)}
    if relations.position > 1:
        again = recurrence_of(relations, frame)
        notes["recurrence"] = again.label if again else ""
    return notes


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
