"""How the diagram words entries, weeks and days on one page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from infralog.model.entry import Entry, EntryId, Incident, Maintenance
from infralog.model.terms import MaintenanceState, SpofMove
from infralog.model.week import Week
from infralog.views.card import duration_of, kind_of
from infralog.views.diagram import EntryLabel, Labels, WeekLabel
from infralog.views.frame import Frame


def labels_of(
    frame: Frame, bulletins: Mapping[Week, str], known: dict[EntryId, EntryLabel]
) -> Labels:
    """Labels for a page; `bulletins` are the addresses of the rows' weeks, empty for its own.

    `known` takes each entry's label, for other pages from which the root is as far: most entries
    are drawn by two bulletins.
    """

    def entry_label(entry: Entry) -> EntryLabel:
        if entry.id not in known:
            known[entry.id] = made(entry)
        return known[entry.id]

    def made(entry: Entry) -> EntryLabel:
        return EntryLabel(
            title=entry.title,
            when=period_of(entry, frame),
            duration=duration_of(entry, frame.times),
            what=what_of(entry, frame),
            url=frame.base + entry.url,
        )

    def week_label(week: Week) -> WeekLabel:
        url = bulletins.get(week, "")
        text = frame.words.short_week(week.first_day, week.last_day)
        return WeekLabel(text, frame.base + url if url else "")

    def day_label(day: date) -> str:
        return f"{frame.words.weekday(day)} {day.day}"

    return Labels(entry_label, week_label, day_label)


def period_of(entry: Entry, frame: Frame) -> str:
    """`Thu, Dec 12, 11:50–12:00`, as far as it is known."""
    began = frame.times.short(entry.began).text
    if entry.ended is None or entry.ended == entry.began:
        return began
    return f"{began}–{frame.times.until(entry.ended, entry.began).text}"


def what_of(entry: Entry, frame: Frame) -> str:
    """What the shape of a mark says, in a word: an incident's impact, or the kind of entry."""
    words = frame.words
    if isinstance(entry, Incident):
        return words.t(f"impact.{entry.impact.value}")
    if isinstance(entry, Maintenance) and entry.state is MaintenanceState.CANCELLED:
        return words.t("kind.cancelled")
    if any(move is SpofMove.REMOVES for move, _ in entry.spof_moves):
        return words.t("spof_move.removes")
    return words.t(f"kind.{kind_of(entry)}")
