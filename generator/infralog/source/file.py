"""The files of a log: which ones are ours, their bytes, and a digest that tells states apart."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from infralog.errors import InfralogError

FOLDERS = ("incidents", "changes", "maintenance", "weeks", "spofs", "efforts")
"""The folders whose Markdown files are records of the log; all others hold plain pages."""

MAX_FILE = 2_000_000
"""Bytes of a file; more is surely not an entry."""

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
        return PurePosixPath(self.path).stem


def read_sources(folder: Path) -> list[SourceFile]:
    """Every Markdown file of the log below `folder`, sorted by path.

    Hidden files and folders are passed over. A file above MAX_FILE is cut just beyond it, which
    is how parsing knows. Raises InfralogError where a file cannot be read.
    """
    found = (read_source(folder, path) for path in source_paths(folder))
    return sorted(found, key=lambda source: source.path)


def source_paths(folder: Path) -> Iterator[Path]:
    """The absolute path of every file that `read_sources` reads, in no order."""
    for name in FOLDERS:
        for base, folders, files in os.walk(folder / name):
            folders[:] = [one for one in folders if not one.startswith(".")]
            for file in files:
                if file.endswith(".md") and not file.startswith("."):
                    yield Path(base, file)


def read_source(folder: Path, path: Path) -> SourceFile:
    """One file below `folder`. Raises InfralogError where it cannot be read."""
    relative = path.relative_to(folder).as_posix()
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise InfralogError(f"{relative} cannot be read: {error.strerror}.") from error
    return SourceFile(_UNPRINTABLE.sub("?", relative), data)
