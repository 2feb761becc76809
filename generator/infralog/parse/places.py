"""Where in a file the values stand that rules of the whole log may find wrong."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from infralog.model.body import Body
from infralog.parse.parsed import link_key
from infralog.source.flaw import place_in
from infralog.source.front import Front
from infralog.source.nodes import Keyed, Listed, Node

_PLACED = frozenset(
    (
        *("recurrence_of", "caused_by", "prevents", "effort", "part_of", "follow_ups", "spof"),
        *("aliases", "number", "covers", "pending", "state", "started", "resolved"),
    )
)


def places_of(front: Front, body: Body) -> Mapping[str, tuple[int, int]]:
    """Line and column by the path of a value, such as `follow_ups.2.by`, or by `link_key`."""
    places = dict(_of_keys(front.fields))
    for target in body.links:
        line, column = place_in(front.body, _offset_of(target, front.body))
        places[link_key(target)] = (line + front.body_line - 1, column)
    return places


def _offset_of(target: str, body: str) -> int:
    """Where the name of a link's target stands: with as much of its path as the text has."""
    name = posixpath.basename(target)
    parts = target.split("/")
    for first in range(len(parts)):
        path = re.escape("/".join(parts[first:]))
        if found := re.search(rf"(?<![\w./-])(?:\.{{1,2}}/)*{path}(?![\w-])", body):
            return found.end() - len(name)
    return max(0, body.find(name))


def _of_keys(fields: Keyed) -> Iterator[tuple[str, tuple[int, int]]]:
    for key, node in fields.fields.items():
        if key in _PLACED:
            yield from _below(key, node)


def _below(name: str, node: Node) -> Iterator[tuple[str, tuple[int, int]]]:
    yield name, (node.place.line, node.place.column)
    if isinstance(node, Listed):
        for count, item in enumerate(node.items):
            yield from _below(f"{name}.{count}", item)
    elif isinstance(node, Keyed):
        for key, item in node.fields.items():
            yield from _below(f"{name}.{key}", item)
