"""Small real logs on disk, and what is published of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from infralog.pipeline.again import Command, build_again
from infralog.plugin.host import build_site

CONFIG = """\
site_name: Test log
site_url: https://log.example/
docs_dir: entries
theme:
  name: material
plugins:
  - infralog:
      timezone: Europe/Berlin
      authority: log.example,2024
      social_cards: false
"""

INCIDENT = """\
---
title: Proxy deadlock
started: 2024-12-12 11:50
resolved: 2024-12-12 12:00
impact: major
services: proxy
---
The proxy stopped.
"""


def incident(**keys: str) -> str:
    """An incident's file; underscores in names of keys stay, a key of None is left out."""
    given = {
        "title": "Proxy deadlock",
        "started": "2024-12-12 11:50",
        "resolved": "2024-12-12 12:00",
        "impact": "major",
        **keys,
    }
    body = given.pop("body", "The proxy stopped.")
    lines = "".join(f"{key}: {value}\n" for key, value in given.items())
    return f"---\n{lines}---\n{body}\n"


def write_log(folder: Path, files: Mapping[str, str], config: str = CONFIG) -> Path:
    """Write entries below `folder/entries`, and mkdocs.yml, whose path is returned."""
    (folder / "entries").mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        file = folder / "entries" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder / "mkdocs.yml"


def publish_log(config_file: Path, site: Path | None = None) -> Path:
    """Build, and return the published folder."""
    command = Command(config_file, site, strict=True)
    return build_again(command) or build_site(command)


def contents(folder: Path) -> dict[str, str]:
    """A digest of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
