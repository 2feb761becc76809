"""Where the manifest of a published folder is kept from build to build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from infralog.pipeline.cache import Cache
from infralog.pipeline.manifest import Manifest, files_below, paths_of, unknown

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
        kept: tuple[str, Manifest] | None = self.cache.get(self._key)
        announced: tuple[str, ...] = self.cache.get(self._announced) or ()
        if kept and kept[0] == self.maker:
            manifest = kept[1]
            return Manifest({**manifest.bundles, _UNFINISHED: unknown(announced)}, manifest.shells)
        paths = paths_of(kept[1]).union(announced) if kept else files_below(self.site)
        return Manifest({_UNFINISHED: unknown(paths)}, {})

    def announce(self, paths: Iterable[str]) -> None:
        """Tell that files may be there from now on, even if this build is killed."""
        self.cache.put({self._announced: tuple(paths)})

    def keep(self, manifest: Manifest) -> None:
        """What stands in the site from now on."""
        self.cache.put({self._key: (self.maker, manifest), self._announced: ()})

    @property
    def _key(self) -> str:
        return f"manifest:{self.site}"

    @property
    def _announced(self) -> str:
        return f"announced:{self.site}"
