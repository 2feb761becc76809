"""Writing entry files so that a kill at any moment leaves the old file or the new one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infralog.errors import InfralogError


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` over `path` in one step, keeping the file's mode."""
    mode = path.stat().st_mode & 0o7777 if path.exists() else None
    with _beside(path, data, mode) as made:
        made.replace(path)


def create_file(path: Path, data: bytes) -> None:
    """Write a new file in one step. Raises InfralogError where one stands already."""
    with _beside(path, data, None) as made:
        try:
            os.link(made, path)
        except FileExistsError:
            shown = os.path.relpath(path)
            raise InfralogError(f"{shown} exists already; it is left as it is.") from None


@contextmanager
def _beside(path: Path, data: bytes, mode: int | None) -> Iterator[Path]:
    """A finished copy in the same folder, hidden from git and from the log, gone afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".infralog-", suffix=".part", dir=path.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(_new_mode() if mode is None else mode)
        yield made
    finally:
        made.unlink(missing_ok=True)


def _new_mode() -> int:
    """What the user's umask gives a new file; mkstemp gives 0600."""
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
