"""Where the manifest of a published folder is kept from build to build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from infralog.pipeline.cache import Cache
from infralog.pipeline.manifest import Kept, Manifest, Place, files_below, paths_of, unknown

_PARTS = 256
"""A manifest lies in so many parts: an edit writes few of them again."""
_UNFINISHED = "unfinished"
_HEAD = "head"


class _Head(NamedTuple):
    """Who made a site, its shells, and in which parts its bundles lie: all of these, or none."""

    maker: str
    shells: Mapping[Place, str]
    parts: tuple[int, ...]


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
        head: _Head | None = self.cache.get(self._key(_HEAD))
        parts = {part: self.cache.get(self._key(part)) for part in (head.parts if head else ())}
        if head is None or None in parts.values():
            self._forget_gone()
            return Manifest({_UNFINISHED: unknown(files_below(self.site))}, {})
        bundles: dict[str, Kept] = {}
        for part in parts.values():
            bundles |= part
        announced: tuple[str, ...] = self.cache.get(self._key("announced")) or ()
        if head.maker == self.maker:
            if announced:
                bundles[_UNFINISHED] = unknown(announced)
            return Manifest(bundles, head.shells)
        paths = paths_of(Manifest(bundles, {})).union(announced)
        return Manifest({_UNFINISHED: unknown(paths)}, {})

    def announce(self, paths: Iterable[str], before: Manifest) -> None:
        """Tell that files may be there from now on, even if this build is killed.

        What an unfinished build has announced, as is `known`, may be there as well.
        """
        unfinished = before.bundles.get(_UNFINISHED)
        told = {*paths, *(unfinished.files if unfinished else ())}
        self.cache.put({self._key("announced"): tuple(sorted(told))})

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
        head = _Head(self.maker, manifest.shells, tuple(parts))
        self.cache.put({**values, self._key(_HEAD): head, self._key("announced"): ()})

    def _forget_gone(self) -> None:
        """Drop what is kept of folders that are no more, such as those that `serve` has shown."""
        for key in self.cache.keys("manifest:"):
            site, _, part = key.removeprefix("manifest:").rpartition(":")
            if part == _HEAD and not Path(site).exists():
                for kind in ("manifest", "outline"):
                    self.cache.drop_all_but(f"{kind}:{site}:", ())

    def _key(self, part: object) -> str:
        return f"manifest:{self.site}:{part}"


def _part_of(bundle: str) -> int:
    return crc32(bundle.encode("utf-8", "surrogateescape")) % _PARTS
