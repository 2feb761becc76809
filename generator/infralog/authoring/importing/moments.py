"""Times as other systems and people write them, read without guessing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from infralog.model.moment import Moment

_TIME = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:\s*[Tt]|\s)\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<offset>Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)


def read_moment(text: str, zone: ZoneInfo) -> Moment:
    """A date, or a time in `zone` unless it has an offset; seconds are cut to whole ones.

    Raises ValueError with what is wrong, quoting `text`.
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no date or time that can be read")
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        if found["hour"] is None:
            return Moment.of_day(day, zone)
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    except ValueError as error:
        raise ValueError(f"{text!r} does not exist: {error}") from None
    return moment_at(day, clock, _offset(found["offset"], zone))


def moment_at(day: date, clock: time, zone: tzinfo) -> Moment:
    """The instant of a local time. Raises ValueError where it exists twice or never."""
    local = datetime.combine(day, clock, zone)
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise ValueError(f"'{day} {clock}' exists twice or never in {zone}: the clocks change")
    return _within_calendar(local)


def _within_calendar(local: datetime) -> Moment:
    try:
        return Moment.of(local)
    except OverflowError:
        raise ValueError(f"'{local}' is outside the calendar") from None


def _offset(text: str | None, zone: ZoneInfo) -> tzinfo:
    if text is None:
        return zone
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    shift = timedelta(hours=hours, minutes=minutes)
    if shift >= timedelta(days=1):
        raise ValueError(f"{text!r} is no offset from UTC")
    return timezone(-shift if text[0] == "-" else shift)


def write_moment(moment: Moment, zone: ZoneInfo) -> str:
    """As an author would write it: `2024-12-12 22:31Z`, with the offset where it is not UTC."""
    if moment.day is not None:
        return moment.day.isoformat()
    local = moment.instant.astimezone(zone)
    precision = "seconds" if local.second else "minutes"
    text = local.isoformat(sep=" ", timespec=precision)
    return text.removesuffix("+00:00") + "Z" if not local.utcoffset() else text
