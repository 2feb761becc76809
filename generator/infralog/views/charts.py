"""Charts as geometry in per cent of the plot: columns of parts, and a line of steps.

Templates draw them as SVG that stretches to any width, with the words beside it as HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

Number = Callable[[int], str]
"""Writes a number with the language's own marks."""

WHOLE = 100.0
_GAP = 0.22
"""Room between columns, as a share of a column's place."""
_STEPS = (1, 2, 5)
_LINES = 4
"""Lines across the plot at most, but for the base."""
_MARKS = 8
_STRIDES = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months between two marks below a line of steps."""


class Tick(NamedTuple):
    """A line across the plot or a mark below it: where, and what it says."""

    at: float
    label: str


class Category(NamedTuple):
    """What one column counts: `label` stands below it where there is room, `name` in the table."""

    label: str
    name: str
    counts: Mapping[str, int]


class Bar(NamedTuple):
    """A part of a column; `y` is its upper edge, from the top."""

    kind: str
    y: float
    height: float


class Column(NamedTuple):
    """One column; `counts` are those of every kind, as the table twin writes them: 0 is empty."""

    label: str
    name: str
    x: float
    width: float
    bars: tuple[Bar, ...]
    counts: tuple[str, ...]
    total: str


class Columns(NamedTuple):
    """A chart of stacked columns; `ticks` are its lines, from the lowest."""

    kinds: tuple[str, ...]
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]


def columns_of(kinds: Sequence[str], categories: Sequence[Category], number: Number) -> Columns:
    """A column for each category; the first kind stands lowest."""
    totals = [sum(one.counts.get(kind, 0) for kind in kinds) for one in categories]
    ticks = ticks_to(max(totals, default=0))
    top = ticks[-1]
    place = WHOLE / max(1, len(categories))
    columns = tuple(
        Column(
            label=one.label,
            name=one.name,
            x=_round(place * (position + _GAP / 2)),
            width=_round(place * (1 - _GAP)),
            bars=_bars(kinds, one.counts, top),
            counts=tuple(
                number(count) if (count := one.counts.get(kind)) else "" for kind in kinds
            ),
            total=number(totals[position]),
        )
        for position, one in enumerate(categories)
    )
    return Columns(tuple(kinds), columns, _tick_lines(ticks, number))


def _bars(kinds: Sequence[str], counts: Mapping[str, int], top: int) -> tuple[Bar, ...]:
    bars, base = [], 0
    for kind in kinds:
        count = counts.get(kind, 0)
        if count:
            base += count
            bars.append(Bar(kind, _round(WHOLE * (1 - base / top)), _round(WHOLE * count / top)))
    return tuple(bars)


class Steps(NamedTuple):
    """A number over time: `line` and `area` are SVG paths, `marks` stand below the plot."""

    line: str
    area: str
    ticks: tuple[Tick, ...]
    marks: tuple[Tick, ...]


def steps_of(
    counts: Sequence[tuple[datetime, int]],
    end: datetime,
    label: Callable[[date], str],
    number: Number,
) -> Steps | None:
    """How a number went from its first change to `end`; None before it ever changed.

    All times are aware. `label` names a month by its first day.
    """
    if not counts:
        return None
    start, end = counts[0][0], max(end, counts[-1][0])
    length = max(1.0, (end - start).total_seconds())
    ticks = ticks_to(max(count for _, count in counts))
    path = ""
    for at, count in counts:
        x = _round(WHOLE * (at - start).total_seconds() / length)
        y = _round(WHOLE * (1 - count / ticks[-1]))
        path += f"H{x}V{y}" if path else f"M{x} {y}"
    line = f"{path}H{WHOLE:g}"
    marks = tuple(
        Tick(_round(WHOLE * (_midnight(month) - start).total_seconds() / length), label(month))
        for month in _marked_months(start.date(), end.date())
    )
    return Steps(line, f"{line}V{WHOLE:g}H0Z", _tick_lines(ticks, number), marks)


def _marked_months(first: date, last: date) -> list[date]:
    """Months that begin after `first`, far enough apart for their names to have room."""
    months = months_of(first, last)[1:]
    stride = next((one for one in _STRIDES if one * _MARKS >= len(months)), _STRIDES[-1])
    return [month for month in months if (month.year * 12 + month.month - 1) % stride == 0]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def ticks_to(highest: int) -> list[int]:
    """Round numbers from 0 to `highest` or just above it, at most `_LINES` steps."""
    size = 1
    while True:
        for step in _STEPS:
            if step * size * _LINES >= highest:
                count = max(1, -(-highest // (step * size)))
                return [step * size * number for number in range(count + 1)]
        size *= 10


def _tick_lines(ticks: Sequence[int], number: Number) -> tuple[Tick, ...]:
    return tuple(Tick(_round(WHOLE * tick / ticks[-1]), number(tick)) for tick in ticks)


def _round(value: float) -> float:
    return round(value, 2)


def months_of(first: date, last: date) -> list[date]:
    """The first day of every month from `first` to `last`, both included."""
    start, stop = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(start, stop + 1)]
