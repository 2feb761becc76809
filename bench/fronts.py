"""The front matter of a made log's entries: what happened, what it refers to, what was promised."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from catalogue import AUTHORS, TAGS
from draft import Draft
from ledger import GROUPS, Efforts, Moves
from moments import LAST_DAY, changes_clock, settled
from record import Front, Kind, Value
from words import Words

_STATUS_SITE: Final = "https://status.example.org/incidents/"
_NEAR: Final = 200
"""Entries refer to one of so many neighbours of a kind."""


class FrontWriter:
    """Writes front matter for one log; causes and recurrences are earlier, so none goes round."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        regions: Sequence[str],
        moves: Moves,
        efforts: Efforts,
        words: Words,
        rng: Random,
    ) -> None:
        self._of_kind: dict[Kind, list[Draft]] = {"incident": [], "change": [], "maintenance": []}
        for draft in drafts:
            self._of_kind[draft.kind].append(draft)
        self._services = sorted({draft.service for draft in drafts})
        self._regions = regions
        self._moves = moves
        self._efforts = efforts
        self._words = words
        self._rng = rng
        self._number = 0

    def front(self, draft: Draft) -> Front:
        """The keys of one draft; call it in order of time, because incidents are numbered."""
        front = self._common(draft)
        match draft.kind:
            case "incident":
                front |= self._incident(draft)
            case "change":
                front |= self._change(draft)
            case "maintenance":
                front |= {
                    "starts": draft.start,
                    "ends": draft.end,
                    "state": "cancelled" if self._happens(0.05) else "done",
                }
        if draft.place in self._moves:
            front["spof"] = {verb: list(ids) for verb, ids in self._moves[draft.place].items()}
        return front

    def _common(self, draft: Draft) -> Front:
        others = self._rng.sample(self._services, self._rng.choice((0, 0, 1, 1, 2)))
        front: Front = {"title": draft.title}
        if self._happens(0.6):
            front["summary"] = self._words.sentence()
        front |= {
            "services": list(dict.fromkeys([draft.service, *others])),
            "regions": self._rng.sample(self._regions, self._rng.randint(1, 3)),
            "tags": self._rng.sample(TAGS, self._rng.randint(1, 4)),
            "authors": [self._rng.choice(AUTHORS)],
        }
        late = settled(draft.end + timedelta(days=self._rng.randint(8, 30)))
        if self._happens(0.08):
            front["published"] = late
        if self._happens(0.02):
            fixed = settled(late + timedelta(days=self._rng.randint(0, 9)))
            front["corrections"] = [{"at": fixed, "text": self._words.sentence()}]
        if self._happens(0.2):
            front["links"] = [
                {"title": self._words.phrase(), "url": f"https://example.org/{draft.place}"}
            ]
        return front

    def _incident(self, draft: Draft) -> Front:
        self._number += 1
        impact = self._rng.choices(
            ("none", "minor", "major", "critical", "unknown"), (20, 40, 25, 8, 7)
        )[0]
        front: Front = {
            "number": self._number,
            "started": draft.start,
            **self._course(draft),
            "impact": impact,
        }
        if impact == "none" and self._happens(0.3):
            front["near_miss"] = True
        if self._happens(0.7):
            front["cause"] = [self._words.phrase() for _ in range(self._rng.randint(1, 3))]
        front |= self._relations(draft)
        front["status_page"] = f"{_STATUS_SITE}{self._number}" if self._happens(0.4) else "none"
        if self._happens(0.6):
            front["timeline"] = self._timeline(draft)
        if self._happens(0.4):
            front["follow_ups"] = [self._follow_up(draft) for _ in range(self._rng.randint(1, 3))]
        if self._happens(0.01):
            front["pending"] = True
        return front

    def _course(self, draft: Draft) -> Front:
        """The times after the start, in order; some ends are unknown, a few newest are open."""
        length = draft.end - draft.start
        detected = settled(_minute(draft.start + length * self._rng.uniform(0, 0.3)))
        mitigated = max(
            detected, settled(_minute(draft.start + length * self._rng.uniform(0.4, 0.9)))
        )
        if (LAST_DAY - draft.start.date()).days < 3 and self._happens(0.3):
            return {"detected": detected}
        resolved: Value = "unknown" if self._happens(0.03) else draft.end
        return {"detected": detected, "mitigated": mitigated, "resolved": resolved}

    def _relations(self, draft: Draft) -> Front:
        front: Front = {}
        again = self._earlier(draft, "incident", 0.10)
        if again:
            front["recurrence_of"] = again
        causes = self._earlier(draft, "change", 0.06) + self._earlier(draft, "incident", 0.03)
        if causes:
            front["caused_by"] = causes
        return front

    def _change(self, draft: Draft) -> Front:
        front: Front = {"date": draft.start, "group": self._rng.choice(GROUPS)}
        if self._happens(0.3):
            front["ongoing"] = True
        else:
            front["finished"] = draft.end
        effort = self._efforts.running(draft.start.date()) if self._happens(0.5) else None
        if effort:
            front["effort"] = effort
        prevented = self._earlier(draft, "incident", 0.3)
        if prevented:
            front["prevents"] = prevented
        return front

    def _earlier(self, draft: Draft, kind: Kind, chance: float) -> list[str]:
        """With this chance the id of an earlier entry of the kind, from the last few hundred."""
        if not self._happens(chance):
            return []
        known = _before(self._of_kind[kind], draft.place)
        return [self._rng.choice(known).id] if known else []

    def _timeline(self, draft: Draft) -> list[Mapping[str, Value]]:
        span = draft.end - draft.start
        shares = sorted(self._rng.random() for _ in range(self._rng.randint(2, 6)))
        moments = [draft.start, *(settled(_minute(draft.start + span * share)) for share in shares)]
        return [
            {"at": self._written(moment, before), "what": self._words.sentence()}
            for before, moment in zip([None, *moments], moments, strict=False)
        ]

    def _written(self, moment: datetime, before: datetime | None) -> Value:
        """The moment in one of the three forms of a timeline: whole, `22:31` or `+17m`."""
        if before is None or before.date() != moment.date() or changes_clock(moment.date()):
            return moment
        if self._happens(0.5):
            return f"{moment:%H:%M}"
        return f"+{(moment - before).seconds // 60}m"

    def _follow_up(self, draft: Draft) -> Mapping[str, Value]:
        state = self._rng.choices(("open", "done", "dropped"), (3, 6, 1))[0]
        front: Front = {
            "what": f"{self._words.bare_verb()} the {self._words.phrase()}",
            "state": state,
        }
        later = _after(self._of_kind["change"], draft.place)
        if state == "done" and later:
            front["by"] = self._rng.choice(later).id
        if state == "open" and self._happens(0.5):
            front["due"] = draft.start.date() + timedelta(days=self._rng.randint(14, 120))
        return front

    def _happens(self, chance: float) -> bool:
        return self._rng.random() < chance


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _before(drafts: list[Draft], place: int) -> list[Draft]:
    cut = bisect_left(drafts, place, key=_place)
    return drafts[max(0, cut - _NEAR) : cut]


def _after(drafts: list[Draft], place: int) -> list[Draft]:
    cut = bisect_left(drafts, place, key=_place)
    return drafts[cut : cut + _NEAR]


def _place(draft: Draft) -> int:
    return draft.place
