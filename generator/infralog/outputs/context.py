"""What every page, feed and document is made with; subjects pick from it what they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import chain

from infralog.model.bulletin import Bulletin, Calendar
from infralog.model.entry import Entry, EntryId
from infralog.model.log import Log
from infralog.model.moves import Moves
from infralog.model.notes import Effort, Note, Spof
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.rows import Rows
from infralog.outputs.subjects import Subject, subjects_of
from infralog.outputs.templates import Templates
from infralog.settings import Settings, Site
from infralog.views.diagram import EntryLabel
from infralog.views.times import Times
from infralog.views.words import Words, words_of


@dataclass(frozen=True)
class Context:
    """One build. `now` is aware and in UTC: the clock, or SOURCE_DATE_EPOCH.

    `moves` are those of planned work by its path, where the history of the files is known.
    """

    log: Log
    calendar: Calendar
    settings: Settings
    site: Site
    now: datetime
    templates: Templates
    moves: Mapping[str, Moves] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The words of the site's language."""
        return words_of(self.site.language)

    @cached_property
    def times(self) -> Times:
        """Moments as the log's zone and language show them."""
        return Times(self.words, self.settings.zone)

    @property
    def today(self) -> date:
        """The day it is in the log's zone."""
        return self.now.astimezone(self.settings.zone).date()

    @cached_property
    def base_key(self) -> str:
        """What every page depends on: settings, site and templates. Part of every key."""
        return fingerprint(self.settings, self.site, self.templates.key)

    @cached_property
    def urls(self) -> Mapping[str, str]:
        """The address, under the site's root, of each record by its path in the entries' folder."""
        log = self.log
        own: Iterable[Entry | Spof | Effort] = chain(
            log.entries.values(), log.spofs.values(), log.efforts.values()
        )
        weeks = {note.path: f"{day}/" for day, note in log.weeks.items()}
        return {record.path: record.url for record in own} | weeks

    @cached_property
    def subjects(self) -> Mapping[EntryId, Subject]:
        """What each entry's page, feed item and document are made of, in the log's order."""
        return subjects_of(self.log, self.urls)

    @cached_property
    def rows(self) -> Rows:
        """Each entry as a row of the lists that hold it."""
        return Rows(self.subjects, self.templates, self.times, self.settings)

    @cached_property
    def bulletin_labels(self) -> dict[EntryId, EntryLabel]:
        """What the diagrams of bulletins tell of entries, as far as they have been drawn."""
        return {}

    @cached_property
    def homes(self) -> Mapping[EntryId, Bulletin]:
        """The bulletin that tells each entry in full; none for planned work to come."""
        bulletins = self.calendar.bulletins
        return {entry.id: bulletin for bulletin in bulletins for entry in bulletin.begun}

    def targets(self, *records: Entry | Note) -> Mapping[str, str]:
        """The addresses that the bodies of these records link to, for `placing.place`."""
        return {
            link: self.urls[link]
            for record in records
            for link in record.body_links
            if link in self.urls
        }
