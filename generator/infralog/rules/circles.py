"""Circles in a relation, found in linear time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def closing_edges(graph: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """One circle for each reference that closes one, as the ids on it; first and last are equal.

    Each reference is followed once, from the smallest id on, whatever the order of the mapping.
    """
    done: set[str] = set()
    for start in sorted(graph):
        if start not in done:
            yield from _circles_from(start, graph, done)


def _circles_from(
    start: str, graph: Mapping[str, Sequence[str]], done: set[str]
) -> Iterator[tuple[str, ...]]:
    way: dict[str, None] = {start: None}
    waiting = [iter(graph[start])]
    while waiting:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
            done.add(way.popitem()[0])
        elif following in way:
            ids = list(way)
            yield (*ids[ids.index(following) :], following)
        elif following not in done:
            way[following] = None
            waiting.append(iter(graph.get(following, ())))
