"""Comments that steer a body: `<!-- more -->` and `<!-- internal -->` (DESIGN sections 3, 10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from infralog.source.flaw import Flaw, place_in

_MORE = re.compile(
    r"^(?P<fence> {0,3}(?P<ticks>`{3,}|~{3,})[^\n]*)$|^<!--[ \t]*more[ \t]*-->[ \t]*$",
    re.MULTILINE,
)
_INTERNAL = re.compile(r"<!--\s*(?P<end>/?)\s*internal\b(?P<rest>[^>]*?)--\s*>", re.IGNORECASE)
_NO_BREAK = re.compile(r"[^\n]")


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
    return "".join(part for part, internal in _parts(markdown) if not internal)


def blank_internal(markdown: str) -> str:
    """As `without_internal`, but with blanks for what is left out: places stay as they were."""
    return "".join(
        _NO_BREAK.sub(" ", part) if internal else part for part, internal in _parts(markdown)
    )


def _parts(markdown: str) -> Iterator[tuple[str, bool]]:
    """The body in pieces, each with whether it is internal; marks go with what they enclose."""
    position = 0
    opened: re.Match[str] | None = None
    for mark in _INTERNAL.finditer(markdown):
        if mark["rest"].strip() or bool(mark["end"]) == (opened is None):
            raise _unpaired(markdown, mark)
        if opened is None:
            yield markdown[position : mark.start()], False
            position, opened = mark.start(), mark
        else:
            yield markdown[position : mark.end()], True
            position, opened = mark.end(), None
    if opened is not None:
        raise _unpaired(markdown, opened)
    yield markdown[position:], False


def _unpaired(markdown: str, mark: re.Match[str]) -> Flaw:
    message = (
        f"{mark[0][:60]!r} is not half of a pair; write '<!-- internal -->' before what is"
        " internal and '<!-- /internal -->' behind it."
    )
    return Flaw("E150", message, place_in(markdown, mark.start()))
