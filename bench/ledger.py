"""The single points of failure and the efforts of a made log, and the entries that move them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from bodies import BodyWriter
from draft import Draft
from moments import LAST_DAY, first_day
from record import Front, Kind, Page
from words import Words

Moves = dict[int, dict[str, list[str]]]
"""By place of an entry: the SPOF tags it carries, verb to ids."""

GROUPS: Final = ("prevention", "efficiency", "capacity", "feature")
_LIVES: Final = (
    ("exposes",),
    ("exposes", "reduces"),
    ("exposes", "exposes", "reduces"),
    ("exposes", "removes"),
    ("exposes", "reduces", "removes"),
    ("exposes", "accepts"),
    ("exposes", "removes", "reintroduces"),
    ("exposes", "removes", "reintroduces", "reduces", "removes"),
)


def make_spofs(
    drafts: Sequence[Draft], services: Sequence[str], words: Words, writer: BodyWriter, rng: Random
) -> tuple[list[Page], Moves]:
    """One SPOF for a hundred entries, found before its first tag, then moved as a ledger allows."""
    moves: Moves = defaultdict(lambda: defaultdict(list))
    pages = []
    for number in range(1, max(1, len(drafts) // 100) + 1):
        name = f"spof-{number:03d}"
        life = _lived(rng.choice(_LIVES), drafts, rng)
        for verb, draft in life:
            moves[draft.place][verb].append(name)
        found = life[0][1].start.date() if life else drafts[-1].start.date()
        front: Front = {
            "title": f"A single {words.noun()} for every {words.noun()}",
            "found": max(found - timedelta(days=rng.randint(0, 20)), first_day(len(drafts))),
            "services": rng.sample(services, 2),
        }
        pages.append(Page(name, front, writer.paragraphs(2)))
    return pages, moves


def _lived(life: Sequence[str], drafts: Sequence[Draft], rng: Random) -> list[tuple[str, Draft]]:
    """The verbs of a life with the entries that carry them, cut short where the log ends."""
    lived: list[tuple[str, Draft]] = []
    place = rng.randrange(max(1, len(drafts) * 9 // 10))
    for verb in life:
        kind: Kind = "incident" if verb == "exposes" else "change"
        after = lived[-1][1].start if lived else None
        while place < len(drafts) and (drafts[place].kind != kind or drafts[place].start == after):
            place += 1
        if place == len(drafts):
            break
        lived.append((verb, drafts[place]))
        place += rng.randint(1, 200)
        place = min(place, len(drafts))
    return lived


class Efforts:
    """The efforts of a log, by the time in which they ran."""

    def __init__(self, count: int, words: Words, writer: BodyWriter, rng: Random) -> None:
        first = first_day(count)
        days = (LAST_DAY - first).days
        opened = sorted(rng.randrange(days) for _ in range(max(1, count // 100)))
        self._starts = [first + timedelta(days=day) for day in opened]
        self._ends = [start + timedelta(days=rng.randint(30, 400)) for start in self._starts]
        self._rng = rng
        self.pages = [self._page(place, words, writer) for place in range(len(opened))]

    def running(self, day: date) -> str | None:
        """The id of one of the efforts that ran on this day, or None."""
        newest = bisect_left(self._starts, day)
        open_ = [place for place in range(max(0, newest - 12), newest) if day <= self._ends[place]]
        return _name(self._rng.choice(open_)) if open_ else None

    def _page(self, place: int, words: Words, writer: BodyWriter) -> Page:
        front: Front = {
            "title": f"{words.bare_verb().capitalize()} the {words.adjective()} {words.noun()}",
            "group": self._rng.choice(GROUPS),
            "started": self._starts[place],
        }
        if self._ends[place] <= LAST_DAY:
            front["finished"] = self._ends[place]
        if place and self._rng.random() < 0.2:
            front["part_of"] = _name(self._rng.randrange(place))
        return Page(_name(place), front, writer.paragraphs(2))


def _name(place: int) -> str:
    return f"effort-{place + 1:03d}"
