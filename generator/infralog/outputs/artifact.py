"""What the pipeline writes: bundles of artifacts, each known by a key of all it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from infralog.outputs.page import Page

if TYPE_CHECKING:
    from infralog.outputs.pieces import Piece


class Address(NamedTuple):
    """A page for the site map: its url under the site's root, and its last day, if known."""

    url: str
    updated: str


class Artifact(NamedTuple):
    """One file of the site.

    `path` is relative to the site's folder, with `/`. `key` is the `fingerprint` of the subject:
    of every record and value that `make` reads. Two builds with the same key have the same
    bytes, so an artifact whose key is unchanged is not made again. One that `is_dear` to make is
    kept in the cache as well, for builds into an empty folder. `address` is that of a page which
    search engines may list. `pieces` are those of which it is made, where an edit changes few.
    """

    path: str
    key: str
    make: Callable[[], bytes]
    is_dear: bool = False
    address: Address | None = None
    pieces: Callable[[], Iterable[Piece]] | None = None


class Bundle(NamedTuple):
    """Artifacts and pages that are found together.

    `key` tells everything that decides which of them there are, and all that their own keys tell:
    as long as it is as it was, nobody looks inside. One without a key is opened in each build.
    No two bundles of a site share a `name`. Those of one `kin` are made of the same things,
    which the process that makes one of them has at hand for the others.
    """

    name: str
    key: str
    open: Callable[[], Iterable[Artifact | Page]]
    kin: str = ""
