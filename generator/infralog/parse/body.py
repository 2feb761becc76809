"""From a body's Markdown to HTML that is safe and can stand on any page (DESIGN section 3)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import escape, unescape
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, unquote

from infralog.model.body import MARK, Body
from infralog.parse.fences import FENCE
from infralog.parse.markers import split_at_more
from infralog.parse.sanitizer import sanitizer

if TYPE_CHECKING:
    from infralog.parse.patterns import SparingMarkdown

ResultT = TypeVar("ResultT")

DEFAULT_EXTENSIONS: Mapping[str, Mapping[str, object]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "tables": {},
    "toc": {},
    "pymdownx.details": {},
    "pymdownx.highlight": {},
    "pymdownx.superfences": {"custom_fences": [FENCE]},
    "pymdownx.tasklist": {},
}
"""Markdown extensions, with their options, of a log whose mkdocs.yml names none."""

_SPLIT = "\ue1c0\ue1c1\ue1c0"
"""Stands for `<!-- more -->` during conversion; private characters that no extension touches."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])")
_TAG = re.compile(r"""<(?!span class)[a-z][a-z0-9]*(?:\s[^\s<>"'=]+(?:="[^"]*"|='[^']*')?)+""")
_ATTRIBUTE = re.compile(r"""(\s(id|href|src|class)=)(["'])(.*?)\3""", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/?]", re.IGNORECASE)
_REST = re.compile(r"[?#]")
_OWN_CLASS = re.compile(r"(?<!\S)(?:md|il)-\S*")
_OWN_IDS = ("__", "il-")
"""How the ids of the host's theme and of ours begin."""

_NOTE = re.compile(r'<sup id="[^"]*"><a class="footnote-ref"[^>]*>.*?</sup>')
_SIGN = re.compile(r'<a class="(?:footnote-backref|headerlink)"[^>]*>.*?</a>')
_BLOCK = re.compile(
    r"</?(?:p|div|li|[uod]l|h\d|t[rdh]|table|[bh]r|pre|blockquote|d[dt]|details|summary|fig\w+)"
    r"""(?:\s(?:[^>"]|"[^"]*")*)?>"""
)
_INLINE = re.compile(r"""<(?:[^>"]|"[^"]*")*>""")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


@dataclass(frozen=True)
class Converter:
    """Converts bodies, one after another, with one instance of Python-Markdown.

    `extensions` and `extension_configs` are those of mkdocs.yml. Without `sanitize` raw HTML
    stays as its author wrote it. Pickled by these arguments alone.
    """

    extensions: tuple[str, ...] = tuple(DEFAULT_EXTENSIONS)
    extension_configs: Mapping[str, Mapping[str, object]] = field(
        default_factory=lambda: DEFAULT_EXTENSIONS
    )
    sanitize: bool = True

    def __call__(self, markdown: str, path: str) -> Body:
        """The body of the file at `path`, under the entries' folder, with marks (model/body.py).

        The highest heading comes to stand at level two, as the title is the first on the page of
        the record; whoever places a body below another heading lowers it. Raises what an
        extension raises.
        """
        (body,) = self.each([(markdown, path)])
        if isinstance(body, Exception):
            raise body
        return body

    def each(self, texts: Sequence[tuple[str, str]]) -> list[Body | Exception]:
        """The bodies of many texts with their paths, and errors where they could not be converted.

        Each step is taken for all of them before the next one (docs/performance.md).
        """
        converted = [_tried(self._converted, markdown) for markdown, _ in texts]
        clean = [_tried(self._clean, html) for html in converted]
        named = zip(texts, clean, strict=True)
        return [_tried(partial(self._body, path), html) for (_, path), html in named]

    def __reduce__(self) -> tuple[object, ...]:
        return Converter, (self.extensions, self.extension_configs, self.sanitize)

    @cached_property
    def _markdown(self) -> SparingMarkdown:
        from infralog.parse.patterns import SparingMarkdown  # noqa: PLC0415 - most builds convert none

        return SparingMarkdown(self.extensions, self.extension_configs)

    @cached_property
    def _clean(self) -> Callable[[str], str]:
        return sanitizer() if self.sanitize else str

    def _converted(self, markdown: str) -> str:
        try:
            return self._markdown.convert(_with_split(markdown))
        except Exception:
            # What an extension leaves behind when it fails would change the bodies to come.
            del self.__dict__["_markdown"]
            raise

    def _body(self, path: str, clean: str) -> Body:
        whole, lead = self._parted(_below_title(_CONTROLS.sub("", clean)))
        folder = posixpath.dirname(path)
        targets = _Targets(folder)
        html = targets.marked(whole)
        return Body(
            html=html,
            lead=html if lead is None else _Targets(folder).marked(lead),
            text=plain_text(html),
            links=tuple(targets.links),
        )

    def _parted(self, html: str) -> tuple[str, str | None]:
        """The whole, and what stands before `<!-- more -->` where there is one."""
        before, split, after = html.partition(f"<p>{_SPLIT}</p>")
        if not split:
            return html.replace(_SPLIT, ""), None
        # An element may be open where the lead ends; cleaning closes it.
        return before + after, self._clean(_NOTE.sub("", before))


def _tried(step: Callable[[str], ResultT], given: str | Exception) -> ResultT | Exception:
    """What a step makes of what the one before gave, or the error of either."""
    if isinstance(given, Exception):
        return given
    try:
        return step(given)
    except Exception as error:  # noqa: BLE001 - whatever an extension of Markdown may raise
        return error


def plain_text(html: str) -> str:
    """The text of converted HTML: one line, no tags, no character references, no signs of notes."""
    told = _SIGN.sub("", _NOTE.sub("", html))
    text = _INLINE.sub("", _BLOCK.sub(" ", told))
    return " ".join(unescape(text).split())


def first_paragraph(html: str) -> str:
    """The plain text of the first paragraph; may be empty."""
    found = _PARAGRAPH.search(html)
    return plain_text(found[1]) if found else ""


def _with_split(markdown: str) -> str:
    parts = split_at_more(markdown)
    return f"\n\n{_SPLIT}\n\n".join(parts) if parts else markdown


def _below_title(html: str) -> str:
    """The HTML with its highest heading at level two, and the others as far below it as written."""
    levels = [int(level) for _, level in _HEADING.findall(html)]
    if not levels or (shift := 2 - min(levels)) == 0:
        return html
    return _HEADING.sub(lambda tag: f"{tag[1]}{min(6, int(tag[2]) + shift)}", html)


class _Targets:
    """Puts marks before the ids and local targets of one body, and gathers the targets."""

    def __init__(self, folder: str) -> None:
        self.links: dict[str, None] = {}
        self._folder = escape(quote(folder))

    def marked(self, html: str) -> str:
        return _TAG.sub(lambda tag: _ATTRIBUTE.sub(self._attribute, tag[0]), html)

    def _attribute(self, found: re.Match[str]) -> str:
        before, name, mark, value = found.groups()
        if name == "id" and value.startswith(_OWN_IDS):
            return ""
        if name == "class":
            value = _OWN_CLASS.sub("", value).strip()
        elif name == "id":
            value = MARK + value
        elif value.startswith("#"):
            value = f"#{MARK}{value[1:]}"
        elif value and not _ELSEWHERE.match(value):
            value = self._local(value)
        return f"{before}{mark}{value}{mark}"

    def _local(self, value: str) -> str:
        """A target in the log, from the entries' folder on; one that leaves it stays as it is."""
        path = _REST.split(value, maxsplit=1)[0]
        target = posixpath.normpath(posixpath.join(self._folder, path))
        self.links[unquote(unescape(target))] = None
        if target.startswith(".."):
            return value
        slash = "/" if path.endswith("/") else ""
        return f"{MARK}{target}{slash}{value[len(path) :]}"
