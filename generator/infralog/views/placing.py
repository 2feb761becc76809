"""Putting a converted body on a page: its marks become prefixed ids and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from infralog.model.body import MARK
from infralog.source.file import FOLDERS

_ATTRIBUTES = ('href="', 'src="', 'poster="')
_PATH = re.compile(r"[^#?]*")
_DROPPED = "\x1f"
"""Stands for a dropped address; sources cannot hold this character."""
_LINK = re.compile(rf"<a\b[^>]*{_DROPPED}[^>]*>(.*?)</a>", re.DOTALL)
_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")


def place(html: str, base: str, prefix: str, urls: Mapping[str, str], own: str = "") -> str:
    """The HTML of a body as it stands on one page.

    `base` leads from the page to the site's root, or is the absolute root in feeds. `prefix`
    keeps ids apart where several bodies share a page. `urls` holds the addresses of targets that
    have a page of another name; a link to a record without one, as to an internal entry, stays as
    its text alone. `own` is the page's absolute address where bare `#fragments`
    would not do.
    """
    if MARK not in html:
        return html
    if own:
        html = html.replace(f'href="#{MARK}', f'href="{own}#{MARK}')
    first, *marked = html.split(MARK)  # to look for the attributes by a pattern is slow
    parts = [first]
    for part in marked:
        if not parts[-1].endswith(_ATTRIBUTES):
            parts += (prefix, part)
            continue
        target, quote, after = part.partition('"')
        address = _address(target, base, urls)
        if address is None:
            attribute = next(filter(parts[-1].endswith, _ATTRIBUTES))
            parts[-1] = parts[-1].removesuffix(attribute)
            parts += (_DROPPED, after)
        else:
            parts += (address + quote, after)
    placed = "".join(parts)
    if _DROPPED not in placed:
        return placed
    return _LINK.sub(r"\1", placed).replace(_DROPPED, "")


def _address(target: str, base: str, urls: Mapping[str, str]) -> str | None:
    """Where a local target is; None for a record that has no page here."""
    path = _PATH.match(target)[0]  # type: ignore[index] # it matches all texts
    url = urls.get(path)
    if url is None and _is_record(path):
        return None
    return f"{base}{url or site_path(path)}{target[len(path) :]}"


def _is_record(path: str) -> bool:
    return path.endswith(".md") and path.partition("/")[0] in FOLDERS


def deepen(html: str, levels: int) -> str:
    """The HTML with its headings so many levels lower, where it stands below a heading."""
    if "<h" not in html:
        return html
    return _HEADING.sub(lambda tag: f"{tag[1]}{min(6, int(tag[2]) + levels)}", html)


def site_path(path: str) -> str:
    """Where a file of the entries' folder lands that is no entry: pages get a folder."""
    if not path.endswith(".md"):
        return path
    page = PurePosixPath(path)
    folder = page.parent if page.stem in ("index", "README") else page.with_suffix("")
    return "" if str(folder) == "." else f"{folder}/"
