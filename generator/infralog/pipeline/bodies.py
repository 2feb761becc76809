"""The bodies of a log, converted once per content: in this build, or in an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from infralog.model.body import Body
from infralog.pipeline.cache import Cache


class KeptBodies(Mapping[str, Body]):
    """Bodies by record's digest, read from the cache each time: they would fill the memory.

    They are kept by the digest of the file. `again` converts one anew, for the day on which the
    cache is gone in the middle of a build.
    """

    def __init__(self, cache: Cache, salt: str, again: Mapping[str, Callable[[], Body]]) -> None:
        self._cache = cache
        self._salt = salt
        self._again = again
        self._files: Mapping[str, str] = {}

    def belong_to(self, files: Mapping[str, str]) -> None:
        """Take the digests of the files by those of the records."""
        self._files = files

    def keep(self, bodies: Mapping[str, Body]) -> None:
        """Keep bodies that were converted just now, for this build and later ones."""
        self._cache.put({self._key(digest): body for digest, body in bodies.items()})

    def forget_others(self) -> None:
        """Drop from the cache what no record of this build uses."""
        self._cache.drop_all_but("body:", map(self._key, self._again))

    def __getitem__(self, digest: str) -> Body:
        file = self._files[digest]
        return self._cache.get(self._key(file)) or self._again[file]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _key(self, digest: str) -> str:
        return f"body:{self._salt}:{digest}"
