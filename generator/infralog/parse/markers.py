"""Comment lines that steer a body: `<!-- more -->`, `<!-- internal -->` (DESIGN sections 3, 10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from infralog.source.flaw import Flaw, place_in

_LINE = re.compile(
    r"^(?P<fence>[ ]{0,3}(?P<ticks>`{3,}|~{3,})[^\n]*)$"
    r"|^<!--[ \t]*(?P<name>more|internal|/internal)[ \t]*-->[ \t]*$",
    re.MULTILINE,
)


class Marker(NamedTuple):
    """A steering comment: its name, and where its line stands in the body."""

    name: str
    start: int
    end: int


def markers(markdown: str) -> Iterator[Marker]:
    """The steering comments that stand on lines of their own, outside of fenced code."""
    if "<!--" not in markdown:
        return
    fence = ""
    for line in _LINE.finditer(markdown):
        ticks = line["ticks"]
        if not ticks:
            if not fence:
                yield Marker(line["name"], line.start(), line.end())
        elif not fence:
            fence = ticks
        elif ticks.startswith(fence) and not line["fence"].strip().strip(fence[0]):
            fence = ""


def without_internal(markdown: str) -> str:
    """The body for the public: without blocks between `<!-- internal -->` and its end.

    Raises Flaw, with a place in the body, where a block is not closed, not opened or doubled.
    """
    kept: list[str] = []
    position, opened = 0, None
    for marker in markers(markdown):
        if marker.name == "more":
            continue
        if (marker.name == "internal") == (opened is not None):
            raise _unpaired(markdown, marker)
        if opened is None:
            kept.append(markdown[position : marker.start])
            opened = marker
        else:
            position, opened = marker.end, None
    if opened is not None:
        raise _unpaired(markdown, opened)
    return "".join((*kept, markdown[position:]))


def _unpaired(markdown: str, marker: Marker) -> Flaw:
    other = {"internal": "/internal", "/internal": "internal"}[marker.name]
    message = (
        f"'<!-- {marker.name} -->' has no '<!-- {other} -->' of its own;"
        " write both, each on a line of its own."
    )
    return Flaw("E150", message, place_in(markdown, marker.start))
