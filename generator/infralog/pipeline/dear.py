"""What is dear to make, such as pictures: kept from build to build beside the published folder."""

from __future__ import annotations

from collections.abc import Iterable

from infralog.outputs.artifact import Artifact
from infralog.pipeline.cache import Cache
from infralog.pipeline.program import package_digest


class Dear:
    """Contents of artifacts that are dear, as an earlier build left them.

    `log` tells apart whose log is built.
    """

    def __init__(self, cache: Cache, log: str) -> None:
        self._cache = cache
        self._of_log = f"dear:{log}:"
        self._prefix = f"{self._of_log}{package_digest()}:"

    def content_of(self, artifact: Artifact) -> bytes:
        """The bytes, made only where they are not kept."""
        key = self._prefix + artifact.key
        kept: bytes | None = self._cache.get(key)
        if kept is None:
            kept = artifact.make()
            self._cache.put({key: kept})
        return kept

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Drop what none of these, the keys of all artifacts of a build, stands for."""
        self._cache.drop_all_but(self._of_log, (self._prefix + key for key in keys))
