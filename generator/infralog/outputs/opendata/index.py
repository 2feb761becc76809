"""The index of all documents, and the whole log as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import timedelta
from io import StringIO

from infralog.model.entry import Change, Entry, Incident, Maintenance
from infralog.model.notes import Effort, Spof
from infralog.outputs.opendata.documents import Data, Document
from infralog.views.card import kind_of
from infralog.views.feed import updated_of
from infralog.views.spof_history import SpofStep

COLUMNS = (
    "id",
    "type",
    "title",
    "began",
    "ended",
    "published",
    "duration_seconds",
    "impact",
    "state",
    "group",
    "ongoing",
    "services",
    "regions",
    "tags",
    "url",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def index_document(
    data: Data,
    entries: Iterable[tuple[Entry, str]],
    weeks: Iterable[tuple[str, str]],
    spofs: Iterable[tuple[Spof, tuple[SpofStep, ...]]],
    efforts: Iterable[Effort],
) -> Document:
    """Every document with a hash that changes when it does; SPOFs and efforts are told here."""
    return {
        **data.head("index"),
        "name": data.site.name,
        "url": data.site.url,
        "language": data.site.language,
        "timezone": data.settings.timezone,
        "services": _names(data.settings.services),
        "regions": _names(data.settings.regions),
        "entries": [
            {
                "id": entry.id,
                "type": kind_of(entry),
                "date": str(entry.began.date_in(data.settings.zone)),
                "updated": data.moment(updated_of(entry, data.told)),
                "hash": hash_,
            }
            for entry, hash_ in entries
        ],
        "weeks": [{"id": id_, "hash": hash_} for id_, hash_ in weeks],
        "spofs": [_spof(data, spof, history) for spof, history in spofs],
        "efforts": [_effort(data, effort) for effort in efforts],
    }


def table(data: Data, entries: Iterable[Entry]) -> bytes:
    """RFC 4180, with a head; lists are separated by blanks."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_row(data, entry) for entry in entries)
    return text.getvalue().encode(errors="replace")


def _row(data: Data, entry: Entry) -> tuple[object, ...]:
    incident = entry if isinstance(entry, Incident) else None
    duration: timedelta | None = incident.duration if incident else None
    return (
        entry.id,
        kind_of(entry),
        _inert(entry.title),
        data.moment(entry.began),
        data.moment(entry.ended),
        data.moment(entry.published),
        "" if duration is None else int(duration.total_seconds()),
        incident.impact.value if incident else "",
        entry.state.value if isinstance(entry, Maintenance) else "",
        entry.group if isinstance(entry, Change) else "",
        "true" if _is_ongoing(entry) else "false",
        " ".join(entry.services),
        " ".join(entry.regions),
        " ".join(entry.tags),
        data.site.url + entry.url,
    )


def _is_ongoing(entry: Entry) -> bool:
    if isinstance(entry, Incident):
        return entry.is_ongoing
    return isinstance(entry, Change) and entry.ongoing


def _inert(text: str) -> str:
    """The text, marked where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _names(catalogue: Mapping[str, object] | None) -> list[Document]:
    return [
        {"id": id_, "name": getattr(item, "name", id_), "group": getattr(item, "group", None)}
        for id_, item in (catalogue or {}).items()
    ]


def _spof(data: Data, spof: Spof, history: tuple[SpofStep, ...]) -> Document:
    return {
        "id": spof.id,
        "url": data.site.url + spof.url,
        "title": spof.title,
        "found": data.moment(spof.found),
        "services": spof.services,
        "state": history[-1].state,
        "history": [
            {
                "at": data.moment(step.at),
                "state": step.state,
                "entry": step.entry.id if step.entry else None,
            }
            for step in history
        ],
    }


def _effort(data: Data, effort: Effort) -> Document:
    return {
        "id": effort.id,
        "url": data.site.url + effort.url,
        "title": effort.title,
        "group": effort.group,
        "started": data.moment(effort.started),
        "finished": data.moment(effort.finished),
        "part_of": effort.part_of,
    }
