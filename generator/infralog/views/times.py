"""Moments as readers see them: in the log's zone, a bare date never with an hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from infralog.model.moment import Moment
from infralog.views.words import Words


@dataclass(frozen=True)
class Stamp:
    """One `<time>`: `iso` for machines, `text` for readers.

    `style` tells the reader's browser how to write it in another zone: `clock`, `day` or `year`;
    empty for a bare date, which never moves.
    """

    iso: str
    text: str
    style: str = ""


@dataclass(frozen=True)
class Times:
    """The stamps of one log."""

    words: Words
    zone: ZoneInfo

    def short(self, moment: Moment) -> Stamp:
        """`Thu, Dec 12, 22:30`, or `Thu, Dec 12` without an hour."""
        return self._stamp(moment, self.words.weekday_date(moment.date_in(self.zone)), "day")

    def medium(self, moment: Moment) -> Stamp:
        """`Dec 12, 2024, 22:30`, or `Dec 12, 2024` without an hour."""
        return self._stamp(moment, self.words.medium_date(moment.date_in(self.zone)), "year")

    def long(self, moment: Moment) -> Stamp:
        """`Thursday, December 12, 2024, 22:30`, or the date without an hour."""
        return self._stamp(moment, self.words.full_date(moment.date_in(self.zone)), "full")

    def clock(self, moment: Moment) -> Stamp:
        """`22:30`; the short date where there is no hour."""
        if not moment.is_exact:
            return self.short(moment)
        return Stamp(moment.isoformat(self.zone), self._clock(moment), "clock")

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

    def zone_name(self, moment: Moment) -> str:
        """`EST` where the zone has a name for itself, else its offset `UTC+05:45`."""
        local = moment.instant.astimezone(self.zone)
        name = local.tzname() or ""
        return name if name.isalpha() else f"UTC{local.isoformat()[-6:]}"

    def _stamp(self, moment: Moment, day: str, style: str) -> Stamp:
        if not moment.is_exact:
            return Stamp(str(moment.day), day)
        return Stamp(moment.isoformat(self.zone), f"{day}, {self._clock(moment)}", style)

    def _clock(self, moment: Moment) -> str:
        local: datetime = moment.instant.astimezone(self.zone)
        return f"{local.hour:02}:{local.minute:02}"
