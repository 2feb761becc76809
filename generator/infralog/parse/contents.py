"""The table of contents that Python-Markdown makes of each body, of which few show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor

_LIBRARIES = ("markdown", "pymdownx", "infralog")
"""Nothing in these reads the table but what makes it."""

_NO_LEVEL = 7
"""Below the lowest heading."""


class Contents:
    """Leaves the table of contents empty where no body can show it; ids and links stay."""

    def __init__(self, made: Markdown) -> None:
        found = [one for one in made.treeprocessors if type(one) is TocTreeprocessor]
        self._makers = [(one, one.marker, one.toc_top) for one in found if _are_known(_parts(made))]

    def prepare(self, text: str) -> None:
        """See to it that the table is made where `text`, all of a body, holds its mark."""
        for maker, marker, top in self._makers:
            is_shown = marker != "" and marker in text
            maker.marker = marker if is_shown else ""
            maker.toc_top = top if is_shown else _NO_LEVEL


def _parts(made: Markdown) -> Iterator[object]:
    yield from chain(made.preprocessors, made.parser.blockprocessors, made.inlinePatterns)
    yield from chain(made.treeprocessors, made.postprocessors)


def _are_known(parts: Iterable[object]) -> bool:
    return all(type(part).__module__.partition(".")[0] in _LIBRARIES for part in parts)
