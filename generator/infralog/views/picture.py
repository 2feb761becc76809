"""The diagram as a still picture: geometry in, shapes with pixels and colours out.

For link previews, feeds and mail, which know neither our style sheet nor the reader's colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from infralog.views.diagram import Diagram, Kind, Mark, Row
from infralog.views.span import End


class Paint(NamedTuple):
    """How a kind is drawn: its colours, and its height in parts of a lane."""

    fill: str
    line: str
    height: float


PAINTS: Mapping[Kind, Paint] = {
    Kind.NONE: Paint("#e3e7f3", "#6d7799", 8 / 24),
    Kind.MINOR: Paint("#9fb1e6", "#5468b0", 12 / 24),
    Kind.MAJOR: Paint("#4d62c9", "#33459f", 16 / 24),
    Kind.CRITICAL: Paint("#1a2468", "#0d1442", 20 / 24),
    Kind.UNKNOWN: Paint("none", "#5b6484", 12 / 24),
    Kind.MAINTENANCE: Paint("url(#hatch)", "#55776c", 12 / 24),
    Kind.CANCELLED: Paint("none", "#55776c", 12 / 24),
    Kind.CHANGE: Paint("#f3f5fa", "#19785a", 14 / 24),
    Kind.REMOVAL: Paint("#19785a", "#19785a", 14 / 24),
}
"""The light colours of diagram.css; a test holds the two together."""

_NAME = 30
_HEAD = 26
_FOOT = 6
_GAP = 6
_LANE = 34
_LEAST = 6
_TAIL = 26


class Area(NamedTuple):
    """Where a picture has room for a diagram, in pixels."""

    x: float
    y: float
    width: float
    height: float


class Box(NamedTuple):
    """A rectangle; `tail` is the length of the open end of what nobody told the end of."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    is_dashed: bool
    tail: float
    is_cut: bool
    goes_on: bool


class Point(NamedTuple):
    """A change by its centre: a diamond, or a check mark that `removes` a SPOF; `size` a scale."""

    x: float
    y: float
    size: float
    paint: Paint
    removes: bool


class Strip(NamedTuple):
    """One row: `label` stands above `area`; `days` are their left edges and names."""

    label: str
    area: Area
    days: tuple[tuple[float, str], ...]
    boxes: tuple[Box, ...]
    points: tuple[Point, ...]


def strips_of(diagram: Diagram, area: Area) -> tuple[Strip, ...]:
    """Fit the rows of a diagram into an area, one below the other."""
    lanes = sum(row.wide.boxes + row.wide.points for row in diagram.rows)
    room = area.height - len(diagram.rows) * (_NAME + _HEAD + _FOOT + _GAP)
    lane = max(1.0, min(_LANE, room / lanes))
    strips = []
    y = area.y
    for row in diagram.rows:
        height = _HEAD + lane * (row.wide.boxes + row.wide.points) + _FOOT
        strips.append(_strip(row, Area(area.x, y + _NAME, area.width, round(height, 1)), lane))
        y = round(y + _NAME + height + _GAP, 1)
    return tuple(strips)


def _strip(row: Row, area: Area, lane: float) -> Strip:
    top = area.y + _HEAD
    return Strip(
        label=row.label.text,
        area=area,
        days=tuple(
            (round(area.x + area.width * count / len(row.days), 1), day)
            for count, day in enumerate(row.days)
        ),
        boxes=tuple(_boxes(row, area, top, lane)),
        points=tuple(_points(row, area, top + lane * row.wide.boxes, lane)),
    )


def _boxes(row: Row, area: Area, top: float, lane: float) -> Iterator[Box]:
    for mark in row.marks:
        if not mark.is_point:
            paint = PAINTS[mark.kind]
            width = max(_LEAST, mark.width * area.width)
            x = min(area.x + mark.wide.x * area.width, area.x + area.width - width)
            height = paint.height * lane
            yield Box(
                x=round(x, 1),
                y=round(top + (mark.wide.lane + 1) * lane - height, 1),
                width=round(width, 1),
                height=round(height, 1),
                paint=paint,
                is_dashed=mark.is_vague or mark.kind is Kind.CANCELLED,
                tail=_tail(mark, area.x + area.width - x),
                is_cut=mark.is_cut,
                goes_on=mark.end in (End.CUT, End.ONGOING),
            )


def _tail(mark: Mark, room: float) -> float:
    is_open = mark.end is End.UNPUBLISHED and not mark.is_vague
    return round(min(_TAIL, room), 1) if is_open else 0


def _points(row: Row, area: Area, top: float, lane: float) -> Iterator[Point]:
    for mark in row.marks:
        if mark.is_point:
            yield Point(
                x=round(area.x + mark.wide.x * area.width, 1),
                y=round(top + (mark.wide.lane + 0.5) * lane, 1),
                size=round(PAINTS[mark.kind].height * lane / 14, 2),
                paint=PAINTS[mark.kind],
                removes=mark.kind is Kind.REMOVAL,
            )
