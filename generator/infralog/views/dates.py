"""Days as a language writes them, by Babel. Each is made once: CLDR patterns are slow to apply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton

_THIN = "\u2009"


@cache
def styled(locale: Locale, style: Literal["long", "full", "LLL"], day: date) -> str:
    """A day in one of CLDR's styles, or by a pattern."""
    return format_date(day, style, locale)


@cache
def skeleton(locale: Locale, fields: str, day: date) -> str:
    """The fields of a day (`yMMMd`) in the order and with the marks of the language."""
    return format_skeleton(fields, day, locale=locale)


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
