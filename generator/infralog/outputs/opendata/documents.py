"""Entries, weeks and the index as data: plain values under stable keys (docs/data.md).

Every key is always there, with null or an empty list where nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from infralog.model.body import Body
from infralog.model.bulletin import Bulletin
from infralog.model.entry import Change, Entry, Incident, Maintenance
from infralog.model.moment import Moment
from infralog.settings import Settings, Site
from infralog.views.card import kind_of
from infralog.views.feed import authority_of, tag_uri, updated_of, week_name
from infralog.views.relations import Relations

VERSION = 1
"""Of the documents' shape. New keys do not raise it; a changed or missing key does."""

Document = dict[str, object]


@dataclass(frozen=True)
class Data:
    """What all documents of one build share; `told` as in `updated_of`."""

    settings: Settings
    site: Site
    told: Moment | None = None

    def moment(self, moment: Moment | None) -> str | None:
        """A bare date, or a time of the log's zone with its offset."""
        return moment.isoformat(self.settings.zone) if moment else None

    def head(self, kind: str) -> Document:
        """How every document begins."""
        schema = f"{self.site.url}api/log/schema.json"
        return {"$schema": schema, "version": VERSION, "type": kind}

    def feed_id(self, name: str) -> str:
        """The id by which feeds know it."""
        return tag_uri(authority_of(self.settings, self.site), name)


def entry_document(data: Data, relations: Relations, week: date, html: str, body: Body) -> Document:
    """An entry with its relations both ways; `week` names the bulletin that tells it."""
    entry = relations.entry
    return {
        **data.head(kind_of(entry)),
        **_common(data, entry, week),
        **_own(data, relations),
        "spofs": [{"move": move, "id": spof.id} for move, spof in relations.spofs],
        "follows_up": _ids(relations.keeps),
        "consequences": _ids(relations.effects),
        "html": html,
        "text": body.text,
    }


def _common(data: Data, entry: Entry, week: date) -> Document:
    return {
        "id": entry.id,
        "feed_id": data.feed_id(entry.oldest_id),
        "url": data.site.url + entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "week": str(week),
        "began": data.moment(entry.began),
        "ended": data.moment(entry.ended),
        "published": data.moment(entry.published),
        "updated": data.moment(updated_of(entry, data.told)),
        "services": entry.services,
        "regions": entry.regions,
        "tags": entry.tags,
        "authors": entry.authors,
        "number": entry.number,
        "aliases": entry.aliases,
        "corrections": [{"at": data.moment(one.at), "text": one.text} for one in entry.corrections],
        "links": [{"title": link.title, "url": link.url} for link in entry.links],
    }


def _own(data: Data, relations: Relations) -> Document:
    entry = relations.entry
    if isinstance(entry, Incident):
        return _incident(data, entry, relations)
    if isinstance(entry, Change):
        return {
            "group": entry.group,
            "ongoing": entry.ongoing,
            "effort": entry.effort,
            "prevents": _ids(relations.prevents),
        }
    assert isinstance(entry, Maintenance)  # noqa: S101 - there are three kinds
    return {"state": entry.state}


def _incident(data: Data, incident: Incident, relations: Relations) -> Document:
    duration = incident.duration
    return {
        "impact": incident.impact,
        "ongoing": incident.is_ongoing,
        "detected": data.moment(incident.detected),
        "mitigated": data.moment(incident.mitigated),
        "duration_seconds": int(duration.total_seconds()) if duration is not None else None,
        "near_miss": incident.near_miss,
        "pending": incident.pending,
        "cause": incident.cause,
        "occurrences": _ids(relations.occurrences),
        "caused_by": _ids(relations.causes),
        "prevented_by": _ids(relations.prevented_by),
        "status_page": incident.status_page,
        "timeline": [
            {"at": data.moment(event.at), "what": event.what, "kind": event.kind}
            for event in incident.timeline
        ],
        "follow_ups": [
            {
                "what": promise.what,
                "state": promise.state,
                "by": by.id if by else None,
                "due": str(promise.due) if promise.due else None,
            }
            for promise, by in relations.promises
        ],
    }


def week_document(data: Data, bulletin: Bulletin, html: str, text: str) -> Document:
    """A bulletin: its editorial text, and the ids of what it tells."""
    note = bulletin.note
    return {
        **data.head("week"),
        "id": str(bulletin.week.last_day),
        "feed_id": data.feed_id(week_name(bulletin.week)),
        "url": data.site.url + bulletin.url,
        "first_day": str(bulletin.weeks[0].first_day),
        "last_day": str(bulletin.week.last_day),
        "headline": note.headline if note else None,
        "authors": note.authors if note else (),
        "entries": _ids(bulletin.begun),
        "continued": _ids(bulletin.continued),
        "late": _ids(bulletin.late),
        "corrections": [
            {"id": entry.id, "at": data.moment(one.at), "text": one.text}
            for entry, one in bulletin.corrected
        ],
        "html": html,
        "text": text,
    }


def _ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]
