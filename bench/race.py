"""Runs the contestants in turn over one log: every figure is a list with one number a round."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median_low
from typing import Final

from browser import bytes_of_search
from contestant import Contestant
from edits import edited, new_body, new_title
from measure import Cost, bytes_under
from moments import week_of
from record import Entry, Log
from serving import seconds_to_show

COLD: Final = "cold build"
SAME: Final = "nothing changed"
BODY: Final = "one body edited"
TITLE: Final = "one title edited"
OLD: Final = "one old body edited"


@dataclass(frozen=True)
class Sizes:
    """Bytes of what a build makes; `search` is None where it could not be measured."""

    output: int
    bulletin: int
    bulletin_packed: int
    search: int | None


@dataclass(frozen=True)
class Figures:
    """All that was measured over a log of `count` entries, by what was run.

    `costs` are by kind of build first; `serve` is in seconds, empty where it was not measured.
    """

    count: int
    costs: dict[str, dict[str, list[Cost]]] = field(default_factory=dict)
    serve: dict[str, list[float]] = field(default_factory=dict)
    sizes: dict[str, Sizes] = field(default_factory=dict)


def race(contestants: Mapping[str, Contestant], log: Log, rounds: int) -> Figures:
    """Measures builds in turn, so that all meet the same noise, then sizes and serving."""
    figures = Figures(len(log.entries))
    edits = _spread(log.entries[-len(log.entries) // 20 :], rounds)
    for entry, old in zip(edits, _spread(log.entries, rounds), strict=True):
        for kind, program, cost in _round(contestants, entry, old):
            figures.costs.setdefault(kind, {}).setdefault(program, []).append(cost)
    weeks = sorted({week_of(entry.start.date()).isoformat() for entry in log.entries})
    for name, contestant in contestants.items():
        figures.sizes[name] = _sizes(contestant, weeks)
        figures.serve[name] = seconds_to_show(contestant, edits)
    return figures


def _round(
    contestants: Mapping[str, Contestant], entry: Entry, old: Entry
) -> Iterator[tuple[str, str, Cost]]:
    """Each kind of build once by each contestant, as (kind, what was run, cost).

    Edits stay until the end, so that each build meets one and no more.
    """
    for contestant in contestants.values():
        contestant.clear()
    kinds = {
        COLD: None,
        SAME: None,
        BODY: (entry, new_body("quoll")),
        TITLE: (entry, new_title("quokka")),
        OLD: (old, new_body("quoll")),
    }
    with ExitStack() as edits:
        for kind, edit in kinds.items():
            for contestant in contestants.values():
                if edit:
                    edits.enter_context(edited(contestant.source(edit[0]), edit[1]))
                costs = contestant.build()
                yield from ((kind, program, cost) for program, cost in costs.items())


def _spread(entries: Sequence[Entry], count: int) -> list[Entry]:
    """So many entries, evenly over these."""
    return [entries[len(entries) * place // (count + 1)] for place in range(1, count + 1)]


def _sizes(contestant: Contestant, weeks: Sequence[str]) -> Sizes:
    pages = [page for page in map(contestant.bulletin, weeks) if page.is_file()]
    usual = median_low(sorted((page.stat().st_size, page) for page in pages))[1].read_bytes()
    return Sizes(
        output=bytes_under(contestant.site),
        bulletin=len(usual),
        bulletin_packed=len(gzip.compress(usual, mtime=0)),
        search=bytes_of_search(contestant.site, contestant.search),
    )
