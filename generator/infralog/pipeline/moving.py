"""Folders to make files in, and moving those from there into the published folder."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

_ANY = "?" * 8
"""What `mkdtemp` puts in; a site whose name goes on after a dot has stages of its own."""


class Stages(NamedTuple):
    """Where a build makes files: those of the host, and those of the log."""

    host: Path
    log: Path


@contextmanager
def stages_beside(site: Path) -> Iterator[Stages]:
    """Empty folders beside `site` for its only build; gone afterwards, whatever happens.

    Folders that killed builds left behind are removed on the way.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    for old in site.parent.glob(f".{site.name}.{_ANY}.new"):
        shutil.rmtree(old, ignore_errors=True)
    folder = Path(mkdtemp(".new", f".{site.name}.", site.parent))
    stages = Stages(folder / "host", folder / "log")
    for stage in stages:
        stage.mkdir()
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
            _move(made, target)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            _make_way(site, path)
            _move(made, target)


def remove(site: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that are empty without them.

    Raises OSError where one stays: it would be published for ever.
    """
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            (site / path).unlink()
        with suppress(OSError):
            for folder in (site / path).parents:
                if folder == site:
                    break
                folder.rmdir()


def _move(made: str, target: str) -> None:
    """Put a file in its place at once, on another disk too: a folder may be mounted there."""
    try:
        os.replace(made, target)  # noqa: PTH105 - of ten thousands
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = f"{target}.new"
        shutil.copy2(made, beside)
        os.replace(beside, target)  # noqa: PTH105 - as above


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
