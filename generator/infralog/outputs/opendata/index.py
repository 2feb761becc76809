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
    weeks: Iterable[tuple[str, str]],
    spofs: Iterable[tuple[Spof, tuple[SpofStep, ...]]],
    efforts: Iterable[Effort],
) -> Document:
    """All but the entries: SPOFs and efforts are told here, of documents their hashes."""
    return {
        **data.head("index"),
        "name": data.site.name,
        "url": data.site.url,
        "language": data.site.language,
        "timezone": data.settings.timezone,
        "services": _names(data.settings.services),
        "regions": _names(data.settings.regions),
        "weeks": [{"id": id_, "hash": hash_} for id_, hash_ in weeks],
        "spofs": [_spof(data, spof, history) for spof, history in spofs],
        "efforts": [_effort(data, effort) for effort in efforts],
    }


def index_line(data: Data, entry: Entry, hash_: str) -> Document:
    """An entry's document, with a hash that changes when it does."""
    return {
        "id": entry.id,
        "type": kind_of(entry),
        "date": str(entry.began.date_in(data.settings.zone)),
        "updated": data.moment(updated_of(entry, data.told)),
        "hash": hash_,
    }


def table_line(values: Iterable[object]) -> bytes:
    """A line of a table as RFC 4180 has it."""
    text = StringIO()
    csv.writer(text).writerow(values)
    return text.getvalue().encode(errors="replace")


def table_row(data: Data, entry: Entry) -> tuple[object, ...]:
    """The values of `COLUMNS`; lists are separated by blanks."""
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
