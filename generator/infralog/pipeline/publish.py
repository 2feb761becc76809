"""From artifacts to the published folder: make what changed aside, then move it into place.

The published folder is not touched before everything that belongs in it has been made. What
stands there already is told by a manifest: the key, size and time of each file as it was left.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from filelock import FileLock

from infralog.errors import Problem, ProblemsFound
from infralog.outputs.artifact import Artifact, Bundle
from infralog.pipeline.cache import Cache
from infralog.pipeline.dear import Dear
from infralog.pipeline.gate import Gate
from infralog.pipeline.pagefind import run_pagefind
from infralog.pipeline.program import package_digest
from infralog.pipeline.workers import Aside, spread


@dataclass(frozen=True)
class Standing:
    """One file as the last build left it in the published folder."""

    key: str
    size: int
    time: int


Manifest = Mapping[str, Standing]

Made = tuple[dict[str, Standing], list[Problem]]
"""Files that were made, by path, and what the gate refuses in them."""

_UNKNOWN = Standing("", -1, -1)


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
        after = _make_all(artifacts, bundles, stage, site, before, dear, gate)
        gone = [path for path in before if path not in after]
        if new := after.keys() - before.keys():
            # A build that is killed while it moves files must not leave any that nobody knows.
            cache.put({name: (maker, {**before, **dict.fromkeys(new, _UNKNOWN)})})
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
    return dict.fromkeys(kept[1] if kept else _files_below(site), _UNKNOWN)


def _make_all(
    artifacts: Sequence[Artifact],
    bundles: Sequence[Bundle],
    stage: Path,
    site: Path,
    before: Manifest,
    dear: Dear,
    gate: Gate,
) -> dict[str, Standing]:
    after, refused = _host_files(stage, site, gate)
    standing, stale = _sort_out(bundles, site, before)
    after |= standing
    with Aside(partial(_make_bundles, stale, stage, gate)) as indexing:
        waiting: list[Artifact] = []
        for artifact in artifacts:
            known = before.get(artifact.path)
            if known and known.key == artifact.key and _stands(site, artifact.path, known):
                after[artifact.path] = known
            else:
                waiting.append(artifact)
        make = partial(_make, stage=stage, site=site, dear=dear, gate=gate)
        for made, denied in (*spread(make, waiting), indexing.result()):
            after |= made
            refused += denied
    if refused:
        raise ProblemsFound(refused)
    return after


def _make(artifacts: Iterable[Artifact], stage: Path, site: Path, dear: Dear, gate: Gate) -> Made:
    """Make each artifact aside, unless the same bytes stand in the site already."""
    made = {}
    refused: list[Problem] = []
    folders: set[str] = set()
    for artifact in artifacts:
        content = dear.content_of(artifact) if artifact.is_dear else artifact.make()
        refused += gate.refused(artifact.path, content)
        if (left := _same_bytes(site, artifact.path, content)) is not None:
            made[artifact.path] = Standing(artifact.key, *left)
            continue
        path = f"{stage}/{artifact.path}"
        folder = path.rpartition("/")[0]
        if folder not in folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        with open(path, "wb") as file:  # noqa: PTH123 - thousands of files: half the time of Path's
            file.write(content)
            file.flush()
            made[artifact.path] = Standing(artifact.key, *_size_and_time(os.fstat(file.fileno())))
    return made, refused


def _sort_out(
    bundles: Sequence[Bundle], site: Path, before: Manifest
) -> tuple[dict[str, Standing], list[Bundle]]:
    """The files of bundles that stand whole, and the bundles that have to be made."""
    by_key: dict[str, dict[str, Standing]] = {bundle.key: {} for bundle in bundles}
    for path, known in before.items():
        if known.key in by_key:
            by_key[known.key][path] = known
    standing: dict[str, Standing] = {}
    stale = []
    for bundle in bundles:
        files = by_key[bundle.key]
        if files and all(_stands(site, path, known) for path, known in files.items()):
            standing |= files
        else:
            stale.append(bundle)
    return standing, stale


def _make_bundles(bundles: Sequence[Bundle], stage: Path, gate: Gate) -> Made:
    made = {}
    refused: list[Problem] = []
    for bundle in bundles:
        documents = bundle.documents()
        for path, document in documents.items():
            refused += gate.refused(f"{bundle.folder}/{path}", document.encode())
        run_pagefind(documents, stage / bundle.folder, with_program=bundle.leads)
        for path in _files_below(stage / bundle.folder):
            full = f"{bundle.folder}/{path}"
            made[full] = Standing(bundle.key, *_size_and_time((stage / full).stat()))
    return made, refused


def _host_files(stage: Path, site: Path, gate: Gate) -> Made:
    """Files that the host made anew: taken over only if they differ from the published ones."""
    made = {}
    refused: list[Problem] = []
    for path in _files_below(stage):
        content = (stage / path).read_bytes()
        refused += gate.refused(path, content)
        left = _same_bytes(site, path, content)
        if left is not None:
            (stage / path).unlink()
        made[path] = Standing("", *(left or _size_and_time((stage / path).stat())))
    return made, refused


def _same_bytes(site: Path, path: str, content: bytes) -> tuple[int, int] | None:
    """Size and time of the published file if it holds `content`."""
    try:
        with open(f"{site}/{path}", "rb") as file:  # noqa: PTH123 - as in _make
            found = os.fstat(file.fileno())
            if found.st_size == len(content) and file.read() == content:
                return _size_and_time(found)
    except OSError:
        pass
    return None


def _stands(site: Path, path: str, standing: Standing) -> bool:
    try:
        return _size_and_time(os.stat(f"{site}/{path}")) == (standing.size, standing.time)  # noqa: PTH116
    except OSError:
        return False


def _move_into_place(stage: Path, site: Path, after: Manifest) -> int:
    staged = [path for path in _files_below(stage) if path in after]
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


def _files_below(folder: Path) -> list[str]:
    """Paths of all files, relative to `folder`, sorted."""
    return sorted(
        os.path.relpath(os.path.join(where, name), folder).replace(os.sep, "/")  # noqa: PTH118
        for where, _, names in os.walk(folder)
        for name in names
    )


def _size_and_time(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


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
