"""Lays the figures out as a table for people: medians, ratios, and whether the targets are met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import Final

import ours
import rival
from measure import Cost
from race import BODY, COLD, OLD, SAME, TITLE, Figures, Sizes

_NAMES: Final = (ours.NAME, rival.NAME, rival.ALONE)
_HEAD: Final = ("", *_NAMES, "both / ours", "Hugo / ours", "target")
_MET: Final = {True: " (met)", False: " (missed)", None: ""}
_SMALL, _LARGE = 100, 10_000
"""Entries of the logs that a cold build has targets for."""


@dataclass(frozen=True)
class Row:
    """One thing measured for infralog, Hugo with Pagefind and Hugo; None where it was not."""

    what: str
    figures: Sequence[float | None]
    target: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """The row as text, with how many times less ours is than the two others."""
        mine, both, alone = self.figures
        ratios = (_times(both, mine), _times(alone, mine))
        return (self.what, *map(_number, self.figures), *ratios, self.target + _MET[self.met])


def rows(figures: Figures) -> list[Row]:
    """Every row of one size of log."""
    return [*_build_rows(figures), *_effort_rows(figures), *_size_rows(figures)]


def growth(small: Figures, large: Figures) -> list[Row]:
    """How much more an entry costs in a large log than in a small one: 1 is linear."""

    def grown(part: Callable[[Cost], float]) -> list[float]:
        then, now = _medians(small, COLD, part), _medians(large, COLD, part)
        return [b / large.count / (a / small.count) for a, b in zip(then, now, strict=True)]

    sizes = f"cost per entry, {large.count:,} to {small.count:,}"
    wall = grown(_wall)
    return [
        Row(f"{sizes}: wall", wall, "1.2 at most", wall[0] <= 1.2),
        Row(f"{sizes}: CPU", grown(_cpu)),
    ]


def markdown(table: Iterable[Row]) -> str:
    """The rows as a Markdown table, padded to stand straight in a terminal too."""
    lines = [_HEAD, *(row.cells() for row in table)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rule = ("-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:]))
    return "\n".join(_line(line, widths) for line in (lines[0], rule, *lines[1:]))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cells[0].ljust(widths[0])]
    padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return f"| {' | '.join(padded)} |"


def _build_rows(figures: Figures) -> list[Row]:
    cold = _medians(figures, COLD, _wall)
    target, met = "", None
    if figures.count <= _SMALL:
        target, met = "under 1.5 s", cold[0] < 1.5
    elif figures.count >= _LARGE:
        target, met = "both / ours 1.33", cold[0] <= 0.75 * cold[1]
    return [
        Row(f"{COLD}, s", cold, target, met),
        Row(f"{COLD}, s of CPU", _medians(figures, COLD, _cpu)),
        *(_rebuild_row(figures, kind) for kind in (SAME, BODY, TITLE, OLD)),
    ]


def _rebuild_row(figures: Figures, kind: str) -> Row:
    seconds = _medians(figures, kind, _wall)
    least = 15 if figures.count >= _LARGE else 0
    met = seconds[0] < 1.5 and seconds[0] * least <= seconds[1]
    target = "under 1.5 s" + (f", both / ours {least}" if least else "")
    return Row(f"{kind}, s", seconds, target, met)


def _effort_rows(figures: Figures) -> list[Row]:
    memory = _medians(figures, COLD, _memory)
    mine, other = (_middle(figures.serve[name]) for name in (ours.NAME, rival.NAME))
    return [
        Row(
            "serve: saved to shown, s",
            (mine, None, other),
            "under 1 s",
            mine < 1 if mine else None,
        ),
        Row("peak memory, MB", memory, "under 800 MB", memory[0] < 800),
    ]


def _size_rows(figures: Figures) -> list[Row]:
    mine, other = figures.sizes[ours.NAME], figures.sizes[rival.NAME]

    def row(what: str, part: Callable[[Sizes], int | None], most: float = inf) -> Row:
        kilobytes = [_kilobytes(part(sizes)) for sizes in (mine, other)]
        target = "" if most == inf else f"under {most:.0f} kB"
        met = kilobytes[0] < most if target and kilobytes[0] else None
        return Row(f"{what}, kB", (*kilobytes, None), target, met)

    return [
        row("output", lambda sizes: sizes.output),
        row("usual bulletin", lambda sizes: sizes.bulletin, 100),
        row("usual bulletin gzipped", lambda sizes: sizes.bulletin_packed),
        row("a search loads", lambda sizes: sizes.search, 500),
    ]


def _kilobytes(size: int | None) -> float | None:
    return None if size is None else size / 1000


def _medians(figures: Figures, kind: str, part: Callable[[Cost], float]) -> list[float]:
    """The median of a part of the cost, for each of the three names."""
    return [median(map(part, figures.costs[kind][name])) for name in _NAMES]


def _middle(seconds: Sequence[float]) -> float | None:
    return median(seconds) if seconds else None


def _wall(cost: Cost) -> float:
    return cost.wall


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _memory(cost: Cost) -> float:
    return cost.memory


def _number(value: float | None) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _times(other: float | None, mine: float | None) -> str:
    return "" if other is None or mine is None else f"{other / mine:.2f}"
