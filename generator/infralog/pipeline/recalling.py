"""What earlier builds have found of a log, as long as nothing but bodies has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from infralog.model.log import Log
from infralog.outputs.fingerprint import record_faces
from infralog.outputs.recall import FoundT
from infralog.pipeline.cache import Cache
from infralog.pipeline.program import package_digest


@dataclass(frozen=True)
class Recalled:
    """Findings by name, of one state of the log each."""

    cache: Cache
    log: Log

    def __call__(self, name: str, find: Callable[[], FoundT]) -> FoundT:
        """What is kept under `name`, else what `find` finds, which is then kept."""
        kept: tuple[str, FoundT] | None = self.cache.get(f"recalled:{name}")
        if kept is not None and kept[0] == self._state:
            return kept[1]
        found = find()
        self.cache.put({f"recalled:{name}": (self._state, found)})
        return found

    @cached_property
    def _state(self) -> str:
        return f"{package_digest()} {record_faces(self.log)}"
