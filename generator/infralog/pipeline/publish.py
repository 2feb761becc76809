"""From artifacts to the published folder: make what changed aside, then move it into place.

The published folder is not touched before everything that belongs in it has been made. What
stands there already is told by a manifest: the key, size and time of each file as it was left.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from infralog.outputs.artifact import Artifact, Bundle
from infralog.pipeline.cache import Cache
from infralog.pipeline.dear import Dear
from infralog.pipeline.gate import Gate
from infralog.pipeline.making import Workshop
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


def publish(
    artifacts: Sequence[Artifact],
    bundles: Sequence[Bundle],
    stage: Path,
    site: Path,
    cache: Cache,
    gate: Gate = Gate(),  # noqa: B008 - frozen
) -> int:
    """Bring `site` to exactly `artifacts`, `bundles` and what the host has left in `stage`.

    Returns how many files were written or removed. One build at a time for each site. Raises
    ProblemsFound, and leaves `site` as it was, where `gate` refuses a file.
    """
    lock = cache.folder / f"{_name_of(site)}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(lock):
        name, maker = f"manifest:{site}", f"{package_digest()} {gate.key}"
        before = _known(cache.get(name), maker, site)
        dear = Dear(cache, artifacts, gate.key)
        after = Workshop(stage, site, before, dear, gate).make_all(artifacts, bundles)
        gone = [path for path in before if path not in after]
        if new := after.keys() - before.keys():
            # A build that is killed while it moves files must not leave any that nobody knows.
            cache.put({name: (maker, {**before, **dict.fromkeys(new, UNKNOWN)})})
        written = _move_into_place(stage, site, after)
        for path in gone:
            _remove(site, path)
        if written or gone or before != after:
            cache.put({name: (maker, after)})
            dear.forget_others()
        return written + len(gone)


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
