"""The state of this program and of the libraries whose output it keeps."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

_LIBRARIES = (
    *("markdown", "pymdown_extensions", "pygments", "nh3", "feedgen", "icalendar", "babel"),
    *("mkdocs", "mkdocs_material", "jinja2", "pystemmer", "resvg_py"),
)
_VERSIONS = tuple(f"{name}-" for name in _LIBRARIES)


@cache
def package_digest() -> str:
    """Tells two states of this program apart, so that neither takes what the other has kept."""
    found = blake2b(" ".join(_versions()).encode(), digest_size=16)
    for base, folders, files in os.walk(Path(__file__).parents[1]):
        folders.sort()
        for name in sorted(files):
            if name.endswith((".py", ".toml", ".ttf")):
                state = os.stat(os.path.join(base, name))  # noqa: PTH116, PTH118 - at every start
                found.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _versions() -> list[str]:
    """`markdown-3.6.dist-info` and the like; importing what Python has for it takes 30 ms."""
    folders = [path for path in sys.path if os.path.isdir(path)]  # noqa: PTH112 - at every start
    return [
        name
        for folder in folders
        for name in sorted(os.listdir(folder))  # noqa: PTH208 - as above
        if name.endswith("-info") and name.lower().startswith(_VERSIONS)
    ]
