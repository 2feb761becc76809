"""What the pages, feed items and documents of single entries are made of, found and keyed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from infralog.model.entry import Entry, EntryId
from infralog.model.log import Log
from infralog.model.notes import Note
from infralog.views.relations import Relations, relations_of


@dataclass(frozen=True)
class Subject:
    """An entry, the records it stands in relation to, and the addresses its body links to.

    `key` tells two subjects apart, cheaply: it is put into the `fingerprint` of each artifact.
    """

    relations: Relations
    targets: Mapping[str, str]
    key: str

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
    parts = [f"{record.path} {record.digest}" for record in _records(relations)]
    parts += [f"{link} {url}" for link, url in targets.items()]
    if relations.effort_began:
        parts.append(relations.effort_began.instant.isoformat())
    return Subject(relations, targets, "\n".join(parts))


def _records(relations: Relations) -> Iterator[Entry | Note]:
    # In what relation a record stands is told by one of the digests: someone's file names it.
    yield relations.entry
    yield from relations.occurrences
    yield from relations.causes
    yield from relations.effects
    yield from relations.prevented_by
    yield from relations.prevents
    yield from (by for _, by in relations.promises if by)
    yield from relations.keeps
    yield from (spof for _, spof in relations.spofs)
    yield from relations.efforts
