"""An incident's own timeline drawn to scale: its phases and every line told, on one true axis.

Lengths are fractions of the axis, 0 to 1, in elapsed time; heights are numbers of lanes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from infralog.model.entry import Incident
from infralog.model.moment import Moment
from infralog.views.lanes import NARROW, WIDE, lanes_of
from infralog.views.span import End
from infralog.views.ticks import instants_between, tick_text
from infralog.views.times import Stamp, Times

FLAG_WIDE, FLAG_NARROW = 1 / 7, 2 / 7
"""The room that a phase's name needs: 96 px of an axis of 672 and of 336."""
_Lanes = list[int | None]
_ANCHORS: Mapping[str, float] = {"start": 0, "middle": 0.5, "end": 1}


class Tick(NamedTuple):
    """A mark of the axis."""

    x: float
    text: str


class Stage(NamedTuple):
    """The time up to one phase: `detected`, `mitigated`, `resolved`, or `ongoing` up to now.

    `length` is in words, empty for what is ongoing: that would be true at the build alone.
    """

    name: str
    x: float
    width: float
    length: str


class Line(NamedTuple):
    """One thing that happened: a phase, named, or the `number`th line of the author's timeline.

    `offset` is the time since the start; it and the lanes are missing where no hour is known.
    `anchor` says which end of a phase's name stands at `x`: `start`, `middle` or `end`.
    """

    stamp: Stamp
    offset: str = ""
    phase: str = ""
    number: int = 0
    what: str = ""
    kind: str = ""
    x: float = 0
    anchor: str = "middle"
    wide: int | None = None
    narrow: int | None = None


class Height(NamedTuple):
    """How many lanes the names of phases above the axis, and the numbers below it, need."""

    phases: int
    numbers: int


class Scale(NamedTuple):
    """The drawing and, as `lines` in order of time, all that it draws."""

    stages: tuple[Stage, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    wide: Height
    narrow: Height
    end: End

    @property
    def has_story(self) -> bool:
        """Whether there is more to list than the phases, which the facts tell."""
        return any(line.number for line in self.lines)


class _Told(NamedTuple):
    """A phase or a line of the timeline, before it has a place."""

    at: Moment
    phase: str = ""
    number: int = 0
    what: str = ""
    kind: str = ""


@dataclass(frozen=True)
class _Axis:
    first: datetime
    last: datetime

    @cached_property
    def length(self) -> timedelta:
        return self.last - self.first

    def at(self, instant: datetime) -> float:
        return (instant - self.first) / self.length


def scale_of(incident: Incident, now: datetime, times: Times) -> Scale | None:
    """The timeline of an incident; None where fewer than two moments have an hour.

    `now` is aware; it is used only while the incident is ongoing.
    """
    if not incident.began.is_exact:
        return None
    told = sorted(_told(incident), key=_order)
    exact = [one.at.instant for one in told if one.at.is_exact]
    ends = [now] if incident.is_ongoing else []
    axis = _Axis(min(exact), max(exact + ends))
    if axis.first == axis.last:
        return None
    lines = tuple(_lines(told, incident.began, axis, times))
    return Scale(
        stages=tuple(_stages(incident, axis, now, times)),
        lines=lines,
        ticks=_ticks(axis, times),
        wide=_height([(line, line.wide) for line in lines]),
        narrow=_height([(line, line.narrow) for line in lines]),
        end=_end_of(incident),
    )


def _order(one: _Told) -> tuple[datetime, int]:
    """By the hour; a bare date stands after the hours of its day."""
    return (one.at.instant if one.at.is_exact else one.at.instant + timedelta(days=1), one.number)


def _end_of(incident: Incident) -> End:
    if incident.is_ongoing:
        return End.ONGOING
    return End.SHARP if incident.resolved and incident.resolved.is_exact else End.UNPUBLISHED


def _phases(incident: Incident) -> Iterator[tuple[str, Moment]]:
    yield "started", incident.began
    for name in ("detected", "mitigated", "resolved"):
        moment: Moment | None = getattr(incident, name)
        if moment is not None:
            yield name, moment


def _told(incident: Incident) -> Iterator[_Told]:
    for name, moment in _phases(incident):
        yield _Told(moment, phase=name)
    for number, event in enumerate(incident.timeline, 1):
        yield _Told(event.at, number=number, what=event.what, kind=event.kind or "")


def _stages(incident: Incident, axis: _Axis, now: datetime, times: Times) -> Iterator[Stage]:
    known = [(name, at.instant) for name, at in _phases(incident) if at.is_exact]
    if incident.is_ongoing:
        known.append(("ongoing", max(now, known[-1][1])))
    for (_, begin), (name, end) in pairwise(known):
        x = axis.at(begin)
        length = "" if name == "ongoing" else times.words.span(end - begin)
        yield Stage(name, x, axis.at(end) - x, length)


def _lanes_in(
    told: Sequence[_Told], places: Sequence[float], anchors: Sequence[str]
) -> tuple[_Lanes, _Lanes]:
    """Lanes of phases, whose names need room, and of numbered lines: on the wide axis, the narrow.

    None where no hour is known.
    """
    exact = [position for position, one in enumerate(told) if one.at.is_exact]
    phases = [position for position in exact if told[position].phase]
    numbers = [position for position in exact if not told[position].phase]

    def lanes(name: float, number: float) -> _Lanes:
        found: _Lanes = [None] * len(told)
        rooms = [_room(places[one], name, _ANCHORS[anchors[one]]) for one in phases]
        for position, lane in zip(phases, lanes_of(rooms), strict=True):
            found[position] = lane
        rooms = [_room(places[one], number, _ANCHORS["middle"]) for one in numbers]
        for position, lane in zip(numbers, lanes_of(rooms), strict=True):
            found[position] = lane
        return found

    return lanes(FLAG_WIDE, WIDE), lanes(FLAG_NARROW, NARROW)


def _room(x: float, least: float, anchor: float) -> tuple[float, float]:
    start = x - least * anchor
    return start, start + least


def _anchor(x: float) -> str:
    if x < FLAG_NARROW / 2:
        return "start"
    return "end" if x > 1 - FLAG_NARROW / 2 else "middle"


def _height(lanes: Iterable[tuple[Line, int | None]]) -> Height:
    placed = [(line, lane + 1) for line, lane in lanes if lane is not None]
    return Height(
        phases=max(count for line, count in placed if line.phase),
        numbers=max((count for line, count in placed if line.number), default=0),
    )


def _lines(told: Sequence[_Told], began: Moment, axis: _Axis, times: Times) -> Iterator[Line]:
    places = [axis.at(one.at.instant) if one.at.is_exact else 0 for one in told]
    anchors = list(map(_anchor, places))
    wide, narrow = _lanes_in(told, places, anchors)
    day_before = None
    for position, one in enumerate(told):
        x, day = places[position], one.at.date_in(times.zone)
        yield Line(
            stamp=times.clock(one.at) if day == day_before else times.short(one.at),
            offset=_offset(one.at, began, times),
            phase=one.phase,
            number=one.number,
            what=one.what,
            kind=one.kind,
            x=x,
            anchor=anchors[position],
            wide=wide[position],
            narrow=narrow[position],
        )
        day_before = day


def _offset(at: Moment, began: Moment, times: Times) -> str:
    since = at.instant - began.instant
    if not (at.is_exact and since):
        return ""
    return f"{'+' if since > timedelta() else '−'}{times.words.span(abs(since))}"


def _ticks(axis: _Axis, times: Times) -> tuple[Tick, ...]:
    instants = instants_between(axis.first, axis.last, times.zone)
    return tuple(
        Tick(axis.at(instant), tick_text(instant, axis.first, times)) for instant in instants
    )
