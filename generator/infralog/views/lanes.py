"""Places on a week's row: spans in, lanes out in which none hides another (DESIGN section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from infralog.model.entry import EntryId
from infralog.model.week import DAYS
from infralog.views.axis import WeekAxis
from infralog.views.span import End, Span

WIDE = 1 / DAYS / 4
"""The least reach of a mark where a row is at least 672 px wide: a quarter of a day is 24 px."""
NARROW = 1 / DAYS / 2
"""The least reach on a small screen: half a day is 24 px of 336."""
_SLACK = 1e-9  # two stretches that meet may differ by the last bits of their sums


class Place(NamedTuple):
    """Where a mark stands in its row: a box by its left edge, a point by its centre."""

    x: float
    lane: int


def lanes_of(stretches: Iterable[tuple[float, float]]) -> tuple[int, ...]:
    """The lane of each stretch (from, to): the lowest whose last stretch ends before it starts.

    Stretches should come in order of their start; in any order no two of a lane overlap.
    """
    ends: list[float] = []
    lanes = []
    for start, stop in stretches:
        lane = 0
        while lane < len(ends) and ends[lane] > start + _SLACK:
            lane += 1
        ends[lane : lane + 1] = [stop]
        lanes.append(lane)
    return tuple(lanes)


def reach(x: float, width: float, least: float) -> tuple[float, float]:
    """What a box needs to be seen and hit: `least` wide around its middle, inside of 0 to 1."""
    wide = max(width, least)
    start = max(0.0, min(x + (width - wide) / 2, 1.0 - wide))
    return start, start + wide


def box_places(spans: Sequence[Span], axis: WeekAxis, least: float) -> dict[EntryId, Place]:
    """The places of incidents and maintenance in one row, for marks that reach `least`."""
    starts = [axis.at(span.start) for span in spans]
    lanes = lanes_of(
        _reach(span, start, axis, least) for span, start in zip(spans, starts, strict=True)
    )
    return {
        span.entry.id: Place(start, lane)
        for span, start, lane in zip(spans, starts, lanes, strict=True)
    }


def _reach(span: Span, start: float, axis: WeekAxis, least: float) -> tuple[float, float]:
    width = axis.at(span.stop) - start
    # An end that nobody told is drawn as a tail to the right, so all the room is needed there.
    return reach(start, max(width, least) if span.end is End.UNPUBLISHED else width, least)


def point_places(spans: Sequence[Span], axis: WeekAxis, least: float) -> dict[EntryId, Place]:
    """The places of changes in one row, for marks that reach `least`."""
    centres = _centres(spans, axis, least)
    lanes = lanes_of((centre - least / 2, centre + least / 2) for centre in centres)
    return {
        span.entry.id: Place(centre, lane)
        for span, centre, lane in zip(spans, centres, lanes, strict=True)
    }


def _centres(spans: Sequence[Span], axis: WeekAxis, least: float) -> list[float]:
    """Where points stand: at their hour, or spread over a day of which no hour is published."""
    centres = []
    for day, group in groupby(spans, key=lambda span: span.entry.began.day):
        same = list(group)
        if day is None:
            half = least / 2
            centres += [max(half, min(axis.at(span.start), 1 - half)) for span in same]
        else:
            centres += _spread(axis.at(same[0].start), len(same), least)
    return centres


def _spread(start: float, count: int, least: float) -> list[float]:
    """The centres of `count` points of one day, as many side by side as the day has room for."""
    room = round(1 / DAYS / least)
    full, rest = divmod(count, room)
    sizes = [room] * full + [rest] * (rest > 0)
    return [start + (place + 0.5) / size / DAYS for size in sizes for place in range(size)]
