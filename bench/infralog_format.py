"""Writes a made log as infralog reads it: Markdown with YAML front matter, by kind and year."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from moments import ZONE
from record import Front, Log, Page, Value

_SETTINGS: Final = """\
site_name: A made log
site_url: https://log.example.org/
docs_dir: entries
theme:
  name: material
  font: false
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - fenced_code
  - toc:
      permalink: true
plugins:
  - infralog:
"""
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 _./-]*[A-Za-z0-9]|https://[a-z0-9./-]+|\+\d+m")


def write_infralog(log: Log, folder: Path) -> None:
    """Writes mkdocs.yml and entries/ into the folder."""
    settings: Front = {
        "timezone": ZONE,
        "authority": "example.org,2024",
        "social_cards": False,
        "services": log.services,
        "regions": log.regions,
    }
    entries = folder / "entries"
    entries.mkdir(parents=True, exist_ok=True)
    text = _SETTINGS + "\n".join(_lines(settings, 6)) + "\n"
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    for entry in log.entries:
        path = entries / entry.folder / str(entry.start.year) / f"{entry.id}.md"
        _write(path, entry.front, entry.body)
    for name, pages in (("weeks", log.weeks), ("spofs", log.spofs), ("efforts", log.efforts)):
        for page in pages:
            _write_page(entries / name, page)


def _write_page(folder: Path, page: Page) -> None:
    _write(folder / f"{page.id}.md", page.front, page.body)


def _write(path: Path, front: Front, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "\n".join(_lines(front, 0))
    path.write_text(f"---\n{head}\n---\n\n{body}", encoding="utf-8")


def _lines(table: Mapping[str, Value], indent: int) -> list[str]:
    """A table as lines of block YAML; lists of plain values stand on one line."""
    lines = []
    for key, value in table.items():
        lead = f"{' ' * indent}{key}:"
        match value:
            case Mapping():
                lines += [lead, *_lines(value, indent + 2)]
            case str():
                lines.append(f"{lead} {_scalar(value)}")
            case Sequence():
                lines += _list(lead, value, indent)
            case _:
                lines.append(f"{lead} {_scalar(value)}")
    return lines


def _list(lead: str, values: Sequence[Value], indent: int) -> list[str]:
    tables = [value for value in values if isinstance(value, Mapping)]
    if tables:
        return [lead, *(line for table in tables for line in _item(table, indent + 2))]
    return [f"{lead} [{', '.join(map(_scalar, values))}]"]


def _item(table: Mapping[str, Value], indent: int) -> list[str]:
    lines = _lines(table, indent + 2)
    return [f"{' ' * indent}- {lines[0].lstrip()}", *lines[1:]]


def _scalar(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date | int):
        return str(value)
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text)
