"""Fenced code blocks, coloured by Pygments with what is made once: lexers and the formatter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Protocol, cast

from markdown import Markdown
from pygments import highlight  # type: ignore[import-untyped] # ships no types
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped] # it has no types
from pygments.lexer import Lexer  # type: ignore[import-untyped] # it has no types
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped] # it has no types
from pygments.util import ClassNotFound  # type: ignore[import-untyped] # it has no types


class _Fences(Protocol):
    """SuperFences' preprocessor."""

    def highlight(
        self, src: str, language: str, options: object, md: Markdown, **attributes: object
    ) -> str: ...


_FORMATTER = HtmlFormatter(nowrap=True)


def code_block(
    source: str,
    language: str,
    options: Mapping[str, object],
    md: Markdown,
    **attributes: object,
) -> str:
    """The HTML of one block, in the shape that Material styles.

    SuperFences' own formatter makes a style sheet a block; it is called for blocks with options.
    """
    if options:
        fences = cast("_Fences", md.preprocessors["fenced_code_block"])
        return fences.highlight(source, language, options, md, **attributes)
    lexer = _lexer(language)
    code = highlight(source, lexer, _FORMATTER) if lexer else escape(source, quote=False)
    return f'<div class="highlight"><pre><code>{code}</code></pre></div>'


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language) if language not in ("", "text") else None
    except ClassNotFound:
        return None
