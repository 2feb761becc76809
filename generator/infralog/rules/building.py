"""From records in any order to the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

from infralog.model.body import Body
from infralog.model.entry import Entry
from infralog.model.log import Log, in_order
from infralog.model.notes import Effort, Spof, WeekNote


def build_log(
    records: Iterable[Entry | WeekNote | Spof | Effort], bodies: Mapping[str, Body]
) -> Log:
    """The log of these records, in its order; of two with one id the later one is kept.

    `bodies` is by digest, and may be read lazily.
    """
    known = sorted(records, key=attrgetter("path"))
    entries = [one for one in known if isinstance(one, Entry)]
    notes = [one for one in known if not isinstance(one, Entry)]
    return Log(
        entries={one.id: one for one in in_order(entries)},
        weeks={one.last_day: one for one in notes if isinstance(one, WeekNote)},
        spofs={one.id: one for one in notes if isinstance(one, Spof)},
        efforts={one.id: one for one in notes if isinstance(one, Effort)},
        bodies=bodies,
    )
