"""Events of calendars as text, cast in moulds: icalendar writes each shape of event once.

It escapes and folds all texts as well, but would take long over lines that are short already.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple

from icalendar import Event, vText
from icalendar.parser import Contentline

_LONGEST = 74
"""Octets of a line that needs no folding."""
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


class CalendarEvent(NamedTuple):
    """One event. Times are aware and in UTC; `begin` and `end` are both times or both days."""

    uid: str
    sequence: int
    stamp: datetime
    modified: datetime
    begin: date
    end: date | None
    summary: str
    description: str
    status: str
    url: str
    categories: tuple[str, ...]


def event_text(event: CalendarEvent) -> bytes:
    """The event with all of its lines, as it stands in a calendar."""
    values = {
        "UID": _text(event.uid),
        "SEQUENCE": str(event.sequence),
        "DTSTAMP": _time(event.stamp),
        "LAST-MODIFIED": _time(event.modified),
        "DTSTART": _time(event.begin),
        "DTEND": _time(event.end) if event.end else "",
        "SUMMARY": _text(event.summary),
        "DESCRIPTION": _text(event.description),
        "STATUS": event.status,
        "TRANSP": "TRANSPARENT",
        "URL": event.url,
        "CATEGORIES": ",".join(map(_name, event.categories)),
    }
    left_out = frozenset(name for name, value in values.items() if not value)
    heads = _mould(left_out, is_timed=isinstance(event.begin, datetime))
    return b"".join(_line(head + values.get(name, "")) for name, head in heads)


@cache
def _mould(left_out: frozenset[str], *, is_timed: bool) -> tuple[tuple[str, str], ...]:
    """What icalendar writes of such an event: the name and the head of each line."""
    span = _ANY_TIME if is_timed else _ANY_TIME.date()
    values: dict[str, object] = {
        "UID": "uid",
        "SEQUENCE": 0,
        "DTSTAMP": _ANY_TIME,
        "LAST-MODIFIED": _ANY_TIME,
        "DTSTART": span,
        "DTEND": span,
        "SUMMARY": "summary",
        "DESCRIPTION": "description",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "URL": "url",
        "CATEGORIES": ["name"],
    }
    event = Event()
    for name, value in values.items():
        if name not in left_out:
            event.add(name, value)
    return tuple(_heads(event, values))


def _heads(event: Event, values: dict[str, object]) -> Iterator[tuple[str, str]]:
    for line in filter(None, event.content_lines()):
        head, colon, _ = line.partition(":")
        name = head.partition(";")[0]
        yield name, head + colon if name in values else str(line)


def _time(value: date) -> str:
    """`20241212T165000Z`, or `20241212` for a whole day."""
    text = value.isoformat()[:19].replace("-", "").replace(":", "")
    return f"{text}Z" if isinstance(value, datetime) else text


def _text(text: str) -> str:
    return str(vText(text).to_ical(), "utf-8")


@cache
def _name(text: str) -> str:
    """Of a service: the same few are on all events."""
    return _text(text)


def _line(line: str) -> bytes:
    needs_folding = len(line) > _LONGEST or not line.isascii()
    return (_folded(line) if needs_folding else line.encode()) + b"\r\n"


def _folded(line: str) -> bytes:
    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call] # icalendar has none
    return folded
