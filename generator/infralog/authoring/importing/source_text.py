"""Files of other generators: from bytes to front matter and body, however they are damaged."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from difflib import get_close_matches
from typing import NamedTuple

import yaml

from infralog.source.text import UNPRINTABLE

_KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*[:=](?:\s+|$)(?P<value>.*)")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)")
_LIKE_FRONT = re.compile(r"[A-Za-z_][\w-]*\s*[:=]|\s+\S|-\s|#")


@dataclass(frozen=True)
class SourceText:
    """One file: `front` by keys in small letters, values texts, lists or mappings of texts.

    `lines` says where each key stands, `body_line` where the body begins; both count from 1.
    `remarks` are (line, what was odd about the file).
    """

    front: Mapping[str, object]
    body: str
    body_line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[tuple[int, str], ...] = ()

    def text(self, key: str) -> str:
        """A single value, without blanks around it; empty where there is none."""
        value = self.front.get(key)
        return value.strip() if isinstance(value, str) else ""

    def texts(self, key: str) -> list[str]:
        """A list of values; one text counts as a list of one."""
        value = self.front.get(key)
        listed = value if isinstance(value, list) else [value]
        return [one.strip() for one in listed if isinstance(one, str) and one.strip()]

    def line(self, key: str) -> int:
        """Where a key stands, else the first line."""
        return self.lines.get(key, 1)


def decode(data: bytes) -> tuple[str, list[tuple[int, str]]]:
    """Text with `\\n` line endings and no control characters, and what was odd about it."""
    remarks: list[tuple[int, str]] = []
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        remarks.append((line, "is not UTF-8; it was read as Windows-1252: look at its accents"))
        text = data.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        remarks.append((line, f"control character {found.group()!r} left out"))
        text = UNPRINTABLE.sub("", text)
    return text, remarks


def read_source_text(data: bytes, known: Iterable[str]) -> SourceText:
    """Front matter in YAML, TOML or JSON and the body; `known` mends misspelt keys."""
    text, remarks = decode(data)
    lines = text.split("\n")
    start = next((count for count, line in enumerate(lines) if line.strip()), 0)
    block = _block(lines, start)
    front = {key.lower(): value for key, value in block.values.items()}
    places = _places(lines[: block.end], start)
    front = _respelt(front, frozenset(known), places, remarks)
    below = "\n".join(lines[block.end :])
    body = below.lstrip("\n")
    return SourceText(
        front=front,
        body=body.rstrip("\n"),
        body_line=min(block.end + 1 + len(below) - len(body), len(lines)),
        lines=places,
        remarks=(*remarks, *block.remarks),
    )


class _Block(NamedTuple):
    """Front matter that ends before line `end`, counted from 0."""

    values: Mapping[str, object]
    end: int
    remarks: tuple[tuple[int, str], ...] = ()


def _block(lines: list[str], start: int) -> _Block:
    fence = lines[start].rstrip() if lines else ""
    if fence in ("---", "+++"):
        return _fenced(lines, start, fence)
    if fence.startswith("{"):
        return _json_block(lines, start)
    end = _end_of_likeness(lines, start)
    if end < len(lines) and end > start and lines[end].rstrip() == "---":
        values = _values("\n".join(lines[start:end]), "---")
        if values:
            return _Block(values, end + 1, ((start + 1, "the opening `---` was missing"),))
    return _Block({}, start)


def _fenced(lines: list[str], start: int, fence: str) -> _Block:
    inside = range(start + 1, len(lines))
    end = next((count for count in inside if lines[count].rstrip() == fence), None)
    if end is not None:
        values = _values("\n".join(lines[start + 1 : end]), fence)
        if values is not None:
            return _Block(values, end + 1)
    likely = _end_of_likeness(lines, start + 1)
    if end is not None and likely >= end:
        remark = "the front matter is not valid; it was read line by line"
        return _Block(_line_by_line(lines[start + 1 : end]), end + 1, ((start + 1, remark),))
    given = lines[start + 1 : likely]
    values = _values("\n".join(given), fence) or _line_by_line(given)
    return _Block(values, likely, ((start + 1, f"the closing `{fence}` was missing"),))


def _json_block(lines: list[str], start: int) -> _Block:
    text = "\n".join(lines[start:])
    try:
        values, length = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return _Block({}, start)
    end = start + text.count("\n", 0, length) + 1
    return _Block({str(key): _as_text(value) for key, value in values.items()}, end)


def _end_of_likeness(lines: list[str], start: int) -> int:
    """The first line that is blank or does not look like front matter."""
    after = range(start, len(lines))
    return next((n for n in after if not _LIKE_FRONT.match(lines[n])), len(lines))


def _values(text: str, fence: str) -> dict[str, object] | None:
    """The mapping that stands in `text`, or None if it holds none."""
    try:
        found = tomllib.loads(text) if fence == "+++" else yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and mappings only
    except (ValueError, yaml.YAMLError, RecursionError):
        return None
    if found in (None, ""):
        return {}
    return {str(k): _as_text(v) for k, v in found.items()} if isinstance(found, dict) else None


def _as_text(value: object) -> object:
    """TOML's and JSON's own types as an author would have written them."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return value if isinstance(value, str | dict) else "" if value is None else str(value)


def _line_by_line(lines: list[str]) -> dict[str, object]:
    """`key: value` lines and `- item` lists below them, whatever else is wrong."""
    values: dict[str, object] = {}
    key = ""
    for line in lines:
        if found := _KEY.match(line):
            key = found["key"]
            values[key] = _unquoted(found["value"])
        elif (found := _ITEM.match(line)) and key:
            so_far = values[key]
            values[key] = [*(so_far if isinstance(so_far, list) else []), _unquoted(found["value"])]
    return values


def _unquoted(value: str) -> str:
    text = re.sub(r"\s+#.*$", "", value).strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _places(lines: list[str], start: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for count, line in enumerate(lines[start:], start + 1):
        if key := re.match(r"[\"']?([A-Za-z_][\w-]*)[\"']?\s*[:=]", line.strip()):
            found.setdefault(key[1].lower(), count)
    return found


def _respelt(
    front: Mapping[str, object],
    known: frozenset[str],
    places: dict[str, int],
    remarks: list[tuple[int, str]],
) -> dict[str, object]:
    """Keys that are nearly one of `known`, where that one is missing, take its name."""
    mended: dict[str, object] = {}
    for key, value in front.items():
        near = [] if key in known else get_close_matches(key, known - front.keys(), 1, 0.8)
        name = near[0] if near else key
        if near:
            places[name] = places.get(key, 1)
            remarks.append((places[name], f"{key!r} was read as {name!r}"))
        mended.setdefault(name, value)
    return mended
