"""What the pages, feed items and documents of single entries are made of, found and keyed once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from infralog.model.entry import FACE, Entry, EntryId
from infralog.model.log import Log
from infralog.model.notes import Note
from infralog.views.relations import Relations, relations_of


class Subject(NamedTuple):
    """An entry, the records it stands in relation to, and the addresses its body links to.

    `key` tells two subjects apart, cheaply: it is put into the `fingerprint` of each artifact.
    `face` tells them apart for what shows no body.
    """

    relations: Relations
    targets: Mapping[str, str]
    key: str
    face: str

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.relations.entry


def subjects_of(log: Log, urls: Mapping[str, str]) -> Mapping[EntryId, Subject]:
    """The subject of every entry, in the log's order; `urls` are `Context.urls`."""
    return {entry.id: _subject(log, urls, entry) for entry in log.entries.values()}


def _subject(log: Log, urls: Mapping[str, str], entry: Entry) -> Subject:
    relations = relations_of(log, entry)
    targets = {link: urls[link] for link in entry.body_links if link in urls}
    records = _records(relations)
    parts = [f"{link} {url}" for link, url in targets.items()]
    if relations.effort_began:
        parts.append(relations.effort_began.instant.isoformat())
    bodies = [record.digest[:-FACE] for record in records]
    face = "\n".join([f"{record.path} {record.digest[-FACE:]}" for record in records] + parts)
    return Subject(relations, targets, "\n".join([face, *bodies]), face)


def _records(relations: Relations) -> tuple[Entry | Note, ...]:
    # In what relation a record stands is told by one of the digests: someone's file names it.
    return (
        relations.entry,
        *relations.occurrences,
        *relations.causes,
        *relations.effects,
        *relations.prevented_by,
        *relations.prevents,
        *[by for _, by in relations.promises if by],
        *relations.keeps,
        *[spof for _, spof in relations.spofs],
        *relations.efforts,
    )
