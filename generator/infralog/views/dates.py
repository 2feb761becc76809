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


class Days(dict[date, str]):
    """Days in one form of a language, each written once."""

    def __init__(self, locale: Locale, pattern: DateTimePattern) -> None:
        super().__init__()
        self._locale = locale
        self._pattern = pattern
        self._written = _written_in(locale)

    def __missing__(self, day: date) -> str:
        self[day] = text = self._pattern % _Fields(day, self._locale, self._written)
        return text


@cache
def styled(locale: Locale, style: Literal["long", "full", "LLL"]) -> Days:
    """Days in one of CLDR's styles, or by a pattern."""
    return Days(locale, parse_pattern(style) if style == "LLL" else get_date_format(style, locale))


@cache
def skeleton(locale: Locale, fields: str) -> Days:
    """The fields of days (`yMMMd`) in the order and with the marks of the language."""
    known: Mapping[str, DateTimePattern] = locale.datetime_skeletons
    found = known[fields if fields in known else match_skeleton(fields, known) or fields]
    return Days(locale, found)


_Written = dict[tuple[str, int], str]


@cache
def _written_in(locale: Locale) -> _Written:  # noqa: ARG001 - a table for each language
    return {}


class _Fields(DateTimeFormat):
    """The fields of a day, each written once for all days that share it."""

    def __init__(self, day: date, locale: Locale, written: _Written) -> None:
        super().__init__(day, locale)
        self._day = day
        self._written = written

    def __getitem__(self, name: str) -> str:
        if name[0] not in _DECIDES:
            return super().__getitem__(name)
        key = name, _DECIDES[name[0]](self._day)
        if key not in self._written:
            self._written[key] = super().__getitem__(name)
        return self._written[key]


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


def moments(locale: Locale) -> Callable[[str, str], str]:
    """How a clock's time and a written day become one: `Dec 12, 22:30`, `12月12日 22:30`."""
    return str(locale.datetime_formats["medium"]).format


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
