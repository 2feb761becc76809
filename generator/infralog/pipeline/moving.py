"""Folders to make files in, and moving those from there into the published folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple


class Stages(NamedTuple):
    """Where a build makes files: those of the host, and those of the log."""

    host: Path
    log: Path


@contextmanager
def stages_beside(site: Path) -> Iterator[Stages]:
    """Empty folders on the same disk as `site`; gone afterwards, whatever happens.

    Folders that killed builds left behind are removed on the way.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    for old in site.parent.glob(f".{site.name}.*.new"):
        if not _is_running(old.name.split(".")[-2]):
            shutil.rmtree(old, ignore_errors=True)
    folder = site.parent / f".{site.name}.{os.getpid()}.new"
    shutil.rmtree(folder, ignore_errors=True)
    stages = Stages(folder / "host", folder / "log")
    for stage in stages:
        stage.mkdir(parents=True)
    try:
        yield stages
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def move_into_place(stage: Path, site: Path, paths: Iterable[str]) -> None:
    """Move files of a stage; a published file or folder that is in the way of one goes."""
    if not site.exists():
        stage.rename(site)
        return
    for path in paths:
        made, target = f"{stage}/{path}", f"{site}/{path}"
        try:
            os.replace(made, target)  # noqa: PTH105 - of ten thousands
        except OSError:
            _make_way(site, path)
            os.replace(made, target)  # noqa: PTH105 - as above


def remove(site: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that are empty without them."""
    for path in paths:
        with suppress(OSError):
            (site / path).unlink()
            for folder in (site / path).parents:
                if folder == site:
                    break
                folder.rmdir()


def _make_way(site: Path, path: str) -> None:
    """Make the folders that `path` needs in place of files, and remove one of its own name."""
    if (site / path).is_dir():
        shutil.rmtree(site / path)
    folder = site
    for part in path.split("/")[:-1]:
        folder /= part
        if not folder.is_dir():
            folder.unlink(missing_ok=True)
            folder.mkdir()


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True
