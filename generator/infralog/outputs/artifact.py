"""What the pipeline writes: artifacts, each told apart by a key of all it is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """One file of the site.

    `path` is relative to the site's folder, with `/`. `key` is the `fingerprint` of the subject:
    of every record and value that `make` reads. Two builds with the same key have the same
    bytes, so an artifact whose key is unchanged is not made again. One that `is_dear` to make is
    kept in the cache as well, for builds into an empty folder.
    """

    path: str
    key: str
    make: Callable[[], bytes]
    is_dear: bool = False


@dataclass(frozen=True)
class Bundle:
    """Files that are made together, and whose names are known only then.

    `make` gives them by their path below `folder`; `key` is as in an artifact. No two bundles of a
    site share a key or a folder.
    """

    folder: str
    key: str
    make: Callable[[], Mapping[str, bytes]]
