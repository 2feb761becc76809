"""What stands in a published folder: each bundle's files, with key, size and time as left."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from infralog.outputs.artifact import Address

Standing = tuple[str, int, int]
"""One file as the last build left it: key, size, time. A plain tuple, read by ten thousands."""

Place = tuple[str, str]
"""Where all pages have one shell around them: an address with slots, and a section."""

UNKNOWN: Standing = ("", -1, -1)
"""A file of which nothing is known but that it may be there."""


class Kept(NamedTuple):
    """One bundle as it was made: its files by their path, and its pages that may be listed."""

    key: str
    files: Mapping[str, Standing]
    addresses: tuple[Address, ...] = ()


class Manifest(NamedTuple):
    """A published folder: its bundles by name, and the keys of the shells its pages stand in."""

    bundles: Mapping[str, Kept]
    shells: Mapping[Place, str]


NOTHING = Manifest({}, {})


def paths_of(manifest: Manifest) -> frozenset[str]:
    """Every file."""
    return frozenset(path for kept in manifest.bundles.values() for path in kept.files)


def paths_apart(before: Manifest, after: Manifest) -> tuple[frozenset[str], frozenset[str]]:
    """The files that only the second holds, and those that only the first does.

    Bundles that are one and the same in both are not looked into: nearly all are, of many files.
    """
    old, new = before.bundles, after.bundles
    changed = [name for name in old.keys() | new.keys() if old.get(name) is not new.get(name)]
    first = paths_of(Manifest({name: old[name] for name in changed if name in old}, {}))
    second = paths_of(Manifest({name: new[name] for name in changed if name in new}, {}))
    return second - first, first - second


def unknown(paths: Iterable[str]) -> Kept:
    """Files of which only the paths are known."""
    return Kept("", dict.fromkeys(paths, UNKNOWN))


def touched(site: Path, manifest: Manifest) -> frozenset[str]:
    """The names of bundles of which a file is gone or was changed by someone else."""
    return frozenset(
        name
        for name, kept in manifest.bundles.items()
        if not all(stands(site, path, known) for path, known in kept.files.items())
    )


def stands(site: Path, path: str, known: Standing) -> bool:
    """Whether nobody has touched a file since."""
    try:
        return size_and_time(os.stat(f"{site}/{path}")) == known[1:]  # noqa: PTH116 - of ten thousands
    except OSError:
        return False


def same_bytes(site: Path, path: str, content: bytes) -> tuple[int, int] | None:
    """Size and time of the published file if it holds `content`."""
    try:
        with open(f"{site}/{path}", "rb") as file:  # noqa: PTH123 - of ten thousands
            found = os.fstat(file.fileno())
            if found.st_size == len(content) and file.read() == content:
                return size_and_time(found)
    except OSError:
        pass
    return None


def size_and_time(found: os.stat_result) -> tuple[int, int]:
    """What a manifest tells of a file, in bytes and nanoseconds."""
    return found.st_size, found.st_mtime_ns


def files_below(folder: Path) -> list[str]:
    """Paths of all files, relative to `folder`, with `/`, sorted.

    Hidden ones are passed over, and hidden folders: a build makes none, and a published folder
    may be a repository of its own.
    """
    root = str(folder)
    found: list[str] = []
    for where, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = where[len(root) + 1 :].replace(os.sep, "/")
        shown = [name for name in names if not name.startswith(".")]
        found += [f"{inside}/{name}" if inside else name for name in shown]
    return sorted(found)
