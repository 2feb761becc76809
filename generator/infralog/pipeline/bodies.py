"""The bodies of a log, converted once per content: in this build, or in an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from infralog.model.body import Body
from infralog.pipeline.cache import Cache


class KeptBodies(Mapping[str, Body]):
    """Bodies by digest, read from the cache each time: ten thousand would fill the memory.

    `again` converts a body anew, for the day on which the cache is gone in the middle of a build.
    """

    def __init__(self, cache: Cache, salt: str, again: Mapping[str, Callable[[], Body]]) -> None:
        self._cache = cache
        self._salt = salt
        self._again = again

    def keep(self, bodies: Mapping[str, Body]) -> None:
        """Keep bodies that were converted just now, for this build and later ones."""
        self._cache.put({self._key(digest): body for digest, body in bodies.items()})

    def forget_others(self) -> None:
        """Drop from the cache what no record of this build uses."""
        self._cache.drop_all_but("body:", map(self._key, self._again))

    def __getitem__(self, digest: str) -> Body:
        file = self._files[digest]
        if file not in self._here:
            self._here[file] = self._cache.get(self._key(file)) or self._again[file]()
        return self._here[file]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _key(self, digest: str) -> str:
        return f"body:{self._salt}:{digest}"
