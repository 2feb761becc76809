"""What the home page shows beside the newest bulletin: open SPOFs and their trend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from infralog.model.moment import Moment
from infralog.model.notes import Spof
from infralog.views.frame import Frame, Ref
from infralog.views.times import Stamp


class OpenSpof(NamedTuple):
    """A single point of failure that is not removed: `open` or `reduced`."""

    ref: Ref
    state: str
    since: Stamp


class Trend(NamedTuple):
    """How many were open at the end of each of the last weeks, oldest first.

    `path` draws them in a box of 100 by 100, as steps.
    """

    first: int
    last: int
    weeks: int
    path: str


def open_spofs(rows: Sequence[tuple[Spof, str, Moment]], frame: Frame) -> tuple[OpenSpof, ...]:
    """The rows of the list: SPOF, state, and since when it has been open."""
    return tuple(
        OpenSpof(frame.record(spof), state, frame.times.day(since)) for spof, state, since in rows
    )


def trend_of(counts: Sequence[int]) -> Trend | None:
    """The trend of weekly counts; None where there is nothing to compare."""
    if len(counts) < 2:  # noqa: PLR2004 - one point is no line
        return None
    highest, step = max(*counts, 1), 100 / len(counts)
    heights = [round(100 - 100 * count / highest, 1) for count in counts]
    moves = [f"V{height}H{round((place + 1) * step, 1)}" for place, height in enumerate(heights)]
    return Trend(counts[0], counts[-1], len(counts), f"M0 {heights[0]}{''.join(moves)}")
