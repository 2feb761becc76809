"""Comments that steer a body: `<!-- more -->` and `<!-- internal -->` (DESIGN sections 3, 10)."""

from __future__ import annotations

import re

from infralog.source.flaw import Flaw, place_in

_MORE = re.compile(
    r"^(?P<fence> {0,3}(?P<ticks>`{3,}|~{3,})[^\n]*)$|^<!--[ \t]*more[ \t]*-->[ \t]*$",
    re.MULTILINE,
)
_INTERNAL = re.compile(r"<!--\s*(?P<end>/?)\s*internal\b(?P<rest>[^>]*?)--\s*>", re.IGNORECASE)


def split_at_more(markdown: str) -> tuple[str, str] | None:
    """What stands before and behind the first `<!-- more -->` on a line of its own, if any.

    Inside fenced code it is text.
    """
    fence = ""
    for line in _MORE.finditer(markdown) if "more" in markdown else ():
        ticks = line["ticks"]
        if not ticks and not fence:
            return markdown[: line.start()], markdown[line.end() :]
        if ticks and not fence:
            fence = ticks
        elif ticks and ticks.startswith(fence) and not line["fence"].strip().strip(fence[0]):
            fence = ""
    return None


def without_internal(markdown: str) -> str:
    """The body for the public: without what stands between `<!-- internal -->` and its end.

    The marks count wherever they stand, in code as well: better too much is left out than told.
    Raises Flaw, with a place in the body, for a mark without its other half or not quite right.
    """
    kept: list[str] = []
    position = 0
    opened: re.Match[str] | None = None
    for mark in _INTERNAL.finditer(markdown):
        if mark["rest"].strip() or bool(mark["end"]) == (opened is None):
            raise _unpaired(markdown, mark)
        if opened is None:
            kept.append(markdown[position : mark.start()])
            opened = mark
        else:
            position, opened = mark.end(), None
    if opened is not None:
        raise _unpaired(markdown, opened)
    return "".join((*kept, markdown[position:]))


def _unpaired(markdown: str, mark: re.Match[str]) -> Flaw:
    message = (
        f"{mark[0][:60]!r} is not half of a pair; write '<!-- internal -->' before what is"
        " internal and '<!-- /internal -->' behind it."
    )
    return Flaw("E150", message, place_in(markdown, mark.start()))
