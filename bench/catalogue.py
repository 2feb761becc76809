"""The services, regions, tags and authors of a made log, as listed in catalogue.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from record import Front

_LISTS: Final = tomllib.loads(
    Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8")
)

TAGS: Final[tuple[str, ...]] = tuple(_LISTS["tags"].split())
AUTHORS: Final[tuple[str, ...]] = tuple(_LISTS["authors"].split())


def services() -> dict[str, Front]:
    """Thirty services by id: name, group and description."""
    return {
        id_: {
            "name": id_.replace("-", " ").capitalize(),
            "group": group,
            "description": f"The {id_.replace('-', ' ')} and what depends on it.",
        }
        for group, ids in _LISTS["services"].items()
        for id_ in ids.split()
    }


def regions() -> dict[str, Front]:
    """Twenty regions by id: their name."""
    return {id_: {"name": city} for id_, city in _LISTS["regions"].items()}
