"""The bodies of a log, converted once per content: in this build, or in an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from infralog.model.body import Body
from infralog.pipeline.cache import Cache

_RECENT = 512
"""Bodies that stay read: those of some weeks are needed for pages and documents in turn."""


class ReadFile(Protocol):
    """What is known of a record's file."""

    @property
    def name(self) -> str:
        """Its place in the entries' folder."""
        ...

    @property
    def digest(self) -> str:
        """That of its bytes."""
        ...


class KeptBodies(Mapping[str, Body]):
    """Bodies by record's digest, read from the cache when needed: all would fill the memory.

    They are kept by the digest of the file. `again` converts the file of a name anew, for the day
    on which the cache is gone in the middle of a build.
    """

    def __init__(self, cache: Cache, salt: str, again: Callable[[str], Body]) -> None:
        self._cache = cache
        self._salt = salt
        self._again = again
        self._files: Mapping[str, ReadFile] = {}
        self._recent = lru_cache(maxsize=_RECENT)(self._read)

    def belong_to(self, files: Mapping[str, ReadFile]) -> None:
        """Take each record's file by the record's digest."""
        self._files = files

    def keep(self, bodies: Mapping[str, Body]) -> None:
        """Keep bodies, by their files' digests, for this build and later ones."""
        self._cache.put({self._key(digest): body for digest, body in bodies.items()})

    def forget(self, digests: Iterable[str]) -> None:
        """Drop from the cache the bodies of these files."""
        self._cache.drop(map(self._key, digests))

    def forget_all_but(self, digests: Iterable[str]) -> None:
        """Drop from the cache the bodies of all other files."""
        self._cache.drop_all_but("body:", map(self._key, digests))

    def __getitem__(self, digest: str) -> Body:
        return self._recent(digest)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _read(self, digest: str) -> Body:
        file = self._files[digest]
        return self._cache.get(self._key(file.digest)) or self._again(file.name)

    def _key(self, digest: str) -> str:
        return f"body:{self._salt}:{digest}"
