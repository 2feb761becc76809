"""What the pages, feed items and documents of single entries are made of, each found once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from infralog.model.entry import Entry, EntryId
from infralog.model.log import Log
from infralog.model.notes import Note
from infralog.outputs.fingerprint import digest_of
from infralog.views.relations import Relations, relations_of


class Subject(NamedTuple):
    """An entry, the records it stands in relation to, and the addresses its body links to."""

    relations: Relations
    targets: Mapping[str, str]

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.relations.entry


class Subjects(Mapping[EntryId, Subject]):
    """The subject of every entry, found when asked for; `urls` are `Context.urls`."""

    def __init__(self, log: Log, urls: Mapping[str, str]) -> None:
        self._log = log
        self._urls = urls
        self._found: dict[EntryId, Subject] = {}

    def __getitem__(self, id_: EntryId) -> Subject:
        if id_ not in self._found:
            self._found[id_] = self._subject(self._log.entries[id_])
        return self._found[id_]

    def __iter__(self) -> Iterator[EntryId]:
        return iter(self._log.entries)

    def __len__(self) -> int:
        return len(self._log.entries)

    def _subject(self, entry: Entry) -> Subject:
        urls = self._urls
        targets = {link: urls[link] for link in entry.body_links if link in urls}
        return Subject(relations_of(self._log, entry), targets)


def faces_of(subjects: Mapping[EntryId, Subject]) -> dict[EntryId, str]:
    """A short key of each subject, but for the entry's body; no other record's body is shown."""
    return {id_: _face_of(subject) for id_, subject in subjects.items()}


def _face_of(subject: Subject) -> str:
    relations = subject.relations
    texts = [f"{record.path} {record.face}" for record in _records(relations)]
    texts += [f"{link} {url}" for link, url in subject.targets.items()]
    if relations.effort_began:
        texts.append(relations.effort_began.instant.isoformat())
    return digest_of("\n".join(texts))


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
