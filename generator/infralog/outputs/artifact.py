"""What the pipeline writes: artifacts, each told apart by a key of all it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """One file of the site.

    `path` is relative to the site's folder, with `/`. `key` is the `fingerprint` of the subject:
    of every record and value that `make` reads. Two builds with the same key have the same
    bytes, so an artifact whose key is unchanged is not made again.
    """

    path: str
    key: str
    make: Callable[[], bytes]
