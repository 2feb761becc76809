"""The facts of an entry, one line each, in the order in which a reader asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from infralog.model.entry import Change, Entry, Incident, Maintenance
from infralog.model.moment import Moment
from infralog.views.card import duration_of, lateness_of
from infralog.views.frame import Frame, Ref
from infralog.views.relations import Relations
from infralog.views.times import Stamp

NO_EVENT = "none"
"""What `status_page` says where no public event matches."""


class Fact(NamedTuple):
    """A label and what is told of it: a moment, texts or links, and a note in smaller print."""

    label: str
    stamp: Stamp | None = None
    texts: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    note: str = ""


def facts_of(relations: Relations, frame: Frame) -> tuple[Fact, ...]:
    """Every fact that the front matter gives."""
    return (*_own_facts(relations, frame), *_shared_facts(relations.entry, frame))


def _own_facts(relations: Relations, frame: Frame) -> Iterator[Fact]:
    entry = relations.entry
    if isinstance(entry, Incident):
        yield from _incident_facts(entry, frame)
    elif isinstance(entry, Change):
        yield from _change_facts(entry, relations, frame)
    elif isinstance(entry, Maintenance):
        yield from _maintenance_facts(entry, frame)


def _incident_facts(incident: Incident, frame: Frame) -> Iterator[Fact]:
    t = frame.words.t
    yield Fact(t("fact.impact"), texts=(t(f"impact.{incident.impact.value}"),))
    yield Fact(t("fact.started"), frame.times.medium(incident.began))
    for name, moment in (("detected", incident.detected), ("mitigated", incident.mitigated)):
        if moment:
            stamp, note = _end(moment, incident, frame), _after(moment, incident, frame)
            yield Fact(t(f"fact.{name}"), stamp, note=note)
    if incident.resolved:
        yield Fact(t("fact.resolved"), _end(incident.resolved, incident, frame))
    yield Fact(t("fact.duration"), texts=(duration_of(incident, frame.times),))
    if incident.cause:
        yield Fact(t("fact.cause"), texts=incident.cause)
    yield from _status_page(incident, frame)


def _status_page(incident: Incident, frame: Frame) -> Iterator[Fact]:
    label, page = frame.words.t("fact.status_page"), incident.status_page
    if page == NO_EVENT:
        yield Fact(label, texts=(frame.words.t("fact.no_event"),))
    elif page:
        yield Fact(label, refs=(Ref(page, page),))


def _change_facts(change: Change, relations: Relations, frame: Frame) -> Iterator[Fact]:
    t = frame.words.t
    yield Fact(t("fact.date"), frame.times.medium(change.began))
    if change.finished:
        yield Fact(t("fact.finished"), frame.times.medium(change.finished))
    heading = next((name for name, ids in frame.settings.groups.items() if change.group in ids), "")
    yield Fact(t("fact.group"), texts=(heading or change.group,))
    if relations.efforts:
        yield Fact(t("fact.effort"), refs=tuple(map(frame.record, relations.efforts)))


def _maintenance_facts(work: Maintenance, frame: Frame) -> Iterator[Fact]:
    t = frame.words.t
    yield Fact(t("fact.state"), texts=(t(f"state.{work.state.value}"),))
    yield Fact(t("fact.starts"), frame.times.medium(work.began))
    if work.ends:
        yield Fact(t("fact.ends"), _end(work.ends, work, frame))
    yield Fact(t("fact.duration"), texts=(duration_of(work, frame.times),))


def _shared_facts(entry: Entry, frame: Frame) -> Iterator[Fact]:
    t = frame.words.t
    if entry.services:
        yield Fact(t("fact.services"), refs=tuple(map(frame.service, entry.services)))
    if entry.regions:
        yield Fact(t("fact.regions"), refs=tuple(map(frame.region, entry.regions)))
    if entry.tags:
        yield Fact(t("fact.tags"), refs=tuple(map(frame.tag, entry.tags)))
    if entry.number:
        yield Fact(t("fact.number"), texts=(entry.number,))
    if entry.authors:
        yield Fact(t("fact.authors"), texts=(frame.words.list_of(list(entry.authors)),))
    if entry.published:
        late = lateness_of(entry, frame)
        yield Fact(t("fact.published"), frame.times.medium(entry.published), note=late)


def _after(moment: Moment, incident: Incident, frame: Frame) -> str:
    """How long after the start a phase was, where both hours are known."""
    if not (moment.is_exact and incident.began.is_exact):
        return ""
    length = frame.words.span(moment.instant - incident.began.instant)
    return frame.words.t("fact.after", span=length)


def _end(moment: Moment, entry: Entry, frame: Frame) -> Stamp:
    """The hour alone where the day is that of the start."""
    zone = frame.times.zone
    same = moment.date_in(zone) == entry.began.date_in(zone)
    return frame.times.clock(moment) if same and moment.is_exact else frame.times.medium(moment)
