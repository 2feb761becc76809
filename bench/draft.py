"""The bare entries of a made log: kind, time and name, before any refers to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from moments import settled, starts
from record import FOLDERS, Kind
from words import Words


@dataclass(frozen=True)
class Draft:
    """An entry that others can refer to; `place` is its number in order of time."""

    place: int
    kind: Kind
    id: str
    title: str
    start: datetime
    end: datetime
    service: str

    @property
    def source(self) -> str:
        """Path of the entry's file, seen from the folder of entries."""
        return f"{FOLDERS[self.kind]}/{self.start.year}/{self.id}.md"


def make_drafts(count: int, services: list[str], words: Words, rng: Random) -> list[Draft]:
    """So many drafts in order of time: six incidents to three changes to one maintenance."""
    taken: set[str] = set()
    drafts = []
    for place, start in enumerate(starts(count, rng)):
        kind = rng.choices(list(FOLDERS), weights=(6, 3, 1))[0]
        title = words.phrase()
        name = _free_name(f"{start:%Y-%m-%d}-{_slug(title)}", taken)
        minutes = min(int(rng.lognormvariate(4, 1.2)) + 4, 3 * 24 * 60)
        end = settled(start + timedelta(minutes=minutes))
        drafts.append(Draft(place, kind, name, _capital(title), start, end, rng.choice(services)))
    return drafts


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _free_name(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    taken.add(free)
    return free


def _capital(title: str) -> str:
    return title[0].upper() + title[1:]
