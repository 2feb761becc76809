"""Times as authors write them: ISO 8601 in the log's zone, bare dates, steps of a timeline."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from infralog.model.moment import Moment
from infralog.parse.reading import Reading
from infralog.parse.values import scalar
from infralog.source.nodes import Node

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(
    r"(?P<local>\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?"
    r"(?: ?(?P<offset>[Zz]|[+-]\d\d(?::?\d\d)?))?",
    re.ASCII,
)
_NAMED = re.compile(r"(?P<local>.*\d) ?(?P<zone>[A-Za-z]{2,5}|[A-Z][A-Za-z_]+(?:/[A-Za-z_+-]+)+)")
_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d)?", re.ASCII)
_STEP = re.compile(r"\+(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?", re.ASCII)

_FORM = "write it as 2024-12-12 11:50, or 2024-12-12 where the hour is not published"
_YEARS = range(1970, 2101)

_ABBREVIATIONS = {
    "UTC": "Z",
    "GMT": "Z",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CST": "-06:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "BST": "+01:00",
    "JST": "+09:00",
}


class TimeError(ValueError):
    """A text is no time; `code` tells why, the message how to write it."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def moment(node: Node, reading: Reading) -> Moment | None:
    """A time or a bare date; without an offset in the log's zone."""
    text = scalar(node, reading)
    if text is None:
        return None
    try:
        return parse_moment(text, reading.settings.zone)
    except TimeError as error:
        reading.wrong(node, error.code, str(error))
        return None


def day(node: Node, reading: Reading) -> date | None:
    """A bare date."""
    text = scalar(node, reading)
    if text is None:
        return None
    try:
        return parse_day(text)
    except TimeError as error:
        reading.wrong(node, error.code, str(error))
        return None


def parse_day(text: str) -> date:
    """The date of `2024-12-12`. Raises TimeError."""
    if not _DATE.fullmatch(text):
        raise TimeError("E130", f"{text[:60]!r} is no date; write it as 2024-12-12.")
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise TimeError("E130", f"{text!r} is in no calendar; correct the date.") from error
    return _likely(found, text)


def parse_moment(text: str, zone: ZoneInfo) -> Moment:
    """The moment of a text; `zone` is the log's. Raises TimeError."""
    if len(text) == len("2024-12-12") and _DATE.fullmatch(text):
        return Moment.of_day(parse_day(text), zone)
    match = _TIME.fullmatch(text)
    if not match:
        raise _no_time(text, zone)
    local = _local(match["local"], text)
    _likely(local.date(), text)
    if match["offset"]:
        return Moment.of(local.replace(tzinfo=_offset(match["offset"], text)))
    return Moment(_in_zone(local, zone))


def parse_event(text: str, before: Moment, zone: ZoneInfo) -> Moment:
    """A moment of a timeline: a time, `22:31` on the day of `before`, or `+17m` after it."""
    if text.startswith("+"):
        return _step(text, before)
    clock = _CLOCK.fullmatch(text)
    if not clock:
        return parse_moment(text, zone)
    return parse_moment(f"{before.date_in(zone)} {text}", zone)


def is_before(first: Moment, second: Moment, zone: ZoneInfo) -> bool:
    """Whether `first` is surely earlier; a bare date is compared by its day alone."""
    if first.is_exact and second.is_exact:
        return first.instant < second.instant
    return first.date_in(zone) < second.date_in(zone)


def _local(text: str, whole: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{whole!r} is in no calendar and on no clock; correct the date or the hour"
        raise TimeError("E130", f"{message} (midnight is 00:00 of the next day).") from error


def _likely(found: date, text: str) -> date:
    if found.year not in _YEARS:
        years = f"{_YEARS[0]} to {_YEARS[-1]}"
        raise TimeError("E130", f"{text!r} is outside the years {years}; correct the year.")
    return found


def _offset(text: str, whole: str) -> timezone:
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > timedelta(hours=14) or int(digits[2:]) >= 60:  # noqa: PLR2004 - minutes an hour
        raise TimeError("E130", f"{whole!r} has an offset of no zone; write -05:00 or the like.")
    return timezone(-offset if text[0] == "-" else offset)


def _in_zone(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a local time, in UTC; TimeError where there is none, or two."""
    first = local.replace(tzinfo=zone)
    second = first.replace(fold=1)
    offset = first.utcoffset() or timedelta()
    if offset == second.utcoffset():
        return (local - offset).replace(tzinfo=UTC)
    written = f"'{local:%Y-%m-%d %H:%M}'"
    if second.astimezone(UTC) < first.astimezone(UTC):
        later = first.astimezone(UTC).astimezone(zone)
        message = f"{written} does not exist in {zone.key}, where clocks were put forward; write"
        raise TimeError("E131", f"{message} {later:%Y-%m-%d %H:%M}, or a time with an offset.")
    message = f"{written} exists twice in {zone.key}, where clocks were put back; write"
    once, again = (one.isoformat(" ", "minutes") for one in (first, second))
    raise TimeError("E132", f"{message} {once} for the first or {again} for the second.")


def _step(text: str, before: Moment) -> Moment:
    step = _STEP.fullmatch(text)
    if not step or not any(step.groups()):
        raise TimeError("E130", f"{text!r} is no step; write +17m, +1h30m or +2d.")
    if not before.is_exact:
        message = f"{text!r} counts from a date without an hour; write the time in full."
        raise TimeError("E135", message)
    days, hours, minutes, seconds = (int(part or 0) for part in step.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return Moment(before.instant + length)


def _no_time(text: str, zone: ZoneInfo) -> TimeError:
    named = _NAMED.fullmatch(text)
    if not named or not _TIME.fullmatch(named["local"]) or named["zone"].upper() in ("AM", "PM"):
        return TimeError("E130", f"{text[:60]!r} is no time; {_FORM}.")
    local, name = named["local"], named["zone"]
    example = f"{local}{_offset_of(name, local)}"
    message = f"{name!r} is no offset; write {example}, or no zone where it is {zone.key}."
    return TimeError("E133", message)


def _offset_of(name: str, local: str) -> str:
    """The offset that an author who wrote a zone's name most likely means."""
    if name.upper() in _ABBREVIATIONS:
        return _ABBREVIATIONS[name.upper()]
    try:
        return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(name)).isoformat()[-6:]
    except (ValueError, ZoneInfoNotFoundError):
        return "-05:00"
