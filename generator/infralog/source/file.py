"""The files of a log: which ones are ours, their bytes, and a digest that tells states apart."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from infralog.errors import InfralogError

FOLDERS = ("incidents", "changes", "maintenance", "weeks", "spofs", "efforts")
"""The folders whose Markdown files are records of the log; all others hold plain pages."""

MAX_FILE = 2_000_000
"""Bytes of a file; more is surely not an entry."""

Stamp = tuple[int, int, int, int]
"""Size in bytes, times of the last change of content and of file in nanoseconds, and number on the
disk: as long as nobody writes a file, its stamp stays the same."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class SourceFile:
    """One record's file. `path` is its place under the entries' folder, with `/`."""

    path: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """Of place and content: the same text has other links in another folder."""
        return blake2b(self.path.encode() + b"\x00" + self.data, digest_size=16).hexdigest()

    @property
    def folder(self) -> str:
        """The first part of the path: one of FOLDERS."""
        return self.path.partition("/")[0]

    @property
    def stem(self) -> str:
        """The file's name without `.md`: the record's id."""
        return stem_of(self.path)


def stem_of(path: str) -> str:
    """The name of a file of the log without its folders and `.md`."""
    return path.rpartition("/")[2].removesuffix(".md")


def read_sources(folder: Path) -> list[SourceFile]:
    """Every Markdown file of the log below `folder`, sorted by path.

    Hidden files and folders are passed over. A file above MAX_FILE is cut just beyond it, which
    is how parsing knows. Raises InfralogError where a file cannot be read.
    """
    root = str(folder)
    return [_read(root, path) for path in sorted(_below(root))]


def stamps_of(folder: Path) -> dict[str, Stamp]:
    """The stamp of each file that `read_sources` reads, by its name in `folder`, sorted.

    Files that vanish meanwhile are left out.
    """
    root = str(folder)
    stamps = {}
    for path in sorted(_below(root)):
        try:
            stamps[path] = _stamp(f"{root}/{path}")
        except OSError:
            continue
    return stamps


def stamps_of_others(folder: Path) -> dict[str, Stamp]:
    """The stamps of all other files below `folder` that are not hidden: plain pages, pictures."""
    root, stamps = str(folder), {}
    for base, folders, files in os.walk(root):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        inside = base[len(root) + 1 :].replace(os.sep, "/")
        is_log = inside.partition("/")[0] in FOLDERS
        for file in sorted(files):
            if not (file.startswith(".") or (is_log and file.endswith(".md"))):
                with suppress(OSError):
                    stamps[f"{inside}/{file}"] = _stamp(f"{base}/{file}")
    return stamps


def source_at(folder: Path, name: str) -> SourceFile:
    """The file of a name in `stamps_of`. Raises InfralogError where it cannot be read."""
    return _read(str(folder), name)


def source_paths(folder: Path) -> list[Path]:
    """The files that `read_sources` reads, in the same order."""
    return [folder / path for path in sorted(_below(str(folder)))]


def read_source(folder: Path, file: Path) -> SourceFile:
    """One file below `folder`. Raises InfralogError where it cannot be read."""
    return _read(str(folder), file.relative_to(folder).as_posix())


def _stamp(path: str) -> Stamp:
    found = os.stat(path)  # noqa: PTH116 - as in `_below`
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _below(root: str) -> Iterator[str]:
    """Paths under `root`, as texts: ten thousand Path objects would cost half a second."""
    for name in FOLDERS:
        for base, folders, files in os.walk(f"{root}/{name}"):
            folders[:] = [one for one in folders if not one.startswith(".")]
            inside = base[len(root) + 1 :].replace(os.sep, "/")
            for file in files:
                if file.endswith(".md") and not file.startswith("."):
                    yield f"{inside}/{file}"


def _read(root: str, path: str) -> SourceFile:
    try:
        with open(f"{root}/{path}", "rb") as file:  # noqa: PTH123 - as in `_below`
            # Ten thousand times room for MAX_FILE would take a quarter of a second.
            data = file.read(min(os.fstat(file.fileno()).st_size, MAX_FILE) + 1)
    except OSError as error:
        shown = os.path.relpath(f"{root}/{path}")
        raise InfralogError(f"{shown} cannot be read: {error.strerror}.") from error
    return SourceFile(printable(path), data)


def printable(path: str) -> str:
    """A path as messages show it and addresses may hold it."""
    return path if path.isprintable() else _UNPRINTABLE.sub("?", path)
