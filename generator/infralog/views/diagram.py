"""The diagram of a bulletin: entries and weeks in, boxes on a true time axis out (DESIGN 5).

Lengths along a row are fractions of its width, 0 to 1; heights are numbers of lanes. Words come in
formatted, colours and pixels are the template's and the style sheet's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infralog.model.entry import Change, Entry, EntryId, Incident, Maintenance
from infralog.model.log import in_order
from infralog.model.terms import Impact, MaintenanceState, SpofMove
from infralog.model.week import Week
from infralog.views.axis import WeekAxis
from infralog.views.lanes import NARROW, WIDE, Place, box_places, point_places
from infralog.views.span import End, Span, span_of


class Kind(StrEnum):
    """What a mark stands for, in the order of the legend; an incident's kind is its impact."""

    NONE = Impact.NONE.value
    MINOR = Impact.MINOR.value
    MAJOR = Impact.MAJOR.value
    CRITICAL = Impact.CRITICAL.value
    UNKNOWN = Impact.UNKNOWN.value
    MAINTENANCE = "maintenance"
    CANCELLED = "cancelled"
    """Maintenance that did not take place."""
    CHANGE = "change"
    REMOVAL = "removal"
    """A change that removes a single point of failure."""


class EntryLabel(NamedTuple):
    """What the diagram tells of an entry, in plain text, and where its page is."""

    title: str
    when: str
    duration: str
    what: str
    url: str

    @property
    def facts(self) -> str:
        """All but the title, in one line."""
        return " · ".join(filter(None, (self.when, self.duration, self.what)))


class WeekLabel(NamedTuple):
    """A row's name; the row of the page itself has no url."""

    text: str
    url: str = ""


class Labels(NamedTuple):
    """How the page that shows the diagram words it."""

    entry: Callable[[Entry], EntryLabel]
    week: Callable[[Week], WeekLabel]
    day: Callable[[date], str]


class Mark(NamedTuple):
    """One entry in one row. Points (changes) have no width, and lanes of their own below the boxes.

    `wide` and `narrow` are the two layouts, for WIDE and NARROW. A mark that `is_cut` began in
    an earlier row; one that `is_vague` has a start or end of which only the day is published.
    """

    kind: Kind
    width: float
    wide: Place
    narrow: Place
    label: EntryLabel
    end: End = End.SHARP
    is_cut: bool = False
    is_vague: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it is a diamond or a check mark."""
        return self.kind in (Kind.CHANGE, Kind.REMOVAL)


class Height(NamedTuple):
    """How many lanes a row has for boxes, and below them for points."""

    boxes: int
    points: int


class Row(NamedTuple):
    """One week. `marks` are in order of time; `ticks` are those of `WeekAxis`."""

    label: WeekLabel
    days: tuple[str, ...]
    ticks: tuple[int, ...]
    marks: tuple[Mark, ...]
    wide: Height
    narrow: Height


class Diagram(NamedTuple):
    """The rows, oldest first, what the legend has to explain, and every entry once, for a table."""

    rows: tuple[Row, ...]
    entries: tuple[EntryLabel, ...]
    kinds: tuple[Kind, ...]
    ends: tuple[End, ...]
    has_vague: bool
    zone: str


def diagram_of(
    weeks: Sequence[Week],
    entries: Iterable[Entry],
    zone: ZoneInfo,
    now: datetime,
    labels: Labels,
) -> Diagram:
    """Draw `entries` on the rows of `weeks` (oldest first); those that touch none are passed over.

    `now` is aware; it is used only for what is ongoing.
    """
    spans = [span_of(entry, zone, now) for entry in in_order(entries)]
    words: dict[EntryId, EntryLabel] = {}
    rows = []
    for week in weeks:
        axis = WeekAxis.of(week, zone)
        touching = [span for span in spans if span.touches(axis.first, axis.after)]
        words.update((one.entry.id, labels.entry(one.entry)) for one in touching)
        rows.append(_row_of(week, axis, touching, words, labels))
    marks = [mark for row in rows for mark in row.marks]
    return Diagram(
        rows=tuple(rows),
        entries=tuple(words.values()),
        kinds=tuple(kind for kind in Kind if any(mark.kind is kind for mark in marks)),
        ends=tuple(end for end in End if any(mark.end is end for mark in marks)),
        has_vague=any(mark.is_vague and not mark.is_point for mark in marks),
        zone=zone.key,
    )


def _row_of(
    week: Week,
    axis: WeekAxis,
    spans: Sequence[Span],
    words: dict[EntryId, EntryLabel],
    labels: Labels,
) -> Row:
    boxes = [span for span in spans if not isinstance(span.entry, Change)]
    points = [span for span in spans if isinstance(span.entry, Change)]
    wide, narrow = (
        {**box_places(boxes, axis, least), **point_places(points, axis, least)}
        for least in (WIDE, NARROW)
    )
    marks = tuple(
        Mark(
            kind=_kind_of(span.entry),
            width=axis.at(span.stop) - axis.at(span.start),
            wide=wide[span.entry.id],
            narrow=narrow[span.entry.id],
            label=words[span.entry.id],
            end=End.CUT if span.stop > axis.after else span.end,
            is_cut=span.start < axis.first,
            is_vague=span.is_vague,
        )
        for span in spans
    )
    return Row(
        label=labels.week(week),
        days=tuple(labels.day(day) for day in week.days),
        ticks=axis.ticks,
        marks=marks,
        wide=_height(boxes, points, wide),
        narrow=_height(boxes, points, narrow),
    )


def _height(boxes: Iterable[Span], points: Iterable[Span], at: dict[EntryId, Place]) -> Height:
    def lanes(spans: Iterable[Span]) -> int:
        return max((at[span.entry.id].lane + 1 for span in spans), default=0)

    return Height(max(1, lanes(boxes)), lanes(points))


def _kind_of(entry: Entry) -> Kind:
    if isinstance(entry, Incident):
        return Kind(entry.impact.value)
    if isinstance(entry, Maintenance):
        is_off = entry.state is MaintenanceState.CANCELLED
        return Kind.CANCELLED if is_off else Kind.MAINTENANCE
    removes = any(move is SpofMove.REMOVES for move, _ in entry.spof_moves)
    return Kind.REMOVAL if removes else Kind.CHANGE
