"""Words of ours in the reader's language: texts from one table each, dates and numbers by Babel."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from markupsafe import Markup

from infralog.views import dates
from infralog.views.html import escaped, shown

SOURCE_LANGUAGE = "en"
"""The language that is always complete; others fall back to it, text by text."""

_TABLES = Path(__file__).parents[1] / "languages"
_GROUPED_FROM = 1000
_PHRASES: tuple[tuple[str, int], ...] = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))

Written = Callable[[date], str]
"""How a day is written."""

Form = str | Mapping[str, str]
"""A text, or one for each plural category (`one`, `other`, ...) or exact number (`2`)."""


@dataclass(frozen=True, eq=False)
class Words:
    """Every word that the site says of itself, in one language.

    Texts are named `section.name` and hold `{name}` for values. Nothing here knows of zones:
    days and times are given as they are to be shown.
    """

    language: str
    locale: Locale
    forms: Mapping[str, Form]
    _escaped: dict[str, str] = field(default_factory=dict, repr=False)

    def t(self, key: str, **values: object) -> str:
        """The text of `key`. Raises KeyError where no table has it."""
        text = self.forms[key]
        if not isinstance(text, str):
            raise TypeError(f"{key} is counted: use n")
        return text.format(**values) if values else text

    def html(self, key: str, **values: object) -> Markup:
        """The text of `key` as HTML: values that are Markup stay so, all others are escaped."""
        text = self._escaped.get(key) or self._escape(key)
        shown_values = {name: shown(value) for name, value in values.items()}
        return Markup(text.format(**shown_values))  # noqa: S704 - all parts are escaped

    def _escape(self, key: str) -> str:
        self._escaped[key] = text = escaped(str(self.forms[key]))
        return text

    def n(self, key: str, count: int, **values: object) -> str:
        """The text of `key` for so many; `{n}` in it is the number."""
        return self._counted(key, count, _plural, values)

    def nth(self, key: str, position: int, **values: object) -> str:
        """The text of `key` for the first, second, ... of something."""
        return self._counted(key, position, _ordinal, values)

    def _counted(
        self, key: str, count: int, rule: Callable[[Words, int], str], values: Mapping[str, object]
    ) -> str:
        form = self.forms[key]
        if not isinstance(form, str):
            form = form.get(str(count)) or form.get(rule(self, count)) or form["other"]
        return form.format(n=self.number(count), **values)

    def number(self, value: float) -> str:
        """A number with the language's own marks."""
        if isinstance(value, int) and 0 <= value < _GROUPED_FROM:
            return str(value)
        return str(format_decimal(value, locale=self.locale))

    @cached_property
    def long_date(self) -> Written:
        """`December 12, 2024`."""
        return dates.styled(self.locale, "long").__getitem__

    @cached_property
    def full_date(self) -> Written:
        """`Thursday, December 12, 2024`."""
        return dates.styled(self.locale, "full").__getitem__

    @cached_property
    def medium_date(self) -> Written:
        """`Dec 12, 2024`."""
        return dates.skeleton(self.locale, "yMMMd").__getitem__

    @cached_property
    def short_date(self) -> Written:
        """`Dec 12`."""
        return dates.skeleton(self.locale, "MMMd").__getitem__

    @cached_property
    def weekday_date(self) -> Written:
        """`Thu, Dec 12`."""
        return dates.skeleton(self.locale, "MMMEd").__getitem__

    @cached_property
    def weekday(self) -> Written:
        """`Thu`."""
        return dates.skeleton(self.locale, "E").__getitem__

    @cached_property
    def month(self) -> Written:
        """`December 2024`."""
        return dates.skeleton(self.locale, "yMMMM").__getitem__

    @cached_property
    def short_month(self) -> Written:
        """`Dec`, as it stands alone."""
        return dates.styled(self.locale, "LLL").__getitem__

    def week(self, first: date, last: date) -> str:
        """`December 8–14, 2024`."""
        return dates.interval(self.locale, "yMMMMd", first, last)

    def short_week(self, first: date, last: date) -> str:
        """`Dec 8–14`; the years too where they differ."""
        skeleton = "MMMd" if first.year == last.year else "yMMMd"
        return dates.interval(self.locale, skeleton, first, last)

    def moment(self, day: str, clock: str) -> str:
        """A written day and its hour: `Dec 12, 22:30`."""
        return self._moment(clock, day)

    @cached_property
    def _moment(self) -> Callable[[str, str], str]:
        return dates.moments(self.locale)

    def span(self, length: timedelta) -> str:
        """A length of time in words of at most two units: `34 min`, `2 h 10 min`, `3 d 4 h`."""
        return _span(self, int(length.total_seconds()))

    def list_of(self, texts: list[str]) -> str:
        """`a, b and c`."""
        if len(texts) <= 1:
            return "".join(texts)
        return self.t("list.and", first=self.t("list.comma").join(texts[:-1]), last=texts[-1])


@cache
def words_of(language: str) -> Words:
    """The words of a site's language: `pt-BR` takes the table of `pt` and the dates of Brazil.

    A language without a table is English throughout, a text missing in its table English alone.
    """
    base = language.replace("_", "-").split("-")[0].lower()
    table = read_table(base)
    if table is None:
        language, base, table = SOURCE_LANGUAGE, SOURCE_LANGUAGE, {}
    forms = {**(read_table(SOURCE_LANGUAGE) or {}), **table}
    return Words(language, _locale(language, base), forms)


@cache
def read_table(language: str) -> Mapping[str, Form] | None:
    """The texts that a language has itself, or None where it has no table."""
    file = _TABLES / f"{language}.toml"
    if not (language.isalpha() and file.is_file()):
        return None
    sections: dict[str, dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        f"{section}.{name}": form
        for section, texts in sections.items()
        for name, form in texts.items()
    }


def _locale(language: str, base: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(base)


@cache
def _plural(words: Words, count: int) -> str:
    """A number's plural category. Babel takes longer for it than all else in a phrase."""
    return str(words.locale.plural_form(count))


@cache
def _ordinal(words: Words, position: int) -> str:
    return str(words.locale.ordinal_form(position))


@cache
def _span(words: Words, seconds: int) -> str:
    for place, (unit, size) in enumerate(_PHRASES):
        if seconds >= size:
            found = [words.n(f"span.{unit}", seconds // size)]
            if unit != "s" and seconds % size:
                smaller, small = _PHRASES[place + 1]
                rest = seconds % size // small
                found += [words.n(f"span.{smaller}", rest)] if rest and smaller != "s" else []
            return " ".join(found)
    return words.n("span.min", 0)
