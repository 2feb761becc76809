"""What stands in a published folder: the key, size and time of each file as it was left."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Standing(NamedTuple):
    """One file as the last build left it in the published folder."""

    key: str
    size: int
    time: int


Manifest = Mapping[str, Standing]
"""Files by their path under the published folder."""

UNKNOWN = Standing("", -1, -1)
"""A file of which nothing is known but that it may be there."""


def stands(site: Path, path: str, standing: Standing) -> bool:
    """Whether nobody has touched a file since."""
    try:
        return size_and_time(os.stat(f"{site}/{path}")) == (standing.size, standing.time)  # noqa: PTH116 - of ten thousands
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
    """Paths of all files, relative to `folder`, with `/`, sorted."""
    return sorted(
        os.path.relpath(os.path.join(where, name), folder).replace(os.sep, "/")  # noqa: PTH118 - of ten thousands
        for where, _, names in os.walk(folder)
        for name in names
    )
