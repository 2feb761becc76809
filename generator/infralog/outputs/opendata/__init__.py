"""`/api/log/`: the whole log as JSON and CSV, one document an entry and a week, with a schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Entry, EntryId
from infralog.model.notes import Note
from infralog.model.week import Week
from infralog.outputs.artifact import Artifact
from infralog.outputs.chapters import Chapter
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import digest_of, fingerprint
from infralog.outputs.json_file import LIST_END, json_before, json_file, json_of
from infralog.outputs.opendata.documents import Data, entry_document, week_document
from infralog.outputs.opendata.index import (
    COLUMNS,
    index_document,
    index_line,
    table_line,
    table_row,
)
from infralog.outputs.opendata.schema import SCHEMA
from infralog.outputs.pieces import Piece, assembled, listed
from infralog.outputs.subjects import Subject
from infralog.views.placing import place
from infralog.views.spof_history import histories_of

_ROOT = "api/log"


def of_chapter(context: Context, chapter: Chapter) -> Iterator[Artifact]:
    """The documents of a chapter's entries and of its bulletin."""
    maker = _Maker(context)
    for entry in chapter.entries:
        yield maker.entry(context.subjects[entry.id])
    if chapter.bulletin:
        yield maker.week(chapter, chapter.bulletin)


def of_log(context: Context) -> Iterator[Artifact]:
    """The index that names every document with its hash, the table, and the schema."""
    maker = _Maker(context)
    yield assembled(f"{_ROOT}/index.json", digest_of(f"index {context.log_key}"), maker.index)
    key = fingerprint("table", context.plain_key, context.log_face)
    yield assembled(f"{_ROOT}/log.csv", key, maker.table)
    schema = fingerprint("schema", repr(SCHEMA))
    yield Artifact(f"{_ROOT}/schema.json", schema, partial(json_file, SCHEMA))


@dataclass(frozen=True)
class _Maker:
    """Makes the documents of one build."""

    context: Context

    @cached_property
    def data(self) -> Data:
        """What every document tells alike."""
        context = self.context
        return Data(context.settings, context.site, context.told)

    def entry(self, subject: Subject) -> Artifact:
        entry = subject.entry
        week = self._week_of(entry)

        def make() -> bytes:
            body = self.context.log.body_of(entry)
            root = self.context.site.url
            html = place(body.html, root, "", subject.targets, own=root + entry.url)
            return json_file(entry_document(self.data, subject.relations, week, html, body))

        return Artifact(f"{_ROOT}/entries/{entry.id}.json", self._entry_key(entry), make)

    def week(self, chapter: Chapter, bulletin: Bulletin) -> Artifact:
        note = bulletin.note

        def make() -> bytes:
            html, text = self._note(note, bulletin.url) if note else ("", "")
            return json_file(week_document(self.data, bulletin, html, text))

        return Artifact(f"{_ROOT}/weeks/{chapter.name}.json", self._week_key(chapter), make)

    def index(self) -> Iterator[Piece]:
        opening = Piece(self.context.log_key, self._opening)
        lines = (
            Piece(self._told_key(one, self.context.keys), partial(self._index_lines, one))
            for one in self.context.chapters
            if one.entries
        )
        return listed(opening, lines, b",", LIST_END)

    def table(self) -> Iterator[Piece]:
        yield Piece("columns", partial(table_line, COLUMNS))
        for chapter in self.context.chapters:
            key = self._told_key(chapter, self.context.faces)
            yield Piece(key, partial(self._rows, chapter))

    def _opening(self) -> bytes:
        log, histories = self.context.log, histories_of(self.context.log)
        document = index_document(
            self.data,
            [(one.name, self._week_key(one)) for one in self.context.chapters if one.bulletin],
            [(spof, histories[spof.id]) for spof in log.spofs.values()],
            log.efforts.values(),
        )
        return json_before(document, "entries")

    def _index_lines(self, chapter: Chapter) -> bytes:
        keyed = ((entry, self._entry_key(entry)) for entry in chapter.entries)
        return b",".join([json_of(index_line(self.data, entry, key)) for entry, key in keyed])

    def _rows(self, chapter: Chapter) -> bytes:
        return b"".join([table_line(table_row(self.data, entry)) for entry in chapter.entries])

    def _told_key(self, chapter: Chapter, keys: Mapping[EntryId, str]) -> str:
        """A key of a chapter's entries, which count by their own `keys`."""
        ids = [entry.id for entry in chapter.entries]
        told = None if self.context.undated.isdisjoint(ids) else self.context.told
        own = "".join([keys[id_] for id_ in ids])
        return digest_of(f"{self.context.plain_key} {chapter.name} {own} {told}")

    def _entry_key(self, entry: Entry) -> str:
        week, key = self._week_of(entry), self.context.keys[entry.id]
        told = self.context.told if entry.id in self.context.undated else None
        return digest_of(f"entry {self.context.plain_key} {week} {key} {told}")

    def _week_key(self, chapter: Chapter) -> str:
        covers = len(chapter.bulletin.weeks) if chapter.bulletin else 0
        base = self.context.plain_key
        return digest_of(f"week {base} {chapter.name} {covers} {chapter.told}")

    def _week_of(self, entry: Entry) -> date:
        """The last day of its bulletin; of its week for planned work that none tells yet."""
        if home := self.context.homes.get(entry.id):
            return home.week.last_day
        settings = self.context.settings
        return Week.of(entry.began.date_in(settings.zone), settings.last_weekday).last_day

    def _note(self, note: Note, url: str) -> tuple[str, str]:
        body = self.context.log.bodies[note.digest]
        root = self.context.site.url
        return place(body.html, root, "", self.context.targets(note), own=root + url), body.text
