"""Keys for what an artifact is made of: two subjects with one key are the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from infralog.model.entry import Entry
from infralog.model.log import Log
from infralog.model.notes import Note

_digest = attrgetter("digest")
_face = attrgetter("face")
_PLAIN = (int, float, date, timedelta, type(None))
_SEQUENCES = (tuple, list)


def fingerprint(*parts: object) -> str:
    """A digest of a subject: records count by their own digest, all else by value.

    Takes entries, notes, frozen dataclasses, mappings, sequences, texts, numbers, dates and
    None. Raises TypeError for anything else, so that nothing is left out silently.
    """
    return _spelt(parts, _digest)


def face_print(*parts: object) -> str:
    """As `fingerprint`, for what shows no body of an entry: these count by all but their bodies."""
    return _spelt(parts, _face)


def record_faces(log: Log) -> str:
    """A digest of all records of a log but for their bodies."""
    return digest_of("".join([one.face for one in log.records]))


def record_bones(log: Log) -> str:
    """A digest of all records of a log but for what is only read of entries."""
    return digest_of(log.bones)


def digest_of(text: str) -> str:
    """A digest of a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _spelt(parts: tuple[object, ...], told: Callable[[Entry], str]) -> str:
    texts: list[str] = []
    for part in parts:
        _spell(part, texts, told)
    return digest_of("\x00".join(texts))


def _spell(value: object, texts: list[str], told: Callable[[Entry], str]) -> None:
    """Add what tells `value` from others; brackets tell where a group begins and ends."""
    if isinstance(value, str):
        texts.append(value)
    elif isinstance(value, Entry):
        texts += (value.path, told(value))
    elif isinstance(value, Note):
        texts += (value.path, value.digest)
    elif isinstance(value, _PLAIN):
        texts.append(repr(value))
    else:
        texts.append("(")
        for member in _members(value):
            _spell(member, texts, told)
        texts.append(")")


def _members(value: object) -> tuple[object, ...] | list[object]:
    if isinstance(value, _SEQUENCES):
        return value
    if isinstance(value, Mapping):
        return (*value.keys(), *value.values())
    if is_dataclass(value):
        return [getattr(value, name) for name in _names(value.__class__)]
    raise TypeError(f"{type(value).__name__} has no fingerprint")


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass
    return tuple(one.name for one in fields(kind))
