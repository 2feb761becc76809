"""The log cut into what is told together, so that most of it need not be looked at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Entry, EntryId
from infralog.model.week import Week
from infralog.outputs.fingerprint import digest_of

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
    bulletins, told_before = context.calendar.bulletins, ""
    days = ["", *map(_days_of, bulletins), ""]
    with_cards = _with_own_cards(context)
    for place, (before, bulletin) in enumerate(zip((None, *bulletins), bulletins, strict=False)):
        told = _told_key(context, bulletin)
        clock = _clock_of(context, bulletin, before)
        spofs = context.open_spofs_at(bulletin.week.end(context.settings.zone))
        around = " ".join(days[place : place + 3])
        own = with_cards.get(bulletin.week, ())
        key = digest_of(
            f"{context.base_key}\n{told_before}\n{told}\n{clock}\n{around}\n{own}\n{spofs}"
        )
        yield Chapter(str(bulletin.week.last_day), key, bulletin.begun, bulletin, told)
        told_before = told


def _with_own_cards(context: Context) -> Mapping[Week, Sequence[EntryId]]:
    """The incidents that have pictures of their own, by the week that names their bulletin."""
    found: defaultdict[Week, list[EntryId]] = defaultdict(list)
    for incident in context.log.incidents[-OWN_CARDS:]:
        if home := context.homes.get(incident.id):
            found[home.week].append(incident.id)
    return found


def _told_key(context: Context, bulletin: Bulletin) -> str:
    """A key of all records that a bulletin tells."""
    ids = [entry.id for entry in (*bulletin.begun, *bulletin.continued, *bulletin.late)]
    keys, note = context.keys, bulletin.note
    texts = [keys[id_] for id_ in ids]
    texts += [f"{entry.digest} {fix.at.instant}" for entry, fix in bulletin.corrected]
    texts.append(f"{len(bulletin.begun)} {len(bulletin.continued)}")
    if not context.undated.isdisjoint(ids):
        texts.append(str(context.told))
    if note:
        texts += [note.path, note.digest, *context.targets(note).values()]
    return digest_of("\n".join(texts))


def _days_of(bulletin: Bulletin) -> str:
    return " ".join([str(week.last_day) for week in bulletin.weeks])


def _clock_of(context: Context, bulletin: Bulletin, before: Bulletin | None) -> datetime | None:
    """The time, where something that is told or drawn here lasts until now."""
    ongoing = context.ongoing
    if not ongoing.isdisjoint([entry.id for entry in bulletin.begun]):
        return context.now
    drawn = (*bulletin.continued, *bulletin.late)
    drawn += (*before.begun, *before.continued) if before else ()
    if not ongoing.isdisjoint([entry.id for entry in drawn]):
        return min(context.now, bulletin.week.end(context.settings.zone))
    return None
