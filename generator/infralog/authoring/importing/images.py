"""Pictures that a body shows from beside its file: found, so that they can move with it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TARGETS = re.compile(
    r"!\[[^\]]*\]\(\s*<?(?P<markdown>[^)\s>]+)|<img\b[^>]*?\bsrc\s*=\s*[\"'](?P<html>[^\"']+)",
    re.IGNORECASE,
)


def image_targets(body: str) -> list[str]:
    """Targets of local images in a body, each once, in order."""
    found = (match["markdown"] or match["html"] for match in _TARGETS.finditer(body))
    return [target for target in dict.fromkeys(found) if _is_local(target)]


def images_of(body: str, file: Path, site: Path) -> dict[str, Path]:
    """The files that a body's local images mean: beside `file`, or under `site`/static for `/x`.

    What does not exist, or lies outside of `site`, is left out.
    """
    found: dict[str, Path] = {}
    for target in image_targets(body):
        name = unquote(urlsplit(target).path)
        path = site / "static" / name.lstrip("/") if name.startswith("/") else file.parent / name
        if path.is_file() and path.resolve().is_relative_to(site.resolve()):
            found[target] = path
    return found


def _is_local(target: str) -> bool:
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc and bool(parts.path)
