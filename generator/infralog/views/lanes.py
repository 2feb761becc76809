"""Lanes: where things that overlap on one axis are put, so that none hides another."""

from __future__ import annotations

from collections.abc import Iterable

_SLACK = 1e-9  # two stretches that meet may differ by the last bits of their sums


def lanes_of(stretches: Iterable[tuple[float, float]]) -> tuple[int, ...]:
    """The lane of each stretch (from, to): the lowest whose last stretch ends before it starts.

    Stretches should come in order of their start; in any order no two of a lane overlap.
    """
    ends: list[float] = []
    lanes = []
    for start, stop in stretches:
        lane = next((count for count, end in enumerate(ends) if end <= start + _SLACK), len(ends))
        ends[lane : lane + 1] = [stop]
        lanes.append(lane)
    return tuple(lanes)


def reach(x: float, width: float, least: float) -> tuple[float, float]:
    """What a box needs to be seen and hit: `least` wide around its middle, inside of 0 to 1."""
    wide = max(width, least)
    start = max(0.0, min(x + (width - wide) / 2, 1.0 - wide))
    return start, start + wide
