"""Files of many pieces, of which an edit changes few: an index of all entries, a feed of weeks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from infralog.outputs.artifact import Artifact


class Piece(NamedTuple):
    """A part of a file. `key` tells all that `make` reads: two with one key are the same bytes."""

    key: str
    make: Callable[[], bytes]


def assembled(path: str, key: str, pieces: Callable[[], Iterable[Piece]]) -> Artifact:
    """An artifact that is these pieces, one after the other."""
    return Artifact(path, key, partial(_joined, pieces), pieces=pieces)


def listed(
    opening: Piece, items: Iterable[Piece], between: bytes, ending: bytes
) -> Iterator[Piece]:
    """The pieces of a list: what comes before it, its items with `between` them, what follows."""
    yield opening
    followed = b""
    for item in items:
        key = f"{followed!r}{item.key}" if followed else item.key
        yield Piece(key, partial(_after, followed, item.make))
        followed = between
    yield Piece(f"ending {ending!r}", lambda: ending)


def _joined(pieces: Callable[[], Iterable[Piece]]) -> bytes:
    return b"".join(piece.make() for piece in pieces())


def _after(before: bytes, make: Callable[[], bytes]) -> bytes:
    return before + make()
