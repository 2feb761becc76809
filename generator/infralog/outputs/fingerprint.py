"""Keys for what an artifact is made of: two subjects with one key are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from hashlib import blake2b

from infralog.model.entry import Entry
from infralog.model.notes import Note


def fingerprint(*parts: object) -> str:
    """A digest of a subject: records count by their own digest, all else by value.

    Takes entries, notes, frozen dataclasses, mappings, sequences, texts, numbers, dates and
    None. Raises TypeError for anything else, so that nothing is left out silently.
    """
    found = blake2b(digest_size=16)
    for text in _texts(parts):
        found.update(text.encode("utf-8", "surrogatepass"))
        found.update(b"\x00")
    return found.hexdigest()


def _texts(value: object) -> Iterable[str]:  # noqa: PLR0911 - one line a kind of value
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Entry | Note):
        return (value.path, value.digest)
    if value is None or isinstance(value, int | float | date | timedelta):
        return (repr(value),)
    if isinstance(value, Enum):
        return (repr(value),)
    if isinstance(value, Mapping):
        return _all((*value.keys(), *value.values()))
    if isinstance(value, tuple | list):
        return _all(value)
    if is_dataclass(value):
        return _all([getattr(value, one.name) for one in fields(value)])
    raise TypeError(f"{type(value).__name__} has no fingerprint")


def _all(values: Iterable[object]) -> Iterable[str]:
    texts = ["("]
    for value in values:
        texts += _texts(value)
    texts.append(")")
    return texts
