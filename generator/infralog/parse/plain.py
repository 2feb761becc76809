"""Plain pages, such as about.md: what the public may see of their source."""

from __future__ import annotations

import re

from infralog.errors import did_you_mean
from infralog.parse.markers import blank_internal, without_internal
from infralog.source.flaw import Flaw, place_in

_FRONT = re.compile(r"\ufeff?(?:---[ \t]*\n.*?\n---|.*?\n[ \t]*\n)", re.DOTALL)
_AUDIENCE = re.compile(r"^audience[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
_AUDIENCES = ("public", "internal")


def public_page(text: str, *, in_place: bool = False) -> str | None:
    """The source of a page for the public; None where `audience: internal` stands in its front.

    With `in_place` blanks stand for the internal blocks that are left out. Raises Flaw for a mark
    without its pair and for another audience.
    """
    front = _FRONT.match(text)
    given = _AUDIENCE.search(front[0]) if front else None
    if given and given[1] not in _AUDIENCES:
        message = f"{given[1]!r} is not known; {did_you_mean(given[1], _AUDIENCES)}"
        raise Flaw("E125", message, place_in(text, given.start(1)))
    if given and given[1] == "internal":
        return None
    return blank_internal(text) if in_place else without_internal(text)
