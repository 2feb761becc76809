"""Days as a language writes them, by Babel. Each is made once: CLDR patterns are slow to apply."""

from __future__ import annotations

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
    patterns = locale.interval_formats[fields.replace("MMMM", "MMM")][differs]
    month = "MMMM" if "MMMM" in fields else "MMM"
    text = "".join(
        format_date(day, pattern.replace("MMM", month), locale)
        for pattern, day in zip(patterns, (first, last), strict=True)
    )
    return text.replace(f"{_THIN}–{_THIN}", "–" if differs == "d" else " – ")
