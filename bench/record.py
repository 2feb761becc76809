"""What the maker makes: one log as data, before it is written in the format of any generator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Kind = Literal["incident", "change", "maintenance"]
Value = str | bool | int | date | datetime | Sequence["Value"] | Mapping[str, "Value"]
Front = dict[str, Value]

FOLDERS: dict[Kind, str] = {
    "incident": "incidents",
    "change": "changes",
    "maintenance": "maintenance",
}


@dataclass(frozen=True)
class Entry:
    """An incident, change or maintenance; `front` holds its keys, with times without a zone."""

    id: str
    kind: Kind
    title: str
    start: datetime
    front: Front
    body: str

    @property
    def folder(self) -> str:
        return FOLDERS[self.kind]


@dataclass(frozen=True)
class Page:
    """A week, a SPOF or an effort: its id, its front matter and its text."""

    id: str
    front: Front
    body: str


@dataclass(frozen=True)
class Log:
    """A whole log, entries in order of time."""

    entries: tuple[Entry, ...]
    weeks: tuple[Page, ...]
    spofs: tuple[Page, ...]
    efforts: tuple[Page, ...]
    services: Mapping[str, Front]
    regions: Mapping[str, Front]
