"""The log cut into what is told together, so that most of it need not be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Entry
from infralog.outputs.fingerprint import digest_of, fingerprint

if TYPE_CHECKING:
    from infralog.outputs.context import Context

OWN_CARDS = 100
"""The newest incidents have pictures of their own, older ones share that of their bulletin.

A picture takes 30 ms, as much as 30 pages, and links to old incidents are seldom shared.
"""


class Chapter(NamedTuple):
    """The entries that one bulletin tells in full, or planned work that none tells yet.

    `key` is for bundles: it tells all that the bulletin, and the pages and documents of its
    entries, are made of. It is empty where time alone may change them. `told` is a key of the
    records that the bulletin tells.
    """

    name: str
    key: str
    entries: tuple[Entry, ...]
    bulletin: Bulletin | None = None
    told: str = ""


def chapters_of(context: Context) -> tuple[Chapter, ...]:
    """Every entry in its chapter, oldest first; planned work to come last."""
    to_come = tuple(one for id_, one in context.log.entries.items() if id_ not in context.homes)
    return (*_told(context), Chapter("to come", "", to_come))


def _told(context: Context) -> Iterator[Chapter]:
    bulletins = (None, *context.calendar.bulletins, None)
    own_cards = {incident.id for incident in context.log.incidents[-OWN_CARDS:]}
    told_before = ""
    for before, bulletin, after in zip(bulletins, bulletins[1:], bulletins[2:], strict=False):
        assert bulletin is not None  # noqa: S101 - between the first and the last
        told = _told_key(context, bulletin)
        key = fingerprint(
            f"{context.base_key}\n{told_before}\n{told}\n{_clock_of(context, bulletin, before)}",
            " ".join(str(week) for one in (before, bulletin, after) for week in _days_of(one)),
            [place for place, one in enumerate(bulletin.begun) if one.id in own_cards],
            context.open_spofs_at(bulletin.week.end(context.settings.zone)),
        )
        yield Chapter(str(bulletin.week.last_day), key, bulletin.begun, bulletin, told)
        told_before = told


def _told_key(context: Context, bulletin: Bulletin) -> str:
    """A key of all records that a bulletin tells."""
    entries = (*bulletin.begun, *bulletin.continued, *bulletin.late)
    keys, note = context.keys, bulletin.note
    texts = [keys[entry.id] for entry in entries]
    texts += [f"{entry.digest} {fix.at.instant}" for entry, fix in bulletin.corrected]
    texts += [f"{len(bulletin.begun)} {len(bulletin.continued)}"]
    if any(entry.id in context.undated for entry in bulletin.begun):
        texts.append(str(context.told))
    if note:
        texts += [note.path, note.digest, *context.targets(note).values()]
    return digest_of("\n".join(texts))


def _days_of(bulletin: Bulletin | None) -> tuple[date, ...]:
    return tuple(week.last_day for week in bulletin.weeks) if bulletin else ()


def _clock_of(context: Context, bulletin: Bulletin, before: Bulletin | None) -> datetime | None:
    """The time, where something that is told or drawn here lasts until now."""
    ongoing = context.ongoing
    if any(entry.id in ongoing for entry in bulletin.begun):
        return context.now
    drawn = (*bulletin.continued, *bulletin.late)
    drawn += (*before.begun, *before.continued) if before else ()
    if any(entry.id in ongoing for entry in drawn):
        return min(context.now, bulletin.week.end(context.settings.zone))
    return None
