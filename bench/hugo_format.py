"""Writes a made log as a Hugo user keeps it: TOML front matter, taxonomies, the layout in hugo/."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from moments import ZONE, week_of
from record import Entry, Front, Log, Value

_SITE: Final = Path(__file__).with_name("hugo")
_ENTRY_LINK: Final = re.compile(r"\]\(\.\./\.\./(\w+)/\d{4}/([\w-]+)\.md\)")
_RENAMED: Final = {"links": "references", "date": "started", "starts": "started"}
"""Keys that mean something else to Hugo, or that the layout wants under one name."""


def write_hugo(log: Log, folder: Path) -> None:
    """Writes hugo.toml, layouts/ and content/ into the folder."""
    shutil.copytree(_SITE, folder)
    content = folder / "content"
    for entry in log.entries:
        _write(content / entry.folder / f"{entry.id}.md", _front(entry), _linked(entry.body))
    for name, pages in (("spofs", log.spofs), ("efforts", log.efforts)):
        for page in pages:
            _write(content / name / f"{page.id}.md", {"title": page.front["title"]}, page.body)
    _write(
        content / "weeks" / "_index.md", {"title": "Weeks", "cascade": {"outputs": ["html"]}}, ""
    )
    for week in log.weeks:
        front: Front = {"title": week.id, "headline": week.front["headline"]}
        _write(content / "weeks" / week.id / "_index.md", front, week.body)


def _front(entry: Entry) -> Front:
    """What Hugo needs to know, then the entry's own keys; the week is a taxonomy."""
    own = {_RENAMED.get(key, key): value for key, value in entry.front.items()}
    return {
        "date": entry.start,
        "kind_of": entry.kind,
        "weeks": [week_of(entry.start.date()).isoformat()],
        **own,
    }


def _linked(body: str) -> str:
    """The body with links to entries as addresses, which is the cheapest form for Hugo."""
    return _ENTRY_LINK.sub(r"](/\1/\2/)", body)


def _write(path: Path, front: Front, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "\n".join(f"{key} = {_toml(value)}" for key, value in front.items())
    path.write_text(f"+++\n{head}\n+++\n\n{body}", encoding="utf-8")


def _toml(value: Value) -> str:
    if isinstance(value, datetime):
        return value.replace(tzinfo=ZoneInfo(ZONE)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)
