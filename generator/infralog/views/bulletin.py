"""What a bulletin shows: a week's figures, incidents, work, promises and corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Change, Entry, EntryId, Incident, Maintenance
from infralog.model.terms import FollowUpState, Impact, SpofMove
from infralog.model.week import Week
from infralog.views.card import EntryCard, SpofTag, card_of, spof_tags
from infralog.views.frame import Frame, Ref
from infralog.views.outline import outline_of
from infralog.views.relations import Relations
from infralog.views.times import Stamp
from infralog.views.work import Tell, Told, Work, work_of


class Figure(NamedTuple):
    """A number that tells the week, and what it counts."""

    value: str
    label: str


class Kept(NamedTuple):
    """A promise that was kept this week: after what, and by what."""

    what: str
    incident: Ref
    by: Ref


class Corrected(NamedTuple):
    """A correction made this week."""

    at: Stamp
    entry: Ref
    text: str


class Moved(NamedTuple):
    """A single point of failure that an entry of this week moved."""

    tag: SpofTag
    by: Ref
    found: Stamp
    days: str


class Contents(NamedTuple):
    """The parts of a bulletin, in the order of the page; an empty one is not shown."""

    incidents: tuple[Told, ...]
    maintenance: tuple[Told, ...]
    continued: tuple[EntryCard, ...]
    late: tuple[EntryCard, ...]
    groups: tuple[tuple[str, Work], ...]
    moved: tuple[Moved, ...]
    kept: tuple[Kept, ...]
    corrections: tuple[Corrected, ...]


def contents_of(
    bulletin: Bulletin, relations: Mapping[EntryId, Relations], frame: Frame, tell: Tell
) -> Contents:
    """Sort what a bulletin tells into its parts; `relations` are those of its entries."""
    outline = outline_of(bulletin, frame.settings)
    begun = [relations[entry.id] for entry in bulletin.begun]
    return Contents(
        incidents=tuple(tell(relations[entry.id]) for entry in outline.incidents),
        maintenance=tuple(tell(relations[entry.id]) for entry in outline.maintenances),
        continued=tuple(card_of(relations[entry.id], frame) for entry in bulletin.continued),
        late=tuple(card_of(relations[entry.id], frame) for entry in bulletin.late),
        groups=tuple(
            (heading, work_of([relations[change.id] for change in changes], frame, tell))
            for heading, changes in outline.groups
        ),
        moved=tuple(moved for one in begun for moved in _moved(one, frame)),
        kept=tuple(kept for one in begun for kept in _kept(one, frame)),
        corrections=tuple(
            Corrected(frame.times.short(correction.at), frame.record(entry), correction.text)
            for entry, correction in bulletin.corrected
        ),
    )


def figures_of(
    entries: Sequence[Entry], removed: int, open_spofs: int | None, frame: Frame
) -> tuple[Figure, ...]:
    """The key figures of the entries that began in a bulletin.

    `open_spofs` counts those open at its end, None where the log registers none.
    """
    words = frame.words
    incidents = [entry for entry in entries if isinstance(entry, Incident)]
    changes = [entry for entry in entries if isinstance(entry, Change)]
    figures = [Figure(words.number(len(incidents)), words.n("figure.incidents", len(incidents)))]
    figures += _worst_figures(incidents, frame)
    ongoing = sum(change.ongoing for change in changes)
    label = words.n("figure.changes", len(changes))
    if ongoing:
        label = words.n("figure.changes_ongoing", len(changes), ongoing=words.number(ongoing))
    figures.append(Figure(words.number(len(changes)), label))
    if planned := sum(isinstance(entry, Maintenance) for entry in entries):
        figures.append(Figure(words.number(planned), words.n("figure.planned", planned)))
    if removed:
        label = words.n("figure.removed", removed, open=words.number(open_spofs or 0))
        figures.append(Figure(words.number(removed), label))
    elif open_spofs is not None:
        figures.append(Figure(words.number(open_spofs), words.n("figure.open", open_spofs)))
    return tuple(figures)


def _worst_figures(incidents: Sequence[Incident], frame: Frame) -> list[Figure]:
    """How many had the worst impact of the week, and for how long, as far as it is published."""
    for impact in (Impact.CRITICAL, Impact.MAJOR):
        worst = [one for one in incidents if one.impact is impact]
        if worst:
            break
    else:
        return []
    words = frame.words
    known = [one.duration for one in worst if one.duration is not None]
    level = words.t(f"impact.{impact.value}")
    figures = [Figure(words.number(len(worst)), level)]
    if known:
        key = "figure.time" if len(known) == len(worst) else "figure.time_at_least"
        time = words.span(sum(known, timedelta()))
        figures.append(Figure(time, words.t(key, impact=level)))
    return figures


def _moved(relations: Relations, frame: Frame) -> list[Moved]:
    entry, zone = relations.entry, frame.times.zone
    moved = []
    for tag, (move, spof) in zip(spof_tags(relations, frame), relations.spofs, strict=True):
        if move is SpofMove.EXPOSES:
            continue
        days = (entry.began.date_in(zone) - spof.found.date_in(zone)).days
        text = frame.words.n("count.days", days) if days > 0 else ""
        found = frame.times.day(spof.found)
        moved.append(Moved(tag, frame.record(entry), found, text))
    return moved


def _kept(relations: Relations, frame: Frame) -> list[Kept]:
    return [
        Kept(
            promise.what,
            frame.dated(incident, relations.entry.began),
            frame.record(relations.entry),
        )
        for incident in relations.keeps
        for promise in incident.follow_ups
        if promise.by == relations.entry.id and promise.state is FollowUpState.DONE
    ]


def week_of_year(week: Week, frame: Frame) -> str:
    """`Week 50 of 2024`, as ISO 8601 counts the week of its last day."""
    year, number, _ = week.last_day.isocalendar()
    return frame.words.t("bulletin.week_of_year", week=number, year=year)
