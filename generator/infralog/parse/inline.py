"""Inline patterns of Python-Markdown, tried where they may find something.

It tries each of its patterns on each text of a body, of which most hold no sign of any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import ReferenceInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

from infralog.parse.parts import Parts

_SIGNS: Mapping[str, tuple[str, ...]] = {
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
"""The signs of each pattern, by its name: one of them is in all that it finds."""


class SparingInline(InlineProcessor):
    """Finds what the patterns of `made` find; `plain` has those that are known here."""

    def __init__(self, made: Markdown, plain: Markdown) -> None:
        super().__init__(made)
        self._parts = Parts(made.inlinePatterns, plain.inlinePatterns, _SIGNS)
        self._all = [pattern for pattern, _ in self._parts.all]
        for pattern, own in self._parts.all:
            if own:
                found = _Signed(pattern.getCompiledRegExp(), own)
                pattern.compiled_re = cast("re.Pattern[str]", found)
        signs = {*self._parts.signs, INLINE_PLACEHOLDER_PREFIX}
        # One that holds another tells nothing more.
        self._signs = [one for one in signs if not any(it in one for it in signs - {one})]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to a tree, but for texts that are as they will be."""
        plain: list[tuple[Element, str]] = []
        others: list[str] = []
        for element in tree.iter():
            text = element.text
            if text and self._is_plain(text):
                plain.append((element, text))
            else:
                others.append(text or "")
            others.append(element.tail or "")
        # Python-Markdown has a registry here, which takes long to ask.
        self.inlinePatterns = self._needed_for(others)  # type: ignore[assignment] # a list will do
        for element, text in plain:
            element.text = AtomicString(text)
        done = super().run(tree, ancestors)
        for element, text in plain:
            element.text = text
        return done

    def _is_plain(self, text: str) -> bool:
        """Whether no pattern finds anything in a text."""
        return not any(sign in text for sign in self._signs) and not any(
            pattern.getCompiledRegExp().search(text) for pattern in self._parts.others
        )

    def _needed_for(self, texts: Sequence[str]) -> Sequence[object]:
        if self._parts.others:
            # What they find may become any text.
            return self._all
        needed = self._parts.needed_for("\n".join(texts))
        if self.md.references:
            return needed
        return [one for one in needed if not isinstance(one, ReferenceInlineProcessor)]


class _Signed:
    """A pattern's regular expression, which is slow to find that it finds nothing."""

    def __init__(self, expression: re.Pattern[str], signs: Iterable[str]) -> None:
        self._expression = expression
        self._signs = tuple(signs)

    def finditer(self, text: str, start: int = 0) -> Iterable[re.Match[str]]:
        """What is found from `start` on."""
        for sign in self._signs:
            if text.find(sign, start) >= 0:
                return self._expression.finditer(text, start)
        return ()
