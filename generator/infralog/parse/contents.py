"""The table of contents that Python-Markdown makes of each body, of which few show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor, unique
from markdown.util import STX

from infralog.parse.parts import is_known

_SIGNS = ("&", "<", ">", STX)
"""A heading whose text holds none of these, and no other element, is told as it is written."""


class Contents:
    """Gives headings their ids and links alone where no body can show a table of them."""

    def __init__(self, made: Markdown) -> None:
        self._text = ""
        for part in made.treeprocessors if is_known(made) else ():
            if type(part) is TocTreeprocessor:
                part.run = partial(self._run, part, part.run)  # type: ignore[method-assign] # in its place

    def prepare(self, text: str) -> None:
        """Take all of a body's text, which holds the mark of a table if it is to show one."""
        self._text = text

    def _run(self, maker: TocTreeprocessor, run: Callable[[Element], None], root: Element) -> None:
        is_shown = maker.marker != "" and maker.marker in self._text
        headings = [one for one in root.iter() if _is_heading(one, maker)]
        if is_shown or not all(map(_is_plain, headings)):
            run(root)
        elif headings:
            _name(headings, {one.attrib.get("id", "") for one in root.iter()}, maker)


def _name(headings: Iterable[Element], used: set[str], maker: TocTreeprocessor) -> None:
    """Do with plain headings what `maker` does; `used` are the ids of all elements."""
    for heading in headings:
        maker.set_level(heading)
        if "id" not in heading.attrib:
            name = " ".join((heading.text or "").split())
            heading.attrib["id"] = unique(maker.slugify(name, maker.sep), used)
        if maker.use_anchors:
            maker.add_anchor(heading, heading.attrib["id"])
        if maker.use_permalinks not in (False, None):
            maker.add_permalink(heading, heading.attrib["id"])


def _is_heading(element: Element, maker: TocTreeprocessor) -> bool:
    return isinstance(element.tag, str) and maker.header_rgx.match(element.tag) is not None


def _is_plain(heading: Element) -> bool:
    text = heading.text
    is_told = text is not None and not any(sign in text for sign in _SIGNS)
    return is_told and len(heading) == 0 and "data-toc-label" not in heading.attrib
