"""`/`: the newest bulletin in short, what is ongoing, the last year, open SPOFs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Entry, Incident, Maintenance
from infralog.model.moment import Moment
from infralog.model.notes import Spof
from infralog.model.terms import MaintenanceState, SpofMove
from infralog.model.week import Week
from infralog.outputs.card_paths import image_of_bulletin
from infralog.outputs.context import Context
from infralog.outputs.feeds.places import feed_links_for
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.page import Page
from infralog.outputs.pages.bulletin import (
    BulletinSubject,
    diagram_on,
    key_of,
    subject_of,
    zone_on,
)
from infralog.views.bulletin import Figure, figures_of
from infralog.views.card import EntryCard, card_of
from infralog.views.frame import Frame
from infralog.views.heat_map import first_month, heat_map_of
from infralog.views.home import open_spofs, trend_of
from infralog.views.outline import outline_of
from infralog.views.spof_history import SpofStep, histories_of, open_since

TREND_WEEKS = 53
SPOFS_SHOWN = 8


class HomeSubject(NamedTuple):
    """All that the home page is made of; `newest` is None for a log without entries.

    `year` are the weeks of the heat map with the addresses of their bulletins. `spofs` are the
    open ones, the longest open first, each with its state and since when it has been open.
    """

    newest: BulletinSubject | None
    ongoing: tuple[Entry, ...]
    planned: tuple[Entry, ...]
    year: tuple[tuple[Week, str], ...]
    incidents: tuple[Incident, ...]
    spofs: tuple[tuple[Spof, str, Moment], ...]
    open_counts: tuple[int, ...]


class Newest(NamedTuple):
    """The newest bulletin in short."""

    url: str
    title: str
    headline: str | None
    quiet: bool
    figures: tuple[Figure, ...]
    incidents: list[EntryCard]
    groups: list[tuple[str, list[EntryCard]]]


def pages(context: Context) -> Iterator[Page]:
    """The home page."""
    subject, newest = _subject(context), next(context.calendar.newest_first(), None)
    newest_key = (
        key_of("home", context, subject.newest, context.faces) if subject.newest else "empty"
    )
    cards = f"{context.today.year} {context.face_of((*subject.ongoing, *subject.planned))}"
    rest = [subject.year, subject.incidents, subject.spofs, subject.open_counts]
    yield Page(
        url="",
        title=context.site.name,
        description=context.site.description,
        kind="home",
        feeds=feed_links_for("bulletins", title=context.words.t("feed.bulletins")),
        image=image_of_bulletin(context, newest) if newest else None,
        key=fingerprint("home", context.base_key, newest_key, len(subject.ongoing), cards, rest),
        article=partial(_article, context, subject),
    )


def _subject(context: Context) -> HomeSubject:
    log, histories = context.log, histories_of(context.log)
    newest = next(context.calendar.newest_first(), None)
    year = _year(context, newest.week) if newest else ()
    first = first_month(newest.week) if newest else context.today
    zone, incidents = context.settings.zone, log.incidents
    recent = bisect_left(incidents, first, key=lambda one: one.began.date_in(zone))
    return HomeSubject(
        newest=subject_of(context, newest) if newest else None,
        ongoing=_ongoing(context),
        planned=_planned(context),
        year=year,
        incidents=incidents[recent:],
        spofs=_open(context, histories),
        open_counts=tuple(context.open_spofs_at(week.end(zone)) or 0 for week, _ in year)
        if log.spofs
        else (),
    )


def _year(context: Context, newest: Week) -> tuple[tuple[Week, str], ...]:
    calendar = context.calendar
    weeks = (newest.shifted(-back) for back in reversed(range(TREND_WEEKS)))
    return tuple(
        (week, calendar.bulletin_of(week).url) for week in weeks if week in calendar.positions
    )


def _ongoing(context: Context) -> tuple[Entry, ...]:
    incidents = (one for one in context.unresolved if isinstance(one, Incident))
    active = (one for one in _works(context) if one.state is MaintenanceState.ACTIVE)
    return (*incidents, *active)


def _planned(context: Context) -> tuple[Maintenance, ...]:
    """Planned work that has not ended yet."""
    return tuple(
        one
        for one in _works(context)
        if one.state is MaintenanceState.PLANNED and (one.ends or one.began).instant >= context.now
    )


def _works(context: Context) -> Iterator[Maintenance]:
    return (one for one in context.unresolved if isinstance(one, Maintenance))


def _open(
    context: Context, histories: dict[str, tuple[SpofStep, ...]]
) -> tuple[tuple[Spof, str, Moment], ...]:
    rows = []
    for spof in context.log.spofs.values():
        steps = histories[spof.id]
        if since := open_since(steps):
            rows.append((spof, steps[-1].state.value, since))
    return tuple(sorted(rows, key=lambda row: (row[2].instant, row[0].id)))


def _article(context: Context, subject: HomeSubject) -> str:
    frame = Frame("", context.times, context.settings)
    return context.templates.render(
        "home",
        site=context.site,
        ongoing=[_dated(context, one, frame) for one in subject.ongoing],
        planned=[_dated(context, one, frame) for one in subject.planned],
        newest=_newest(context, subject.newest, frame) if subject.newest else None,
        heat_map=heat_map_of(subject.year, subject.incidents, frame) if subject.year else None,
        spofs=open_spofs(subject.spofs[:SPOFS_SHOWN], frame),
        spof_count=len(subject.spofs),
        trend=trend_of(subject.open_counts),
        zone=zone_on(frame, subject.newest) if subject.newest else None,
        words=frame.words,
        diagram=diagram_on(frame, subject.newest, {}) if subject.newest else None,
    )


def _dated(context: Context, entry: Entry, frame: Frame) -> EntryCard:
    """The card of an entry, with the year of its beginning where that is not this one."""
    card = card_of(context.subjects[entry.id].relations, frame)
    is_near = entry.began.date_in(frame.times.zone).year == context.today.year
    return card if is_near else card._replace(began=frame.times.medium(entry.began))


def _newest(context: Context, subject: BulletinSubject, frame: Frame) -> Newest:
    bulletin: Bulletin = subject.bulletin
    outline = outline_of(bulletin, context.settings)
    moves = [move for entry in bulletin.begun for move, _ in entry.spof_moves]
    removed = moves.count(SpofMove.REMOVES)

    def cards(entries: Iterable[Entry]) -> list[EntryCard]:
        return [card_of(context.subjects[one.id].relations, frame) for one in entries]

    return Newest(
        url=frame.base + bulletin.url,
        title=frame.words.week(bulletin.weeks[0].first_day, bulletin.week.last_day),
        headline=bulletin.note.headline if bulletin.note else None,
        quiet=bulletin.is_quiet,
        figures=figures_of(bulletin.begun, removed, subject.open_spofs, frame),
        incidents=cards(outline.incidents),
        groups=[(heading, cards(changes)) for heading, changes in outline.groups],
    )
