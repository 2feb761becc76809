"""Facts that a post-mortem states plainly: its day, its hours and their zone, how bad it was."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2})(?:[a-z]{2})?,? (\d{4})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:[a-z]{2})?\.? ([A-Z][a-z]{2})[a-z]*\.?,? (\d{4})\b")
_DAYS = ((_ISO_DAY, (0, 1, 2)), (_MONTH_FIRST, (2, 0, 1)), (_DAY_FIRST, (2, 1, 0)))
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp][Mm])?\b")
_FROM_TO = re.compile(r":\d{2}\s*[-–]\s*\d{1,2}:\d{2}")
_ROUGHLY = re.compile(r"~|\b(?:ca|circa|about|around|approx\w*|maybe|not sure)\b", re.IGNORECASE)
_OFFSET = re.compile(r"\b(?:UTC|GMT)\s*([+-]\d{1,2})(?::?(\d{2}))?")
_WORD = re.compile(r"[A-Za-z][A-Za-z_/+-]*")
_SPAN = re.compile(
    r"(\d+(?:\.\d+)?)\s*(d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)(?![a-z])",
    re.IGNORECASE,
)
_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_ZONES = {
    **dict.fromkeys(("UTC", "GMT", "Z"), "UTC"),
    **dict.fromkeys(("CET", "CEST"), "Europe/Paris"),
    **dict.fromkeys(("PST", "PDT"), "America/Los_Angeles"),
    **dict.fromkeys(("MST", "MDT"), "America/Denver"),
    **dict.fromkeys(("EST", "EDT"), "America/New_York"),
}
IMPACTS = ("none", "minor", "major", "critical")
NOON = 12


def day_in(text: str) -> date | None:
    """The first whole date of a text; one that does not exist counts as none."""
    for pattern, order in _DAYS:
        if found := pattern.search(text):
            year, month, day = (found.groups()[place] for place in order)
            return _day(year, month, day)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    named = month[:3].lower()
    number = _MONTHS.index(named) + 1 if named in _MONTHS else month
    try:
        return date(int(year), int(number), int(day))
    except ValueError:
        return None


def clock_in(text: str) -> time | None:
    """The one time of day that a text gives; None where it is rough, a span, or impossible."""
    found = _CLOCK.search(text)
    if not found or _FROM_TO.search(text) or _ROUGHLY.search(text[: found.end() + 20]):
        return None
    hour, half = int(found[1]), (found[3] or "").lower()
    if half and hour < NOON + 1:
        hour = hour % NOON + (NOON if half == "pm" else 0)
    try:
        return time(hour, int(found[2]))
    except ValueError:
        return None


def clock_or_day(text: str) -> bool:
    """Whether a text gives any time at all, exact or rough."""
    return bool(_CLOCK.search(text) or day_in(text))


def zone_in(text: str, day: date) -> tzinfo | None:
    """The zone that a text names for `day`: an offset, an IANA name, or an abbreviation.

    An abbreviation counts only where its zone uses it on that day: PST in summer names none.
    """
    if found := _OFFSET.search(text):
        hours, minutes = int(found[1]), int(found[2] or 0)
        shift = timedelta(hours=abs(hours), minutes=minutes)
        signed = -shift if found[1][0] == "-" else shift
        return timezone(signed) if shift < timedelta(days=1) else None
    for word in _WORD.findall(text):
        if "/" in word and word in available_timezones():
            return ZoneInfo(word)
        if word in _ZONES:
            zone = ZoneInfo(_ZONES[word])
            used = datetime.combine(day, time(NOON), zone).tzname()
            return zone if zone.key == "UTC" or used == word else None
    return None


def duration_in(text: str) -> timedelta | None:
    """`2h 30m`, `45 minutes`; None where anything else stands beside it."""
    left = _SPAN.sub("", text)
    found = _SPAN.findall(text)
    if not found or re.sub(r"\band\b|[\s,.]", "", left):
        return None
    return sum(
        (timedelta(**{_UNITS[unit[0].lower()]: float(number)}) for number, unit in found),
        timedelta(),
    )


def impact_in(text: str) -> str | None:
    """A level of impact, if the text is no more than its name."""
    word = text.strip(" .").lower()
    return word if word in IMPACTS else None


def in_utc(day: date, clock: time, zone: tzinfo) -> datetime | None:
    """The instant of a local time; None where it exists twice or never."""
    local = datetime.combine(day, clock, zone)
    certain = local.utcoffset() == local.replace(fold=1).utcoffset()
    return local.astimezone(UTC) if certain else None
