"""What stands between what was made and the published folder: the deny-list."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from infralog.errors import InfralogError, Problem
from infralog.rules.denials import DenyList, read_deny_list
from infralog.settings import Settings

_PROGRAMS = frozenset((".css", ".js", ".map"))
"""The theme's own files, which no author writes."""

_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|small|span|strong|su[bp]|u)\b[^>]*>"
)
"""Tags in the middle of words and phrases, which readers do not see."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_INDEX = re.compile(r"search/[^/]+/(?:words/\d+|facets)\.json")
_CODE = re.compile(r'":(?:"[\w-]*")?')
"""Where a word stands, in files of the search index: letters that could spell anything."""


@dataclass(frozen=True)
class Gate:
    """Which log is published, and what must not be in it."""

    audience: str = "public"
    denied: DenyList = field(default_factory=DenyList)

    @property
    def key(self) -> str:
        """Changes with what may be published; files of another key are judged anew."""
        return f"{self.audience} {self.denied.key}"

    def refused(self, path: str, content: bytes) -> list[Problem]:
        """What is denied in a file of the site, or in its name."""
        if not self.denied.key:
            return []
        text = readable(path, content)
        texts = (_INLINE.sub("", text), text) if path.endswith(".html") else (text,)
        told = {
            one.message: one.problem(path, seen) for seen in texts for one in self.denied.find(seen)
        }
        return [*(one.problem(path, path) for one in self.denied.find(path)), *told.values()]


def gate_of(settings: Settings, folder: Path) -> Gate:
    """The gate of a log whose mkdocs.yml lies in `folder`; an internal log denies nothing.

    Raises InfralogError where the deny-list cannot be read or used.
    """
    if settings.audience != "public":
        return Gate(settings.audience)
    return Gate(settings.audience, deny_list_of(settings, folder))


def deny_list_of(settings: Settings, folder: Path) -> DenyList:
    """The list that `deny_list` names, relative to `folder`; one of nothing where it is not set."""
    if not settings.deny_list:
        return DenyList()
    try:
        text = (folder / Path(settings.deny_list).expanduser()).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InfralogError(f"deny_list: {settings.deny_list} cannot be read: {why}.") from error
    return read_deny_list(settings.deny_list, text)


def readable(path: str, content: bytes) -> str:
    """The text of a published file as its readers see it; empty for pictures and programs."""
    suffix = Path(path).suffix
    if suffix in _PROGRAMS:
        return ""
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    elif b"\x00" in content:
        return ""
    text = content.decode("utf-8", "replace")
    if _INDEX.fullmatch(path):
        text = _CODE.sub('" ', text)
    return _UNWRAPPED.get(suffix, str)(text)


def _of_json(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "\\u" in text else text


def _of_calendar(text: str) -> str:
    return text.replace("\r\n ", "").replace("\r\n", "\n").replace("\\,", ",").replace("\\;", ";")


_UNWRAPPED: Mapping[str, Callable[[str], str]] = {
    ".html": unescape,
    ".xml": unescape,
    ".svg": unescape,
    ".json": _of_json,
    ".ics": _of_calendar,
}
