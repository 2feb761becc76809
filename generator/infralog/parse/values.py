"""Readers of single values and lists: texts, ids, choices, switches, addresses, numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from infralog.errors import did_you_mean
from infralog.parse.reading import Reading
from infralog.settings import CatalogueItem, Settings
from infralog.source.nodes import Listed, Node, Scalar
from infralog.source.text import UNPRINTABLE, unprintable

MAX_TITLE = 160
MAX_ID = 120

_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SWITCHES = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}

EnumT = TypeVar("EnumT", bound=StrEnum)


def scalar(node: Node, reading: Reading) -> str | None:
    """The text of a single value, as written but for line breaks, which count as blanks."""
    if not isinstance(node, Scalar):
        what = "a list" if isinstance(node, Listed) else "a mapping"
        reading.wrong(node, "E122", f"Here stands {what}; write one value.")
        return None
    # Only an escape in quotes can hold what the file as a whole was found not to hold.
    found = None if node.plain else UNPRINTABLE.search(node.text)
    if found:
        reading.wrong(node, "E102", unprintable(found[0]))
        return None
    text = " ".join(node.text.split())
    if not text:
        reading.wrong(node, "E123", "The value is empty; write one, or remove the key.")
        return None
    return text


def title(node: Node, reading: Reading) -> str | None:
    """Plain text of at most MAX_TITLE characters."""
    text = scalar(node, reading)
    if text and len(text) > MAX_TITLE:
        message = f"{text[:40]!r}... has {len(text):,} characters; write at most {MAX_TITLE}."
        reading.wrong(node, "E124", message)
        return None
    return text


def slug(node: Node, reading: Reading) -> str | None:
    """An id as files have it: small letters, digits and hyphens."""
    text = scalar(node, reading)
    return text if text is None or _is(_SLUG, text, node, reading) else None


def word(node: Node, reading: Reading) -> str | None:
    """An id of a catalogue, a tag or an author: as `slug`, with dots and underscores."""
    text = scalar(node, reading)
    return text if text is None or _is(_ID, text, node, reading) else None


def is_slug(text: str) -> bool:
    """Whether a text can be an entry's id."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= MAX_ID


def nearest_slug(text: str) -> str:
    """What an author would write as an id for this text."""
    if text.endswith(".md"):
        text = text.rpartition("/")[2].removesuffix(".md")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:MAX_ID].strip("-") or "a-short-name"


def _is(pattern: re.Pattern[str], text: str, node: Node, reading: Reading) -> bool:
    if pattern.fullmatch(text) and len(text) <= MAX_ID:
        return True
    message = (
        f"{text[:MAX_ID]!r} is no id; write small letters, digits and hyphens,"
        f" such as {nearest_slug(text)!r}{_or_as_list(pattern, text)}."
    )
    reading.wrong(node, "E127", message)
    return False


def _or_as_list(pattern: re.Pattern[str], text: str) -> str:
    """What to write where a text holds several ids, as hurried authors write lists."""
    parts = text[:MAX_ID].replace(",", " ").split()
    looks_so = pattern is _ID or "," in text or all("-" in part for part in parts)
    if len(parts) > 1 and looks_so and all(map(pattern.fullmatch, parts)):
        return f", or a list: [{', '.join(parts)}]"
    return ""


def switch(node: Node, reading: Reading) -> bool | None:
    """True or false, in the words that YAML has for them."""
    text = scalar(node, reading)
    if text is None:
        return None
    value = _SWITCHES.get(text.lower())
    if value is None:
        reading.wrong(node, "E126", f"{text!r} is neither true nor false; write one of them.")
    return value


def count(node: Node, reading: Reading) -> int | None:
    """A whole number from 1 to 99."""
    text = scalar(node, reading)
    if text is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]?", text):
        reading.wrong(node, "E136", f"{text!r} is no count; write a whole number from 1 to 99.")
        return None
    return int(text)


def url(node: Node, reading: Reading) -> str | None:
    """An absolute http or https address."""
    text = scalar(node, reading)
    if text is None:
        return None
    if not _is_url(text):
        message = f"{text[:200]!r} is no web address; write it in full: https://example.org/page."
        reading.wrong(node, "E128", message)
        return None
    return text


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False


def one_of(choices: type[EnumT]) -> Callable[[Node, Reading], EnumT | None]:
    """A reader of one member of an enumeration."""
    known = {choice.value: choice for choice in choices}

    def read(node: Node, reading: Reading) -> EnumT | None:
        text = scalar(node, reading)
        if text is None or text in known:
            return known[text] if text else None
        reading.wrong(node, "E125", f"{text!r} is not known; {did_you_mean(text, known)}")
        return None

    return read


def group(node: Node, reading: Reading) -> str | None:
    """A change's group, of those in the settings."""
    text = scalar(node, reading)
    if text is None or text in reading.settings.group_ids:
        return text
    remedy = did_you_mean(text, reading.settings.group_ids)
    reading.wrong(node, "E125", f"{text!r} is not known; {remedy}")
    return None


ItemT = TypeVar("ItemT")


def list_of(
    read: Callable[[Node, Reading], ItemT | None],
) -> Callable[[Node, Reading], tuple[ItemT, ...]]:
    """A reader of a list, or of one item without its list; wrong items are left out."""

    def read_all(node: Node, reading: Reading) -> tuple[ItemT, ...]:
        items = node.items if isinstance(node, Listed) else (node,)
        found = (read(item, reading) for item in items)
        return tuple(value for value in found if value is not None)

    return read_all


def set_of(
    read: Callable[[Node, Reading], ItemT | None],
) -> Callable[[Node, Reading], tuple[ItemT, ...]]:
    """As `list_of`, where no item may stand twice."""

    def read_all(node: Node, reading: Reading) -> tuple[ItemT, ...]:
        seen: dict[ItemT, None] = {}
        for item in node.items if isinstance(node, Listed) else (node,):
            value = read(item, reading)
            if value is None:
                continue
            if value in seen:
                reading.wrong(item, "E137", f"{str(value)!r} is listed twice; keep one of them.")
            seen[value] = None
        return tuple(seen)

    return read_all


def listed_in(
    catalogue: Callable[[Settings], Mapping[str, CatalogueItem] | None], name: str
) -> Callable[[Node, Reading], str | None]:
    """A reader of one id of a catalogue of the settings, where there is one."""

    def read(node: Node, reading: Reading) -> str | None:
        text = word(node, reading)
        known = catalogue(reading.settings)
        if text is None or known is None or text in known:
            return text
        message = f"{text!r} is not among the {name} of the settings; {did_you_mean(text, known)}"
        reading.wrong(node, "E129", message)
        return None

    return read
