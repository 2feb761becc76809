"""Python-Markdown without the parts that a body has no use for.

It tries each of its patterns on each piece of text and each of its block processors on each block.
None of them finds anything where the sign that it begins with is missing, so leaving those out
changes nothing but the time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from xml.etree.ElementTree import Element

import markdown.extensions
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, STX, Registry

from infralog.parse.blocks import Blocks
from infralog.parse.contents import Contents
from infralog.parse.inline import SparingInline
from infralog.parse.parts import PartT, is_known

_INLINE_PRIORITY = 20
"""Python-Markdown's own."""

_KNOWN = (["extra", "admonition"], ["sane_lists", "pymdownx.details", "pymdownx.superfences"])
"""Extensions of which it is known what their parts may find; some replace each other's."""

_EXTENSIONS = markdown.extensions.__name__
_OWN = {module.name for module in iter_modules(markdown.extensions.__path__, f"{_EXTENSIONS}.")}

_FENCES = ("```", "~~~")
_LINES: Mapping[str, tuple[str, ...]] = {
    "markdown.preprocessors.HtmlBlockPreprocessor": ("<", "&"),
    "markdown.extensions.md_in_html.HtmlBlockPreprocessor": ("<", "&"),
    "markdown.extensions.fenced_code.FencedBlockPreprocessor": _FENCES,
    "pymdownx.superfences.SuperFencesBlockPreprocessor": (*_FENCES, STX),
}
"""One of these is in a body in which a preprocessor finds anything."""

_CODED = re.compile(f"{STX}[0-9]")
_TREES: Mapping[str, Callable[[str], object]] = {
    "markdown.extensions.attr_list.AttrListTreeprocessor": lambda text: "{" in text,
    "markdown.treeprocessors.UnescapeTreeprocessor": lambda text: (
        "\\" in text or _CODED.search(text)
    ),
}
"""Whether a tree processor may find anything in a body."""

_BLANKS = ("\t", "\r", " \n", STX, ETX)
"""One of these is in a body whose blanks are not as Python-Markdown wants them."""


class _Markdown(Markdown):
    """Python-Markdown, which finds its own extensions without looking through what is installed."""

    def build_extension(self, ext_name: str, configs: Mapping[str, Any]) -> Extension:
        """The extension of a name. Raises what importing it raises."""
        if f"{_EXTENSIONS}.{ext_name}" in _OWN:
            made = import_module(f"{_EXTENSIONS}.{ext_name}").makeExtension(**configs)
            assert isinstance(made, Extension)  # noqa: S101 - one of the library's own
            return made
        return super().build_extension(ext_name, configs)


def _is_in_use(extension: str) -> bool:
    """Whether any part of it may be in use: a library that nobody has imported has none."""
    library, dot, _ = extension.partition(".")
    return not dot or library in sys.modules


class _Look(Preprocessor):
    """Sees a body last before it is parsed, and leaves what it needs."""

    def __init__(self, made: Markdown) -> None:
        super().__init__(made)
        self.source = self._text = ""
        plain = [_Markdown(extensions=[*filter(_is_in_use, names)]) for names in _KNOWN]
        self._blocks = Blocks(made, *plain)
        self._contents = Contents(made)
        self._pass_over(made)
        if type(_named("inline", made.treeprocessors)) is InlineProcessor:
            made.treeprocessors.register(SparingInline(made, plain[0]), "inline", _INLINE_PRIORITY)

    def run(self, lines: list[str]) -> list[str]:
        # Other preprocessors put text in, and keep some of the source for later.
        text = self._text = "\n".join([*lines, self.source])
        self._contents.prepare(text)
        # Python-Markdown has a registry here, which takes long to ask.
        needed = self._blocks.needed_for(text)
        self.md.parser.blockprocessors = needed  # type: ignore[assignment] # a list will do
        return lines

    def _pass_over(self, made: Markdown) -> None:
        """Let parts that go over all of a body do so where there is something to find."""
        for part in made.preprocessors:
            if type(part) is NormalizeWhitespace:
                part.run = partial(_normalized, part.run)  # type: ignore[method-assign] # in its place
            elif signs := _LINES.get(_kind(part)):
                part.run = partial(_lines_of, part.run, signs)  # type: ignore[method-assign] # in its place
        for tree in made.treeprocessors if is_known(made) else ():
            if may_find := _TREES.get(_kind(tree)):
                tree.run = partial(self._tree_of, tree.run, may_find)  # type: ignore[method-assign] # in its place

    def _tree_of(
        self,
        run: Callable[[Element], Element | None],
        may_find: Callable[[str], object],
        root: Element,
    ) -> Element | None:
        return run(root) if may_find(self._text) else None


def _kind(part: object) -> str:
    """The class of a part by its name: to import all that are known takes as long as a body."""
    return f"{type(part).__module__}.{type(part).__qualname__}"


def _holds(text: str, signs: Iterable[str]) -> bool:
    return any(sign in text for sign in signs)


def _normalized(run: Callable[[list[str]], list[str]], lines: list[str]) -> list[str]:
    if _holds("\n".join([*lines, ""]), _BLANKS):
        return run(lines)
    return [*lines, "", ""]


def _lines_of(
    run: Callable[[list[str]], list[str]], signs: Iterable[str], lines: list[str]
) -> list[str]:
    return run(lines) if _holds("\n".join(lines), signs) else lines


def _named(name: str, registry: Registry[PartT]) -> PartT | None:
    """The part of a name; an extension may have taken it away."""
    if name not in registry:
        return None
    return registry[name]


class SparingMarkdown:
    """Converts bodies, one after another, with one instance of Python-Markdown."""

    def __init__(
        self, extensions: Iterable[str], configs: Mapping[str, Mapping[str, object]]
    ) -> None:
        given = {name: dict(options) for name, options in configs.items()}
        self._markdown = _Markdown(extensions=list(extensions), extension_configs=given)
        # Asked of each element several times; it looks through a list.
        is_block_level = lru_cache(self._markdown.is_block_level)
        self._markdown.is_block_level = is_block_level  # type: ignore[method-assign] # in its place
        self._look = _Look(self._markdown)
        self._markdown.preprocessors.register(self._look, "infralog", float("-inf"))

    def convert(self, text: str) -> str:
        """The HTML of a body. Raises what an extension raises."""
        self._look.source = text
        return self._markdown.reset().convert(text)
