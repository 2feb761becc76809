"""What lists and bulletins show of an entry."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from infralog.model.entry import Change, Entry, Incident, Maintenance
from infralog.model.terms import SpofMove
from infralog.model.week import DAYS, Week
from infralog.views.frame import Frame, Ref
from infralog.views.relations import Relations
from infralog.views.times import Stamp, Times


class SpofTag(NamedTuple):
    """What an entry does to a single point of failure: `removes`, its label, and the SPOF."""

    move: str
    label: str
    spof: Ref


class Recurrence(NamedTuple):
    """`label` is "second time"; `previous` the occurrence before, None for the first.

    `following` is the one after, None for the last.
    """

    label: str
    number: int
    previous: Ref | None
    following: Ref | None


class EntryCard(NamedTuple):
    """An entry in short. Texts are plain; empty ones are not shown.

    `kind` is `incident`, `change` or `maintenance`; `impact` an incident's, else empty; `state`
    a maintenance's. `duration` is honest: "34 min", "ongoing" or "duration not published".
    `late` is "added 9 days later". `star` marks work that goes on.
    """

    id: str
    kind: str
    url: str
    title: str
    summary: str
    began: Stamp
    ended: Stamp | None
    duration: str
    impact: str = ""
    state: str = ""
    group: str = ""
    ongoing: bool = False
    pending: bool = False
    near_miss: bool = False
    internal: bool = False
    draft: bool = False
    star: bool = False
    late: str = ""
    services: tuple[Ref, ...] = ()
    regions: tuple[Ref, ...] = ()
    spofs: tuple[SpofTag, ...] = ()
    recurrence: Recurrence | None = None
    preventions: int = 0
    prevents: tuple[Ref, ...] = ()
    effort: Ref | None = None
    effort_week: str = ""

    @property
    def ref(self) -> Ref:
        """A link to its page."""
        return Ref(self.url, self.title)


def card_of(relations: Relations, frame: Frame) -> EntryCard:
    """The card of an entry for one page."""
    entry, times = relations.entry, frame.times
    return EntryCard(
        id=entry.id,
        kind=kind_of(entry),
        url=frame.base + entry.url,
        title=entry.title,
        summary=entry.summary,
        began=times.short(entry.began),
        ended=times.until(entry.ended, entry.began) if entry.ended else None,
        duration=duration_of(entry, times),
        impact=entry.impact.value if isinstance(entry, Incident) else "",
        state=entry.state.value if isinstance(entry, Maintenance) else "",
        group=entry.group if isinstance(entry, Change) else "",
        ongoing=isinstance(entry, Incident) and entry.is_ongoing,
        pending=isinstance(entry, Incident) and entry.pending,
        near_miss=isinstance(entry, Incident) and entry.near_miss,
        internal=entry.audience == "internal",
        draft=entry.draft,
        star=isinstance(entry, Change) and entry.ongoing,
        late=lateness_of(entry, frame),
        services=tuple(map(frame.service, entry.services)),
        regions=tuple(map(frame.region, entry.regions)),
        spofs=spof_tags(relations, frame),
        recurrence=recurrence_of(relations, frame),
        preventions=len(relations.prevented_by),
        prevents=tuple(frame.dated(one, entry.began) for one in relations.prevents),
        effort=frame.record(relations.effort) if relations.effort else None,
        effort_week=effort_week(relations, frame),
    )


def kind_of(entry: Entry) -> str:
    """The type as authors write it."""
    return "maintenance" if isinstance(entry, Maintenance) else type(entry).__name__.lower()


def duration_of(entry: Entry, times: Times) -> str:
    """How long an incident or planned work lasted, in words; empty for a change."""
    if isinstance(entry, Change):
        return ""
    if isinstance(entry, Incident) and entry.is_ongoing:
        return times.words.t("duration.ongoing")
    if entry.ended is None:
        known = "duration.unpublished" if isinstance(entry, Incident) else "duration.open"
        return times.words.t(known)
    if entry.ended.is_exact and entry.began.is_exact:
        return times.words.span(entry.ended.instant - entry.began.instant)
    days = entry.ended.date_in(times.zone) - entry.began.date_in(times.zone) + timedelta(days=1)
    if days.days <= 1:
        return times.words.t("duration.hours_unpublished")
    return times.words.n("duration.days", days.days)


def lateness_of(entry: Entry, frame: Frame) -> str:
    """`added 9 days later`, for an entry published in a later week than the one it stands in."""
    if entry.published is None:
        return ""
    zone, last_weekday = frame.times.zone, frame.settings.last_weekday
    began, appeared = entry.began.date_in(zone), entry.appeared.date_in(zone)
    if Week.of(appeared, last_weekday) <= Week.of(began, last_weekday):
        return ""
    return frame.words.n("card.late", (appeared - began).days)


def spof_tags(relations: Relations, frame: Frame) -> tuple[SpofTag, ...]:
    """The SPOF tags of an entry, in its author's order."""
    return tuple(
        SpofTag(move.value, spof_label(move, frame), frame.record(spof))
        for move, spof in relations.spofs
    )


def spof_label(move: SpofMove, frame: Frame) -> str:
    """`SPOF removed`."""
    return frame.words.t(f"spof_move.{move.value}")


def recurrence_of(relations: Relations, frame: Frame) -> Recurrence | None:
    """Which time an incident happened, where it happened more than once."""
    if not relations.occurrences:
        return None
    previous, following = relations.previous, relations.following
    began = relations.entry.began
    return Recurrence(
        label=frame.words.nth("card.time", relations.position),
        number=len(relations.occurrences),
        previous=frame.dated(previous, began) if previous else None,
        following=frame.dated(following, began) if following else None,
    )


def effort_week(relations: Relations, frame: Frame) -> str:
    """`week 6`, counted from the week in which the effort began."""
    if relations.effort is None or relations.effort_began is None:
        return ""
    zone, last_weekday = frame.times.zone, frame.settings.last_weekday
    first = Week.of(relations.effort_began.date_in(zone), last_weekday)
    here = Week.of(relations.entry.began.date_in(zone), last_weekday)
    week = (here.last_day - first.last_day).days // DAYS + 1
    return frame.words.n("card.effort_week", week) if week > 0 else ""
