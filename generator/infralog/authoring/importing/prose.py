"""Texts on their way into an entry: titles, plain text from HTML, bodies without shortcodes."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

TITLE_LENGTH = 160

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_COMMENT = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`))|<!--(?P<words>.*?)(?:-->|\Z)",
    re.DOTALL,
)
_SHORTCODE = re.compile(r"\{\{[<%]\s*/?\s*(?P<name>[\w/.-]+)\s*(?P<arguments>.*?)\s*/?[%>]\}\}")
_BREAKING = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "hr"})


def one_line(text: str) -> str:
    """Without line breaks and doubled blanks."""
    return " ".join(text.split())


def short_title(text: str) -> str:
    """A title that fits: whole words and an ellipsis where it is too long."""
    title = one_line(text)
    if len(title) <= TITLE_LENGTH:
        return title
    return title[: TITLE_LENGTH - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


class _PlainText(HTMLParser):
    """Collects what a browser would show, one line a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the signature is the parser's
        self.parts.append("\n" if tag in _BREAKING else "")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append("\n" if tag in _BREAKING else "")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain_text(html: str) -> str:
    """Lines of text from a fragment of HTML, none of them blank."""
    parser = _PlainText()
    parser.feed(html)
    parser.close()
    lines = (one_line(line) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def without_comments(body: str, left_out: Callable[[int], None]) -> str:
    """Markdown without HTML comments outside of code; tells the line of each that held words.

    Hugo's `<!--more-->` becomes this log's `<!-- more -->`.
    """

    def replaced(found: re.Match[str]) -> str:
        if found["code"]:
            return found["code"]
        if found["words"].strip() == "more":
            return "<!-- more -->"
        if found["words"].strip():
            left_out(found.string.count("\n", 0, found.start()))
        return ""

    return _outside_code(body, lambda text: _COMMENT.sub(replaced, text))


def without_shortcodes(body: str, replaced: Callable[[str, str], str | None]) -> str:
    """Hugo's shortcodes as `replaced(name, arguments)` says; None leaves one out."""
    return _SHORTCODE.sub(lambda found: replaced(found["name"], found["arguments"]) or "", body)


def _outside_code(body: str, change: Callable[[str], str]) -> str:
    """`change` sees code blanked out, line by line, so that places in it stay true."""
    lines = body.split("\n")
    code: dict[int, str] = {}
    fence = ""
    for count, line in enumerate(lines):
        opened = _FENCE.match(line)
        if fence or opened:
            code[count] = line
            lines[count] = f"\x00{count}\x00"
        if fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif opened and not fence:
            fence = opened[1]
    changed = change("\n".join(lines))
    return re.sub(r"\x00(\d+)\x00", lambda found: code[int(found[1])], changed)


_HEADING = re.compile(r"^(#{1,6})[ \t]+(?:\\#)*[ \t]*(.*)$", re.MULTILINE)


def demoted(body: str, level: int) -> str:
    """Markdown whose highest heading is of `level`; code is left as it is."""

    def change(text: str) -> str:
        levels = [len(found[1]) for found in _HEADING.finditer(text)]
        shift = max(level - min(levels, default=level), 0)
        return _HEADING.sub(lambda found: f"{'#' * min(len(found[1]) + shift, 6)} {found[2]}", text)

    return _outside_code(body, change)


def first_paragraph(markdown: str) -> str:
    """The first plain text that is not a heading, in one line, without marks of emphasis."""
    for block in re.split(r"\n\s*\n|^#.*$|^\*\*[^*\n]+\*\*:?\s*$", markdown, flags=re.MULTILINE):
        text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", block)
        text = one_line(re.sub(r"\\(?=[^\w\s])|\*\*|__|`", "", plain_text(text)))
        if text:
            return text
    return ""
