"""Bulletins: which entries stand in which week, late write-ups, joined weeks (DESIGN section 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.entry import Correction, Entry, Incident, Maintenance
from infralog.model.log import Log
from infralog.model.moment import Moment
from infralog.model.notes import WeekNote
from infralog.model.week import Week, weeks_between


class Bulletin(NamedTuple):
    """One week, or several joined by `covers`, and all that is told in it.

    `weeks` are oldest first; the last one names the bulletin. `begun` stands here in full,
    `continued` began in an earlier bulletin and touches this one, `late` began earlier and was
    published in it. All are in the log's order.
    """

    weeks: tuple[Week, ...]
    note: WeekNote | None = None
    begun: tuple[Entry, ...] = ()
    continued: tuple[Entry, ...] = ()
    late: tuple[Entry, ...] = ()
    corrected: tuple[tuple[Entry, Correction], ...] = ()

    @property
    def week(self) -> Week:
        """The week that names it."""
        return self.weeks[-1]

    @property
    def url(self) -> str:
        """Its permalink under the site's root."""
        return self.week.url

    @property
    def is_quiet(self) -> bool:
        """Nothing happened, and nothing was told."""
        return not (self.begun or self.continued or self.late or self.corrected or self.note)


@dataclass(frozen=True)
class Calendar:
    """Every bulletin of a log, oldest first, without a gap."""

    bulletins: tuple[Bulletin, ...]
    positions: Mapping[Week, int]

    def bulletin_of(self, week: Week) -> Bulletin:
        """The bulletin that tells `week`, joined or not."""
        return self.bulletins[self.positions[week]]

    def before(self, bulletin: Bulletin) -> Bulletin | None:
        """The one before, if any."""
        position = self.positions[bulletin.week]
        return self.bulletins[position - 1] if position else None

    def after(self, bulletin: Bulletin) -> Bulletin | None:
        """The one after, if any."""
        position = self.positions[bulletin.week] + 1
        return self.bulletins[position] if position < len(self.bulletins) else None

    def newest_first(self) -> Iterator[Bulletin]:
        """As readers meet them."""
        return reversed(self.bulletins)


def calendar_of(log: Log, zone: ZoneInfo, last_weekday: int, now: datetime) -> Calendar:
    """Sort every entry into its bulletins, in one pass.

    Weeks run from the first record to the newest; planned work to come makes no bulletin before
    `now` (aware) has reached it.
    """
    shelves = _Shelves(zone, last_weekday, _joined_weeks(log))
    for entry in log.entries.values():
        if not (isinstance(entry, Maintenance) and entry.began.instant > now):
            shelves.place(entry)
    return shelves.calendar(log.weeks.values())


def _joined_weeks(log: Log) -> dict[Week, Week]:
    """The week that tells each week that is joined to a later one."""
    return {
        Week(note.last_day).shifted(-back): Week(note.last_day)
        for note in log.weeks.values()
        for back in range(1, note.covers)
    }


@dataclass
class _Shelves:
    """Bulletins in the making: one shelf a week that tells, filled entry by entry."""

    zone: ZoneInfo
    last_weekday: int
    joined: Mapping[Week, Week]
    told: set[Week] = field(default_factory=set)
    homes: dict[date, Week] = field(default_factory=dict)
    begun: defaultdict[Week, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    late: defaultdict[Week, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    corrected: defaultdict[Week, list[tuple[Entry, Correction]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    lasting: list[tuple[Entry, Week, Week | None]] = field(default_factory=list)

    def place(self, entry: Entry) -> None:
        home = self._shelf(entry.began)
        self.begun[home].append(entry)
        appeared = self._shelf(entry.published) if entry.published else home
        if appeared > home:
            self.late[appeared].append(entry)
        for correction in entry.corrections:
            self.corrected[self._shelf(correction.at)].append((entry, correction))
        end = _last_moment(entry)
        last = home if end is entry.began else None if end is None else self._shelf(end)
        if last is None or last > home:
            self.lasting.append((entry, home, last))

    def calendar(self, notes: Iterable[WeekNote]) -> Calendar:
        by_week = {Week(note.last_day): note for note in notes}
        self.told.update(by_week)
        if not self.told:
            return Calendar((), {})
        first, newest = min(self.told | self._first_joined()), max(self.told)
        rows: defaultdict[Week, list[Week]] = defaultdict(list)
        for week in weeks_between(first, newest):
            rows[self.joined.get(week, week)].append(week)
        continued = self._continued(newest)
        bulletins = tuple(
            Bulletin(
                weeks=tuple(weeks),
                note=by_week.get(home),
                begun=tuple(self.begun[home]),
                continued=tuple(continued[home]),
                late=tuple(self.late[home]),
                corrected=tuple(self.corrected[home]),
            )
            for home, weeks in rows.items()
        )
        positions = {week: count for count, one in enumerate(bulletins) for week in one.weeks}
        return Calendar(bulletins, positions)

    def _shelf(self, moment: Moment) -> Week:
        day = moment.date_in(self.zone)
        if day not in self.homes:
            week = Week.of(day, self.last_weekday)
            self.homes[day] = self.joined.get(week, week)
            self.told.add(self.homes[day])
        return self.homes[day]

    def _first_joined(self) -> set[Week]:
        return {week for week, home in self.joined.items() if home in self.told}

    def _continued(self, newest: Week) -> defaultdict[Week, list[Entry]]:
        continued: defaultdict[Week, list[Entry]] = defaultdict(list)
        for entry, home, last in self.lasting:
            for week in weeks_between(home.shifted(1), last or newest):
                if self.joined.get(week, week) == week:
                    continued[week].append(entry)
        return continued


def _last_moment(entry: Entry) -> Moment | None:
    """The last moment at which an entry touches the log; None while it goes on."""
    if isinstance(entry, Incident) and entry.is_ongoing:
        return None
    if not isinstance(entry, Incident | Maintenance) or entry.ended is None:
        return entry.began
    if not entry.ended.is_exact or entry.ended == entry.began:
        return entry.ended
    return Moment(entry.ended.instant - timedelta(microseconds=1))
