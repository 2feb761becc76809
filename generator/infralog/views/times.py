"""Moments as readers see them: in the log's zone, a bare date never with an hour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.moment import Moment, local_time
from infralog.views.html import escaped
from infralog.views.words import Words, Written

CLOCK = slice(11, 16)
"""Where `22:30` stands in a time as ISO 8601 writes it."""


class Stamp(NamedTuple):
    """One `<time>`: `iso` for machines, `text` for readers.

    `style` tells the reader's browser how to write it in another zone: `clock`, `day` or `year`;
    empty for a bare date, which never moves.
    """

    iso: str
    text: str
    style: str = ""

    def __html__(self) -> str:
        style = f' data-il-style="{self.style}"' if self.style else ""
        return f'<time class="il-time" datetime="{self.iso}"{style}>{escaped(self.text)}</time>'


class ZoneLabel(NamedTuple):
    """The zone that hours are told in: `America/New_York` and `America/New_York (UTC−05:00)`."""

    name: str
    text: str


@dataclass(frozen=True)
class Times:
    """The stamps of one log."""

    words: Words
    zone: ZoneInfo

    def short(self, moment: Moment) -> Stamp:
        """`Thu, Dec 12, 22:30`, or `Thu, Dec 12` without an hour."""
        return self._stamp(moment, self.words.weekday_date, "day")

    def medium(self, moment: Moment) -> Stamp:
        """`Dec 12, 2024, 22:30`, or `Dec 12, 2024` without an hour."""
        return self._stamp(moment, self.words.medium_date, "year")

    def clock(self, moment: Moment) -> Stamp:
        """`22:30`; the short date where there is no hour."""
        if moment.day:
            return self.short(moment)
        _, iso = local_time(moment.instant, self.zone)
        return Stamp(iso, iso[CLOCK], "clock")

    def day(self, moment: Moment) -> Stamp:
        """`Dec 12, 2024`, whether or not there is an hour."""
        return self.date(moment.date_in(self.zone))

    def date(self, day: date) -> Stamp:
        """`Dec 12, 2024` of a day that has no hour."""
        return Stamp(str(day), self.words.medium_date(day))

    def near(self, moment: Moment, other: Moment) -> Stamp:
        """`Sep 1`, or with the year where `other`, beside which it stands, is of another one."""
        day = moment.date_in(self.zone)
        same = day.year == other.date_in(self.zone).year
        return Stamp(str(day), self.words.short_date(day) if same else self.words.medium_date(day))

    def until(self, ended: Moment, began: Moment) -> Stamp:
        """The end beside the beginning: the hour alone where the day is the same."""
        same = ended.date_in(self.zone) == began.date_in(self.zone)
        return self.clock(ended) if same and ended.is_exact else self.short(ended)

    def between(
        self, began: Moment, ended: Moment | None, written: Callable[[Moment], Stamp]
    ) -> str:
        """`Dec 12, 2024, 11:50 – 12:00 EST`, with both zones where clocks change in between.

        `written` is how the beginning is told.
        """
        text, zone = written(began).text, self._zone_beside(began)
        if ended and ended != began:
            last = self._zone_beside(ended)
            if zone and last and zone != last:
                text, zone = f"{text}{zone}", last
            text += f" – {self.until(ended, began).text}"
        return f"{text}{zone}"

    def zone_label(self, first: datetime, last: datetime) -> ZoneLabel:
        """The zone with its offset; with two where its clocks change from `first` to `last`."""
        name = self.zone.key
        offsets = dict.fromkeys(
            f"UTC{local_time(at, self.zone)[1][-6:].replace('-', '−')}" for at in (first, last)
        )
        return ZoneLabel(name, name if name == "UTC" else f"{name} ({', '.join(offsets)})")

    def zone_name(self, moment: Moment) -> str:
        """`EST` where the zone has a name for itself, else its offset `UTC+05:45`."""
        local = moment.instant.astimezone(self.zone)
        name = local.tzname() or ""
        return name if name.isalpha() else f"UTC{local.isoformat()[-6:]}"

    def _zone_beside(self, moment: Moment) -> str:
        return f" {self.zone_name(moment)}" if moment.is_exact else ""

    def _stamp(self, moment: Moment, written: Written, style: str) -> Stamp:
        if moment.day:
            return Stamp(str(moment.day), written(moment.day))
        day, iso = local_time(moment.instant, self.zone)
        return Stamp(iso, self.words.moment(written(day), iso[CLOCK]), style)
