"""Digests of records: of what a build may show of them, not of the file that tells it.

They become keys, and some are published: a digest of the file would tell that internal text in
it has changed.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TypeVar

from infralog.model.body import Body
from infralog.model.entry import PART, Entry
from infralog.model.notes import Note

RecordT = TypeVar("RecordT", bound=Entry | Note)


def with_digest(record: RecordT, body: Body) -> RecordT:
    """A record without a digest, with that of its body and its own values, its path among them."""
    return _joined(record, _digest(f"{body.html}\x00{body.lead}"))


def with_new_digest(record: RecordT) -> RecordT:
    """A record whose values were changed, with the same body."""
    return _joined(replace(record, digest=""), record.digest[:PART])


def _joined(record: RecordT, body: str) -> RecordT:
    values, words = dict(vars(record)), ""
    if isinstance(record, Entry):
        words = f"{values.pop('title')}\x00{values.pop('summary')}"
    bones = repr(values)
    return replace(record, digest=f"{body}{_digest(bones)}{_digest(bones + words)}")


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=PART // 2).hexdigest()
