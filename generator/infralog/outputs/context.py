"""What every page, feed and document is made with; subjects pick from it what they need."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter

from infralog.model.bulletin import Bulletin, Calendar
from infralog.model.entry import PART, Entry, EntryId
from infralog.model.log import Log
from infralog.model.moment import Moment
from infralog.model.moves import Moves
from infralog.model.notes import Note
from infralog.model.ties import ties_of
from infralog.outputs.chapters import Chapter, chapters_of
from infralog.outputs.fingerprint import digest_of, fingerprint, record_bones, record_faces
from infralog.outputs.recall import Recall, find_anew
from infralog.outputs.rows import Rows
from infralog.outputs.subjects import Subjects, Urls, faces_of, relatives_of, topics_in
from infralog.outputs.templates import Templates
from infralog.settings import Settings, Site
from infralog.views.diagram import EntryLabel
from infralog.views.feed import is_undated_plan, last_told
from infralog.views.span import is_ongoing
from infralog.views.spof_history import histories_of, open_counts
from infralog.views.status_events import is_unresolved
from infralog.views.times import Times
from infralog.views.words import Words, words_of

_id = attrgetter("id")


@dataclass(frozen=True)
class Context:
    """One build. `now` is aware and in UTC: the clock, or SOURCE_DATE_EPOCH.

    `moves` are those of planned work by its path, where the history of the files is known.
    `recall` remembers what earlier builds have found.
    """

    log: Log
    calendar: Calendar
    settings: Settings
    site: Site
    now: datetime
    templates: Templates
    moves: Mapping[str, Moves] = field(default_factory=dict)
    recall: Recall = find_anew

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
    def plain_key(self) -> str:
        """What every document that no template writes depends on: settings and site."""
        return fingerprint(self.settings, self.site)

    @cached_property
    def urls(self) -> Mapping[str, str]:
        """The address, under the site's root, of each record by its path in the entries' folder."""
        return Urls(self.log)

    @cached_property
    def subjects(self) -> Subjects:
        """What each entry's page, feed item and document are made of, in the log's order."""
        ties = self.recall("ties", self.bones, lambda: ties_of(self.log))
        return Subjects(self.log, ties, self.urls)

    @cached_property
    def rows(self) -> Rows:
        """Each entry as a row of the lists that hold it."""
        made_with = (self.subjects, self.templates, self.times, self.settings)
        return Rows(*made_with, self.faces, self.base_key, self.recall)

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The log cut into what is told together."""
        return chapters_of(self)

    @cached_property
    def bones(self) -> str:
        """A key of all that weeks, relations and order follow from."""
        return record_bones(self.log)

    @cached_property
    def faces(self) -> Mapping[EntryId, str]:
        """A short key of each entry's subject for whatever shows no body: lists, cards."""
        return self.recall("faces", self.log_face, self._faces)

    def _faces(self) -> Mapping[EntryId, str]:
        log = self.log
        relatives = self.recall("relatives", self.bones, lambda: relatives_of(log, self.subjects))
        return faces_of(log, relatives)

    @cached_property
    def keys(self) -> Mapping[EntryId, str]:
        """A short key of each entry's subject, for its page, feed item and document."""
        faces = self.faces
        return {id_: faces[id_] + entry.digest[:PART] for id_, entry in self.log.entries.items()}

    def face_of(self, entries: Iterable[Entry]) -> str:
        """A key of all these entries, in their order, for whatever shows no body."""
        return digest_of("".join(map(self.faces.__getitem__, map(_id, entries))))

    @cached_property
    def log_face(self) -> str:
        """A key of all records for whatever shows no body."""
        return record_faces(self.log)

    @cached_property
    def topic_faces(self) -> Mapping[str, Mapping[str, str]]:
        """The same of the entries of each service, region and tag, by kind and id."""
        return self.recall("topic faces", self.log_face, self._topic_faces)

    def _topic_faces(self) -> Mapping[str, Mapping[str, str]]:
        faces = list(self.faces.values())
        return {
            kind: {
                id_: digest_of("".join([faces[place] for place in places]))
                for id_, places in named.items()
            }
            for kind, named in self._topics.items()
        }

    @cached_property
    def _topics(self) -> Mapping[str, Mapping[str, Sequence[int]]]:
        """The places of the entries of each service, region and tag, by kind and id."""
        return self.recall("topics", self.bones, lambda: topics_in(self.log))

    def ids_of(self, kind: str) -> list[str]:
        """The services, regions or tags that any entry names, sorted."""
        return sorted(self.topic_faces[kind])

    def entries_of(self, kind: str, id_: str) -> tuple[Entry, ...]:
        """The entries that name a service, region or tag, in the log's order."""
        return tuple([self._entries[place] for place in self._topics[kind].get(id_, ())])

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return tuple(self.log.entries.values())

    @cached_property
    def ongoing(self) -> frozenset[EntryId]:
        """What lasts until now."""
        return frozenset(self._which("ongoing", is_ongoing))

    @cached_property
    def unresolved(self) -> tuple[Entry, ...]:
        """Incidents that last and planned work that is not over, in the log's order."""
        return self._those("unresolved", is_unresolved)

    @cached_property
    def undated(self) -> frozenset[EntryId]:
        """Planned work that is dated by when the log last `told` anything."""
        return frozenset(self._which("undated", is_undated_plan))

    @cached_property
    def movers(self) -> Sequence[EntryId]:
        """What moved a single point of failure, in the log's order."""
        return self._which("movers", lambda entry: bool(entry.spof_moves))

    @cached_property
    def corrected(self) -> tuple[Entry, ...]:
        """What has corrections, in the log's order."""
        return self._those("corrected", lambda entry: bool(entry.corrections))

    @cached_property
    def renamed(self) -> tuple[Entry, ...]:
        """What had another name before, in the log's order."""
        return self._those("renamed", lambda entry: bool(entry.aliases))

    def _those(self, name: str, is_one: Callable[[Entry], bool]) -> tuple[Entry, ...]:
        return tuple([self.log.entries[id_] for id_ in self._which(name, is_one)])

    def _which(self, name: str, is_one: Callable[[Entry], bool]) -> Sequence[EntryId]:
        """The entries of which something is true that follows from bones alone."""
        entries = self.log.entries.values()
        return self.recall(name, self.bones, lambda: [one.id for one in entries if is_one(one)])

    @cached_property
    def log_key(self) -> str:
        """A key of all records and of how they lie in bulletins; the clock has no part in it."""
        return f"{self.faces_key}{digest_of(''.join(self.keys.values()))}"

    @cached_property
    def faces_key(self) -> str:
        """As `log_key`, but for the bodies of entries."""
        laid = " ".join(f"{one.name} {len(one.entries)}" for one in self.chapters)
        return fingerprint(self.base_key, self.log_face, laid, self.log.notes)

    @cached_property
    def told(self) -> Moment | None:
        """When the log last told anything, which dates undated plans; None where there are none."""
        return self.recall("told", self.bones, lambda: last_told(self.log))

    @cached_property
    def open_spof_counts(self) -> tuple[tuple[datetime, int], ...]:
        """How many single points of failure were open from each instant on."""
        log = self.log
        return self.recall("SPOFs", self.bones, lambda: open_counts(histories_of(log).values()))

    def open_spofs_at(self, instant: datetime) -> int | None:
        """How many single points of failure were open then; None where the log registers none."""
        if not self.log.spofs:
            return None
        counts = self.open_spof_counts
        place = bisect_right(counts, instant, key=lambda count: count[0])
        return counts[place - 1][1] if place else 0

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
