"""The table of contents that Python-Markdown makes of each body, of which few show it."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor

from infralog.parse.parts import is_known

_NO_LEVEL = 7
"""Below the lowest heading."""


class Contents:
    """Leaves the table of contents empty where no body can show it; ids and links stay."""

    def __init__(self, made: Markdown) -> None:
        found = [one for one in made.treeprocessors if type(one) is TocTreeprocessor]
        self._makers = [(one, one.marker, one.toc_top) for one in found if is_known(made)]

    def prepare(self, text: str) -> None:
        """See to it that the table is made where `text`, all of a body, holds its mark."""
        for maker, marker, top in self._makers:
            is_shown = marker != "" and marker in text
            maker.marker = marker if is_shown else ""
            maker.toc_top = top if is_shown else _NO_LEVEL
