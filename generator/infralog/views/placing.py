"""Putting a converted body on a page: its marks become prefixed ids and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from infralog.model.body import MARK
from infralog.source.file import FOLDERS

_MARKED = re.compile(rf'(href|src|poster)="{MARK}([^"#?]*)([^"]*)"|{MARK}')
_TARGETS = tuple(f'{attribute}="{MARK}' for attribute in ("href", "src", "poster"))
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
    if not any(start in html for start in _TARGETS):
        return html.replace(MARK, prefix)

    def resolve(mark: re.Match[str]) -> str:
        attribute, path, rest = mark.groups()
        if attribute is None:
            return prefix
        url = urls.get(path)
        if url is None and _is_record(path):
            return _DROPPED
        return f'{attribute}="{base}{url or site_path(path)}{rest}"'

    placed = _MARKED.sub(resolve, html)
    if _DROPPED not in placed:
        return placed
    return _LINK.sub(r"\1", placed).replace(_DROPPED, "")


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
