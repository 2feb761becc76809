"""What the pages, feed items and documents of single entries are made of, each found once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from infralog.model.entry import Entry, EntryId
from infralog.model.log import Log
from infralog.model.notes import Note
from infralog.model.ties import Ties
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


class Urls(Mapping[str, str]):
    """The address of every record by its path, written when asked for."""

    def __init__(self, log: Log) -> None:
        self._records = {one.path: one for one in log.records}

    def __getitem__(self, path: str) -> str:
        return self._records[path].url

    def __contains__(self, path: object) -> bool:
        return path in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class Subjects(Mapping[EntryId, Subject]):
    """The subject of every entry, found when asked for; `ties` and `urls` are the context's."""

    def __init__(self, log: Log, ties: Ties, urls: Mapping[str, str]) -> None:
        self._log = log
        self._ties = ties
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
        return Subject(relations_of(self._log, self._ties, entry), targets)


class Relatives(NamedTuple):
    """What tells a subject from its entry alone: other records, and a key of all else.

    Records are told by their places in `Log.records`.
    """

    places: tuple[int, ...]
    rest: str


def topics_in(log: Log) -> dict[str, dict[str, list[int]]]:
    """The places, in the log's order, of the entries of each service, region and tag.

    By kind and id; they follow from bones alone.
    """
    groups = {"services": log.by_service, "regions": log.by_region, "tags": log.by_tag}
    places = {id_: place for place, id_ in enumerate(log.entries)}
    return {
        kind: {id_: [places[entry.id] for entry in entries] for id_, entries in grouped.items()}
        for kind, grouped in groups.items()
    }


def relatives_of(log: Log, subjects: Mapping[EntryId, Subject]) -> dict[EntryId, Relatives]:
    """Those of each subject that is more than its entry; they follow from bones alone."""
    places = {one.path: place for place, one in enumerate(log.records)}
    found = {id_: _relatives_of(subject, places) for id_, subject in subjects.items()}
    return {id_: one for id_, one in found.items() if one != _ALONE}


def faces_of(log: Log, relatives: Mapping[EntryId, Relatives]) -> dict[EntryId, str]:
    """A short key of each subject, but for the entry's body; no other record's body is shown."""
    own = [one.face for one in log.records]

    @cache
    def shared(places: tuple[int, ...]) -> str:
        return digest_of("".join([own[place] for place in places])) if places else ""

    faces = dict(zip(log.entries, own, strict=False))  # entries stand before all other records
    for id_, (places, rest) in relatives.items():
        faces[id_] += f"{shared(places)}{rest}"
    return faces


_ALONE = Relatives((), "")


def _relatives_of(subject: Subject, places: Mapping[str, int]) -> Relatives:
    relations = subject.relations
    texts = [f"{link} {url}" for link, url in subject.targets.items()]
    if relations.effort_began:
        texts.append(relations.effort_began.instant.isoformat())
    rest = digest_of("\n".join(texts)) if texts else ""
    return Relatives(tuple([places[one.path] for one in _others(relations)]), rest)


def _others(relations: Relations) -> tuple[Entry | Note, ...]:
    # In what relation a record stands is told by one of the digests: someone's file names it.
    return (
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
