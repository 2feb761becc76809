"""Days as a language writes them, by Babel. Each is made once: CLDR patterns are slow to apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Literal

from babel import Locale
from babel.dates import (
    DateTimeFormat,
    DateTimePattern,
    format_date,
    get_date_format,
    match_skeleton,
    parse_pattern,
)

_THIN = "\u2009"
_DECIDES: Mapping[str, Callable[[date], int]] = {
    "y": attrgetter("year"),
    "M": attrgetter("month"),
    "L": attrgetter("month"),
    "d": attrgetter("day"),
    "E": date.weekday,
    "c": date.weekday,
}
"""What of a day decides how a field of CLDR's is written, by the field's first letter."""

_written: dict[tuple[Locale, str, int], str] = {}


@cache
def styled(locale: Locale, style: Literal["long", "full", "LLL"], day: date) -> str:
    """A day in one of CLDR's styles, or by a pattern."""
    return _styled(locale, style) % _Fields(day, locale)


@cache
def skeleton(locale: Locale, fields: str, day: date) -> str:
    """The fields of a day (`yMMMd`) in the order and with the marks of the language."""
    return _skeleton(locale, fields) % _Fields(day, locale)


class _Fields(DateTimeFormat):
    """The fields of a day, each written once for all days that share it."""

    def __init__(self, day: date, locale: Locale) -> None:
        super().__init__(day, locale)
        self._day = day

    def __getitem__(self, name: str) -> str:
        if name[0] not in _DECIDES:
            return super().__getitem__(name)
        key = self.locale, name, _DECIDES[name[0]](self._day)
        if key not in _written:
            _written[key] = super().__getitem__(name)
        return _written[key]


@cache
def _styled(locale: Locale, style: Literal["long", "full", "LLL"]) -> DateTimePattern:
    return parse_pattern(style) if style == "LLL" else get_date_format(style, locale)


@cache
def _skeleton(locale: Locale, fields: str) -> DateTimePattern:
    known: Mapping[str, DateTimePattern] = locale.datetime_skeletons
    return known[fields if fields in known else match_skeleton(fields, known) or fields]


@cache
def interval(locale: Locale, fields: str, first: date, last: date) -> str:
    """Two days as one phrase: `Dec 8–14`; `fields` is `MMMd` or `yMMMd`, `MMMM` in full."""
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    text = "".join(
        format_date(day, pattern, locale)
        for pattern, day in zip(
            _interval_patterns(locale, fields)[differs], (first, last), strict=True
        )
    )
    return text.replace(f"{_THIN}–{_THIN}", "–" if differs == "d" else " – ")


def moment(locale: Locale, day: str, clock: str) -> str:
    """A written day and its hour as one: `Dec 12, 22:30`, `12月12日 22:30`."""
    return _day_and_clock(locale).format(clock, day)


@cache
def _day_and_clock(locale: Locale) -> str:
    return str(locale.datetime_formats["medium"])


@cache
def _interval_patterns(locale: Locale, fields: str) -> Mapping[str, list[str]]:
    """CLDR has the patterns of full months for few languages; elsewhere they follow the short."""
    known = locale.interval_formats
    if fields in known:
        return {differs: list(pair) for differs, pair in known[fields].items()}
    return {
        differs: [pattern.replace("MMM", "MMMM") for pattern in pair]
        for differs, pair in known[fields.replace("MMMM", "MMM")].items()
    }
