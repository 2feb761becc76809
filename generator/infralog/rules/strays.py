"""Files that look like records of the log and lie where it does not look for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from infralog.errors import Problem
from infralog.source.file import FOLDERS

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---", re.DOTALL | re.MULTILINE)
_SIGNS = {
    "incidents": ("started", "impact"),
    "changes": ("date", "group"),
    "maintenance": ("starts", "state"),
    "weeks": ("headline",),
    "spofs": ("title", "found"),
}
"""Keys that nothing but a record of each folder has."""

LIKE_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")
"""Ends of names that MkDocs takes for pages, and the log does not take for records."""


def check_strays(pages: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """W308 at each of `pages`, path and text of Markdown files that are no records."""
    for path, text in pages:
        front = _FRONT.match(text)
        keys = set(re.findall(r"^(\w+)[ \t]*:", front[1], re.MULTILINE)) if front else set()
        folder = next((one for one, signs in _SIGNS.items() if keys.issuperset(signs)), None)
        if folder:
            yield Problem(path, 1, 1, "W308", _told(path, folder))


def _told(path: str, folder: str) -> str:
    name = path.rpartition("/")[2]
    if path.partition("/")[0] in FOLDERS and not name.endswith(".md"):
        return f"The log reads files that end with .md; call it {name.rpartition('.')[0]}.md."
    return (
        f"This looks like a record of {folder}/, yet is published as a plain page; move it there."
    )
