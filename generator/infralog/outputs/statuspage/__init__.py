"""`/api/v2/`: the documents of the Statuspage API, so that its clients work with a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from infralog.model.entry import Entry, Incident, Maintenance
from infralog.model.terms import MaintenanceState
from infralog.outputs.artifact import Artifact
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.statuspage.documents import DOCUMENTS, Page, time_of, written
from infralog.views.feed import NEVER
from infralog.views.status_events import event_of
from infralog.views.words import Words

NEWEST = 50
"""Incidents and planned works in a list, as many as Statuspage gives."""


def artifacts(context: Context) -> Iterator[Artifact]:
    """Every document of the API that needs no account."""
    page = _page(context)
    key = fingerprint("statuspage", page)
    for name, document in DOCUMENTS.items():
        yield Artifact(f"api/v2/{name}.json", key, partial(written, document, page))


def _page(context: Context) -> Page:
    log = context.log
    unresolved = context.unresolved
    entries = tuple(log.entries.values())
    began = entries[0].began.instant if entries else NEVER
    newest = _newest_update(context.words, entries[-NEWEST:], unresolved)
    return Page(
        settings=context.settings,
        site=context.site,
        services=tuple(context.ids_of("services")),
        incidents=log.incidents[: -NEWEST - 1 : -1],
        maintenances=log.maintenances[: -NEWEST - 1 : -1],
        unresolved=tuple(reversed(unresolved)),
        created_at=time_of(began),
        updated_at=time_of(newest or began),
    )


def _newest_update(words: Words, *groups: Iterable[Entry]) -> datetime | None:
    """When something was last told of an entry that is neither planned nor cancelled."""
    events = (
        event_of(entry, words)
        for group in groups
        for entry in group
        if isinstance(entry, Incident)
        or (isinstance(entry, Maintenance) and entry.state is not MaintenanceState.PLANNED)
    )
    return max((event.updates[0].at for event in events), default=None)
