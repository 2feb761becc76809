"""From artifacts to the published folder: make what changed aside, then move it into place.

The published folder is not touched before everything that belongs in it has been made. What
stands there already is told by a manifest: the key, size and time of each file as it was left.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Self

from filelock import FileLock

from infralog.outputs.artifact import Artifact, Bundle
from infralog.pipeline.cache import Cache
from infralog.pipeline.dear import Dear
from infralog.pipeline.gate import Gate
from infralog.pipeline.making import Indexing, Workshop
from infralog.pipeline.manifest import UNKNOWN, Manifest, files_below
from infralog.pipeline.program import package_digest


@contextmanager
def stage_beside(site: Path) -> Iterator[Path]:
    """An empty folder on the same disk as `site`; gone afterwards, whatever happens.

    Folders that killed builds left behind are removed on the way.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    for old in site.parent.glob(f".{site.name}.*.new"):
        if not _is_running(old.name.split(".")[-2]):
            shutil.rmtree(old, ignore_errors=True)
    stage = site.parent / f".{site.name}.{os.getpid()}.new"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


class Publication:
    """One build of a site, from when its log is read until it stands in the published folder."""

    def __init__(self, workshop: Workshop, cache: Cache, manifest: str, maker: str) -> None:
        self._workshop = workshop
        self._cache = cache
        self._manifest = manifest
        self._maker = maker
        self._indexing = Indexing()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def begin(self, bundles: Sequence[Bundle]) -> None:
        """Start to make the search, aside: it needs nothing but the log."""
        self._indexing = self._workshop.index(bundles)
        if self._indexing.aside:
            self._open.enter_context(self._indexing.aside)

    def finish(self, artifacts: Sequence[Artifact]) -> int:
        """Bring the site to exactly `artifacts`, the bundles and what the host left in the stage.

        Returns how many files were written or removed. Raises ProblemsFound, and leaves the site
        as it was, where the gate refuses a file.
        """
        site, before = self._workshop.site, self._workshop.before
        after = self._workshop.make_all(artifacts, self._indexing)
        gone = [path for path in before if path not in after]
        if new := after.keys() - before.keys():
            # A build that is killed while it moves files must not leave any that nobody knows.
            self._keep({**before, **dict.fromkeys(new, UNKNOWN)})
        written = _move_into_place(self._workshop.stage, site, after)
        for path in gone:
            _remove(site, path)
        if written or gone or before != after:
            self._keep(after)
            self._workshop.dear.forget_all_but(artifacts)
        return written + len(gone)

    def _keep(self, manifest: Manifest) -> None:
        self._cache.put({self._manifest: (self._maker, manifest)})


@contextmanager
def publication(
    stage: Path,
    site: Path,
    cache: Cache,
    gate: Gate = Gate(),  # noqa: B008 - frozen
) -> Iterator[Publication]:
    """The only publication of `site` for as long as the context lasts; others wait."""
    lock = cache.folder / f"{_name_of(site)}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(lock):
        manifest, maker = f"manifest:{site}", f"{package_digest()} {gate.key}"
        before = _known(cache.get(manifest), maker, site)
        workshop = Workshop(stage, site, before, Dear(cache, gate.key), gate)
        with Publication(workshop, cache, manifest, maker) as begun:
            yield begun


def _known(kept: tuple[str, Manifest] | None, maker: str, site: Path) -> Manifest:
    """What stands in the site; by its paths alone where someone else made it.

    That is another state of the program, another audience, or a build before the deny-list was
    as it is: nothing of theirs is used again, and all of it that does not belong is removed.
    """
    if kept and kept[0] == maker:
        return kept[1]
    return dict.fromkeys(kept[1] if kept else files_below(site), UNKNOWN)


def _move_into_place(stage: Path, site: Path, after: Manifest) -> int:
    staged = [path for path in files_below(stage) if path in after]
    if not site.exists():
        stage.rename(site)
        return len(staged)
    for path in staged:
        target = site / path
        if target.is_dir():
            shutil.rmtree(target)
        try:
            (stage / path).replace(target)
        except OSError:
            _make_way(site, path)
            (stage / path).replace(target)
    return len(staged)


def _make_way(site: Path, path: str) -> None:
    """Make the folders that `path` needs, in place of files of their names."""
    folder = site
    for part in path.split("/")[:-1]:
        folder /= part
        if not folder.is_dir():
            folder.unlink(missing_ok=True)
            folder.mkdir()


def _remove(site: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    with suppress(OSError):
        (site / path).unlink()
        for folder in (site / path).parents:
            if folder == site:
                break
            folder.rmdir()


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True


def _name_of(site: Path) -> str:
    return "site-" + "".join(sign if sign.isalnum() else "-" for sign in str(site))[-100:]
