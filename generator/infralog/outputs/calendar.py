"""`/calendar.ics` and one per service: planned work and incidents as events (RFC 5545).

All times are UTC, so that they are right on both sides of a clock change without the rules of a
zone; bare dates are whole days. A calendar holds what began in the two years before the newest of
its events that is not planned, and all that is newer, so that it does not grow without bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from infralog.model.entry import Entry, EntryId, Incident, Maintenance
from infralog.model.moves import Moves
from infralog.model.terms import MaintenanceState
from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import digest_of, fingerprint
from infralog.outputs.pieces import Piece, assembled
from infralog.views.feed import authority_of, updated_of
from infralog.views.span import is_planned

if TYPE_CHECKING:
    from icalendar import Timezone

    from infralog.outputs.calendar_event import CalendarEvent

REACH = timedelta(days=731)
"""How long before a calendar's newest event that is not planned another may have begun."""

_RANKS = {
    MaintenanceState.PLANNED: 0,
    MaintenanceState.ACTIVE: 1,
    MaintenanceState.DONE: 2,
    MaintenanceState.CANCELLED: 3,
}
_END = b"END:VCALENDAR\r\n"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def bundles(context: Context) -> Iterator[Bundle]:
    """The calendar of the log, and that of each service."""
    base = fingerprint("calendar", context.settings, context.site, str(context.told))
    writer = _Writer(context, base)
    moves = fingerprint(base, context.moves)
    every = partial(writer.calendar, "calendar.ics", context.site.name, context.log.entries.values)
    yield Bundle("calendar.ics", digest_of(f"{moves}{context.log_face}"), every, kin="calendars")
    faces = context.topic_faces["services"]
    for id_ in sorted({*(context.settings.services or ()), *faces}):
        name = f"{context.site.name}: {context.settings.service_name(id_)}"
        path, entries = f"calendars/{id_}.ics", partial(context.entries_of, "services", id_)
        key = digest_of(f"{moves}{faces.get(id_, '')}")
        found = partial(writer.calendar, path, name, entries)
        yield Bundle(path, key, found, kin="calendars")


def sequence_of(entry: Entry, moves: Moves | None = None) -> int:
    """How often an event was changed, as far as its entry and its history tell; it never falls.

    A move counts for more than any state, so that work which is planned anew rises too.
    """
    told = len(entry.corrections)
    if isinstance(entry, Maintenance):
        return told + _RANKS[entry.state] + (len(_RANKS) * moves.count if moves else 0)
    if isinstance(entry, Incident):
        phases = (entry.detected, entry.mitigated, entry.resolved, entry.end_unknown or None)
        told += sum(phase is not None for phase in phases) + len(entry.timeline)
        return told + (not entry.pending)
    return told


def within_reach(entries: Iterable[Entry]) -> list[Entry]:
    """What a calendar holds of entries in the log's order."""
    events = [entry for entry in entries if isinstance(entry, Incident | Maintenance)]
    newest = next((entry for entry in reversed(events) if not is_planned(entry)), None)
    if newest is None:
        return [*events]
    earliest = newest.began.instant - REACH
    return [entry for entry in events if entry.began.instant >= earliest]


@dataclass(frozen=True, eq=False)
class _Writer:
    """Writes each event once, for every calendar that holds it."""

    context: Context
    base: str
    _written: dict[EntryId, bytes] = field(default_factory=dict)

    def calendar(
        self, path: str, name: str, entries: Callable[[], Iterable[Entry]]
    ) -> Iterator[Artifact]:
        events = within_reach(entries())
        states = "\n".join(f"{one.path} {one.face}" for one in events)
        moves = [known for one in events if (known := self.context.moves.get(one.path))]
        key = fingerprint(self.base, name, states, moves)
        yield assembled(path, key, partial(self._calendar, name, events))

    def _calendar(self, name: str, entries: Sequence[Entry]) -> Iterator[Piece]:
        is_empty = not entries
        yield Piece(f"{self.base} {is_empty} {name}", partial(self._head, name, is_empty=is_empty))
        for entry in entries:
            key = f"{self.base} {entry.path} {entry.face} {self.context.moves.get(entry.path)}"
            yield Piece(key, partial(self._event, entry))
        yield Piece("end", lambda: _END)

    def _head(self, name: str, *, is_empty: bool) -> bytes:
        from icalendar import Calendar  # noqa: PLC0415 - takes 40 ms, and most builds make none

        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//infralog//EN")
        calendar.add("method", "PUBLISH")
        calendar.add("name", _plain(name))
        calendar.add("x-wr-calname", _plain(name))
        calendar.add("x-wr-timezone", self.context.settings.timezone)
        if is_empty:
            calendar.add_component(_utc())
        head: bytes = calendar.to_ical()
        return head.removesuffix(_END)

    def _event(self, entry: Entry) -> bytes:
        if entry.id not in self._written:
            from infralog.outputs.calendar_event import event_text  # noqa: PLC0415 - as above

            self._written[entry.id] = event_text(self._new_event(entry))
        return self._written[entry.id]

    def _new_event(self, entry: Entry) -> CalendarEvent:
        from infralog.outputs.calendar_event import CalendarEvent  # noqa: PLC0415 - as above

        settings, site = self.context.settings, self.context.site
        host, _, _ = authority_of(settings, site).partition(",")
        begin, end = _span(entry, settings.zone)
        moves = self.context.moves.get(entry.path)
        updated = updated_of(entry, self.context.told).instant
        return CalendarEvent(
            uid=f"{entry.oldest_id}@{host}",
            sequence=sequence_of(entry, moves),
            stamp=updated,
            modified=max(updated, moves.last) if moves else updated,
            begin=begin,
            end=end,
            summary=_plain(f"{entry.title} ({self._standing(entry)})"),
            description=_plain(entry.summary),
            status=_status(entry),
            url=site.url + entry.url if site.url else "",
            categories=tuple(_plain(settings.service_name(id_)) for id_ in entry.services),
        )

    def _standing(self, entry: Entry) -> str:
        if isinstance(entry, Incident):
            return self.context.words.t(f"impact.{entry.impact.value}")
        assert isinstance(entry, Maintenance)  # noqa: S101 - no change is an event
        return self.context.words.t(f"state.{entry.state.value}")


def _span(entry: Entry, zone: ZoneInfo) -> tuple[date, date | None]:
    """Begin and end, both times or both whole days; an event's last day is not part of it."""
    began, ended = entry.began, entry.ended
    if began.is_exact and (ended is None or ended.is_exact):
        begin, end = began.instant, ended.instant if ended else None
        return begin, end if end is not None and end > begin else None
    last = ended.date_in(zone) + timedelta(days=1) if ended else None
    return began.date_in(zone), last


def _utc() -> Timezone:
    """A component for a calendar without events, for RFC 5545 wants one in each."""
    from icalendar import Timezone, TimezoneStandard  # noqa: PLC0415 - as above

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - RFC 5545 wants it local
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone = Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(standard)
    return zone


def _status(entry: Entry) -> str:
    is_cancelled = isinstance(entry, Maintenance) and entry.state is MaintenanceState.CANCELLED
    return "CANCELLED" if is_cancelled else "CONFIRMED"


def _plain(text: str) -> str:
    """The text without the characters that RFC 5545 forbids in one."""
    return _FORBIDDEN.sub("", text)
