"""The state of this program and of the libraries whose output it keeps."""

from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("Markdown", "pymdown-extensions", "Pygments", "nh3", "feedgen", "icalendar", "babel")


@cache
def package_digest() -> str:
    """Tells two states of this program apart, so that neither takes what the other has kept."""
    found = blake2b(" ".join(map(version, _LIBRARIES)).encode(), digest_size=16)
    for base, folders, files in os.walk(Path(__file__).parents[1]):
        folders.sort()
        for name in sorted(files):
            if name.endswith((".py", ".toml", ".ttf")):
                state = os.stat(os.path.join(base, name))  # noqa: PTH116, PTH118 - at every start
                found.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return found.hexdigest()
