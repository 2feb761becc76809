"""Where the manifest of a published folder is kept from build to build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from infralog.pipeline.cache import Cache
from infralog.pipeline.manifest import Kept, Manifest, Place, files_below, paths_of, unknown

_PARTS = 256
"""A manifest lies in so many parts: an edit writes few of them again."""
_UNFINISHED = "unfinished"


@dataclass(frozen=True)
class Register:
    """The manifest of `site`; `maker` tells who made it.

    That is a state of the program, an audience and a deny-list: nothing that another one made is
    used again, and all of it that does not belong is removed.
    """

    cache: Cache
    site: Path
    maker: str

    def known(self) -> Manifest:
        """What stands in the site; by its paths alone where someone else made it."""
        head: tuple[str, Mapping[Place, str]] | None = self.cache.get(self._key("shells"))
        bundles: dict[str, Kept] = {}
        for part in range(_PARTS):
            bundles |= self.cache.get(self._key(part)) or {}
        announced: tuple[str, ...] = self.cache.get(self._key("announced")) or ()
        if head and head[0] == self.maker:
            if announced:
                bundles[_UNFINISHED] = unknown(announced)
            return Manifest(bundles, head[1])
        paths = paths_of(Manifest(bundles, {})).union(announced) if head else files_below(self.site)
        return Manifest({_UNFINISHED: unknown(paths)}, {})

    def announce(self, paths: Iterable[str]) -> None:
        """Tell that files may be there from now on, even if this build is killed."""
        self.cache.put({self._key("announced"): tuple(paths)})

    def keep(self, manifest: Manifest, before: Manifest) -> None:
        """What stands in the site from now on, and what was `known` of it until now."""
        old, new = before.bundles, manifest.bundles
        changed = {_part_of(name) for name, kept in new.items() if old.get(name) is not kept}
        changed |= {_part_of(name) for name in old.keys() - new.keys()}
        if _UNFINISHED in old:
            changed.update(range(_PARTS))
        parts: defaultdict[int, dict[str, Kept]] = defaultdict(dict)
        for name, kept in new.items():
            parts[_part_of(name)][name] = kept
        values = {self._key(part): parts[part] for part in sorted(changed)}
        head = {self._key("shells"): (self.maker, manifest.shells), self._key("announced"): ()}
        self.cache.put({**values, **head})

    def _key(self, part: object) -> str:
        return f"manifest:{self.site}:{part}"


def _part_of(bundle: str) -> int:
    return crc32(bundle.encode("utf-8", "surrogateescape")) % _PARTS
