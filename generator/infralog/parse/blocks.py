"""Block processors of Python-Markdown, asked where they may find something.

It asks each of them about each block of a body, though most blocks are plain paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, ParagraphProcessor

from infralog.parse.parts import Parts

_SIGNS: Mapping[str, tuple[str, ...]] = {
    "hashheader": ("#",),
    "quote": (">",),
    "reference": ("[",),
    "admonition": ("!!!",),
    "abbr": ("*[",),
    "defindent": (":",),
    "deflist": (":",),
    "footnote": ("[^",),
    "table": ("|",),
}
"""The signs of each processor, by its name: one of them is in all that it finds."""

_LETTERS = re.compile(r"[^\W\d_].*(?:\n[^\W\d_].*)*")
"""Lines that all begin with a letter."""


class Blocks:
    """The block processors of `made`; `plain` has those that are known here."""

    def __init__(self, made: Markdown, *plain: Markdown) -> None:
        processors = list(made.parser.blockprocessors)
        self._parts = Parts(processors, plain[0].parser.blockprocessors, _SIGNS)
        known = {type(one) for markdown in plain for one in markdown.parser.blockprocessors}
        paragraphs = [one for one in processors if type(one) is ParagraphProcessor]
        self._first: list[BlockProcessor] = []
        if paragraphs and {type(one) for one in processors} <= known:
            self._first.append(_Letters(paragraphs[0]))

    def needed_for(self, text: str) -> Sequence[BlockProcessor]:
        """Those that may find something in `text`, in their order."""
        return [*self._first, *self._parts.needed_for(text)]


class _Letters(BlockProcessor):
    """Takes blocks that no processor known here but the one of paragraphs finds anything in."""

    def __init__(self, paragraph: ParagraphProcessor) -> None:
        super().__init__(paragraph.parser)
        self._paragraph = paragraph

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        """Whether each line begins with a letter, as nothing else but paragraphs may."""
        return bool(_LETTERS.fullmatch(block))

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Make a paragraph of the first block."""
        return self._paragraph.run(parent, blocks)
