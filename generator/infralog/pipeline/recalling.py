"""What earlier builds have found of a log, as long as what it follows from is as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from infralog.outputs.recall import FoundT
from infralog.pipeline.cache import Cache
from infralog.pipeline.program import package_digest


@dataclass(frozen=True)
class Recalled:
    """The newest finding of each name, with the key of what it was found in."""

    cache: Cache

    def __call__(self, name: str, key: str, find: Callable[[], FoundT]) -> FoundT:
        """What is kept under `name` for this key, else what `find` finds, which is then kept."""
        state = f"{package_digest()} {key}"
        kept: tuple[str, FoundT] | None = self.cache.get(f"recalled:{name}")
        if kept is not None and kept[0] == state:
            return kept[1]
        found = find()
        self.cache.put({f"recalled:{name}": (state, found)})
        return found
