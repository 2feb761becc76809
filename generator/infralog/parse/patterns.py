"""Python-Markdown without the parts that a body has no use for.

It tries each of its patterns on each piece of text and each of its block processors on each block.
None of them finds anything where the sign that it begins with is missing, so leaving those out
changes nothing but the time, of which it saves a third.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar, cast

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry

PartT = TypeVar("PartT")

_INLINE: Mapping[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "em_strong2": ("_",),
    "not_strong": ("*", "_"),
}
_BLOCKS: Mapping[str, tuple[str, ...]] = {
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
"""The signs of each part, by its name in Python-Markdown: one of them is in all that it finds."""


class _Parts(Generic[PartT]):
    """The parts of a registry in their order. `plain` is the same registry as it is known here.

    A part of its own kind may go by the name of a known one.
    """

    def __init__(
        self,
        registry: Registry[PartT],
        plain: Registry[PartT],
        signs: Mapping[str, tuple[str, ...]],
    ) -> None:
        known = {_kind(plain[name]): found for name, found in signs.items() if name in plain}
        self._all = [(part, known.get(_kind(part), ())) for part in registry]

    def needed_for(self, text: str) -> list[PartT]:
        """Those that may find something in `text`."""
        return [
            part for part, signs in self._all if not signs or any(sign in text for sign in signs)
        ]


def _kind(part: object) -> tuple[type, str | None]:
    return type(part), getattr(part, "pattern", None)


class _Look(Preprocessor):
    """Sees a body last before it is parsed, and leaves what it needs."""

    def __init__(self, made: Markdown) -> None:
        super().__init__(made)
        self.source = ""
        plain = Markdown(extensions=["extra", "admonition"])
        self._inline = _Parts(made.inlinePatterns, plain.inlinePatterns, _INLINE)
        blocks, plain_blocks = made.parser.blockprocessors, plain.parser.blockprocessors
        self._blocks = _Parts(blocks, plain_blocks, _BLOCKS)

    def run(self, lines: list[str]) -> list[str]:
        # Other preprocessors put text in, and keep some of the source for later.
        text = "\n".join([*lines, self.source])
        inline = cast("InlineProcessor", self.md.treeprocessors["inline"])
        # Lists, where Python-Markdown has registries, which take long to ask.
        inline.inlinePatterns = self._inline.needed_for(text)  # type: ignore[assignment]
        self.md.parser.blockprocessors = self._blocks.needed_for(text)  # type: ignore[assignment]
        return lines


class SparingMarkdown:
    """Converts bodies, one after another, with one instance of Python-Markdown."""

    def __init__(
        self, extensions: Iterable[str], configs: Mapping[str, Mapping[str, object]]
    ) -> None:
        given = {name: dict(options) for name, options in configs.items()}
        self._markdown = Markdown(extensions=list(extensions), extension_configs=given)
        self._look = _Look(self._markdown)
        self._markdown.preprocessors.register(self._look, "infralog", float("-inf"))

    def convert(self, text: str) -> str:
        """The HTML of a body. Raises what an extension raises."""
        self._look.source = text
        return self._markdown.reset().convert(text)
