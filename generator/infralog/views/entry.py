"""What the permalink of an entry shows: its facts, and every relation both ways."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from infralog.model.entry import Change, Entry, Incident, Link
from infralog.model.moment import Moment
from infralog.model.terms import FollowUpState
from infralog.views.card import EntryCard, card_of, duration_of
from infralog.views.facts import Fact, facts_of
from infralog.views.frame import Frame, Ref
from infralog.views.relations import Relations
from infralog.views.times import Stamp


class Occurrence(NamedTuple):
    """One time that an incident happened; `label` is "second time"."""

    label: str
    ref: Ref
    began: Stamp
    duration: str
    impact: str
    is_here: bool


class Prevention(NamedTuple):
    """A change that prevents an incident."""

    ref: Ref
    date: Stamp
    is_ongoing: bool


class Promise(NamedTuple):
    """A follow-up: its state, what takes care of it, and since when it has been open."""

    what: str
    state: str
    by: Ref | None
    due: Stamp | None
    since: Stamp | None


class Notice(NamedTuple):
    """A correction or a line of the timeline, with its moment."""

    at: Stamp
    text: str


class EntryView(NamedTuple):
    """One entry as its own page shows it; empty parts are not shown."""

    card: EntryCard
    facts: tuple[Fact, ...]
    occurrences: tuple[Occurrence, ...]
    causes: tuple[Ref, ...]
    effects: tuple[Ref, ...]
    preventions: tuple[Prevention, ...]
    prevents: tuple[Ref, ...]
    promises: tuple[Promise, ...]
    kept: tuple[tuple[str, Ref], ...]
    corrections: tuple[Notice, ...]
    links: tuple[Link, ...]

    @property
    def is_related(self) -> bool:
        """Whether any other entry stands in relation to it."""
        related = (self.occurrences, self.causes, self.effects, self.preventions, self.prevents)
        return any(related)


def entry_view(relations: Relations, frame: Frame) -> EntryView:
    """Lay out an entry for its page."""
    entry = relations.entry
    return EntryView(
        card=card_of(relations, frame),
        facts=facts_of(relations, frame),
        occurrences=_occurrences(relations, frame),
        causes=_dated(relations.causes, entry.began, frame),
        effects=_dated(relations.effects, entry.began, frame),
        preventions=tuple(_prevention(change, frame) for change in relations.prevented_by),
        prevents=_dated(relations.prevents, entry.began, frame),
        promises=_promises(relations, frame),
        kept=_kept(relations, frame),
        corrections=tuple(
            Notice(frame.times.day(correction.at), correction.text)
            for correction in entry.corrections
        ),
        links=entry.links,
    )


def _dated(entries: Iterable[Entry], beside: Moment, frame: Frame) -> tuple[Ref, ...]:
    return tuple(frame.dated(entry, beside) for entry in entries)


def _occurrences(relations: Relations, frame: Frame) -> tuple[Occurrence, ...]:
    return tuple(
        Occurrence(
            label=frame.words.nth("card.time", position),
            ref=frame.record(incident),
            began=frame.times.day(incident.began),
            duration=duration_of(incident, frame.times),
            impact=incident.impact.value,
            is_here=incident.id == relations.entry.id,
        )
        for position, incident in enumerate(relations.occurrences, 1)
    )


def _prevention(change: Change, frame: Frame) -> Prevention:
    return Prevention(frame.record(change), frame.times.day(change.began), change.ongoing)


def _promises(relations: Relations, frame: Frame) -> tuple[Promise, ...]:
    since = frame.times.day(relations.entry.appeared) if relations.promises else None
    return tuple(
        Promise(
            what=promise.what,
            state=promise.state.value,
            by=frame.record(by) if by else None,
            due=frame.times.date(promise.due) if promise.due else None,
            since=since if promise.state is FollowUpState.OPEN else None,
        )
        for promise, by in relations.promises
    )


def _kept(relations: Relations, frame: Frame) -> tuple[tuple[str, Ref], ...]:
    """The follow-ups that this entry takes care of, each with its incident."""
    entry = relations.entry
    return tuple(
        (promise.what, frame.dated(incident, entry.began))
        for incident in relations.keeps
        for promise in incident.follow_ups
        if promise.by == entry.id
    )


def timeline_of(entry: Entry, frame: Frame) -> tuple[Notice, ...]:
    """What an incident's author tells line by line."""
    if not isinstance(entry, Incident):
        return ()
    return tuple(Notice(frame.times.short(event.at), event.what) for event in entry.timeline)
