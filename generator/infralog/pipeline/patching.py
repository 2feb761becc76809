"""Files of many pieces: those that the published file holds already are taken from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from infralog.outputs.pieces import Piece
from infralog.pipeline.cache import Cache


class Outline(NamedTuple):
    """What a file holds, in its order: the key of each piece, and where it ends.

    `file` is the key of the artifact that it was.
    """

    file: str
    keys: Sequence[str]
    ends: Sequence[int]

    def taken_apart(self, content: bytes) -> Iterator[tuple[str, bytes]]:
        """Each piece of the file."""
        for key, start, end in zip(self.keys, (0, *self.ends), self.ends, strict=False):
            yield key, content[start:end]


class Outlines:
    """The outline of each file of a published folder as it was last made."""

    def __init__(self, cache: Cache, site: str) -> None:
        self._cache = cache
        self._prefix = f"outline:{site}:"

    def patched(
        self, path: str, key: str, pieces: Iterable[Piece], published: tuple[str, bytes]
    ) -> bytes:
        """The file at `path` with that `key`, of pieces as they are `published`, or else made.

        What is published is told by key and content: of another key, its outline is not known.
        """
        old, content = published
        outline: Outline | None = self._cache.get(self._prefix + path) if content else None
        known = dict(outline.taken_apart(content)) if outline and outline.file == old else {}
        keys, parts = [], []
        for piece in pieces:
            keys.append(piece.key)
            parts.append(known[piece.key] if piece.key in known else piece.make())
        self._cache.put({self._prefix + path: Outline(key, keys, [*accumulate(map(len, parts))])})
        return b"".join(parts)

    def forget(self, paths: Iterable[str]) -> None:
        """Drop those of files that are no more."""
        self._cache.drop(self._prefix + path for path in paths)
