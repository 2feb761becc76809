"""The documents, made of plain data; their keys and words are those of the API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from infralog.model.entry import Entry, Incident, Maintenance
from infralog.model.terms import MaintenanceState
from infralog.outputs.json_file import json_file
from infralog.settings import Settings, Site
from infralog.views.feed import authority_of
from infralog.views.span import stop_of
from infralog.views.status_board import (
    INDICATORS,
    Board,
    ComponentState,
    Service,
    board_of,
    is_under_way,
    state_of,
)
from infralog.views.status_events import Event, Update, event_of
from infralog.views.words import words_of

Document = dict[str, object]


class Page(NamedTuple):
    """All that the documents are made of. Entries are newest first; times are ISO 8601."""

    settings: Settings
    site: Site
    services: tuple[str, ...]
    incidents: tuple[Incident, ...]
    maintenances: tuple[Maintenance, ...]
    unresolved: tuple[Entry, ...]
    created_at: str
    updated_at: str


def written(document: Callable[[Page], Document], page: Page) -> bytes:
    """A document as a file, with what all of them say of the page."""
    return json_file({"page": _page(page), **document(page)})


def _page(page: Page) -> Document:
    return {
        "id": _page_id(page),
        "name": page.site.name,
        "url": page.site.url,
        "time_zone": page.settings.timezone,
        "updated_at": page.updated_at,
    }


def _page_id(page: Page) -> str:
    return authority_of(page.settings, page.site)


def _board(page: Page) -> Board:
    return board_of(page.settings, page.services, filter(is_under_way, page.unresolved))


def _status(page: Page) -> Document:
    board = _board(page)
    return {"status": {"indicator": board.indicator, "description": board.description}}


def _components(page: Page) -> Document:
    services = enumerate(_board(page).services, 1)
    return {"components": [_component(page, one, position) for position, one in services]}


def _summary(page: Page) -> Document:
    return {
        **_components(page),
        **_unresolved(page),
        "scheduled_maintenances": _documents(page, _works(page.unresolved)),
        **_status(page),
    }


def _incidents(page: Page) -> Document:
    return {"incidents": _documents(page, page.incidents)}


def _unresolved(page: Page) -> Document:
    incidents = [entry for entry in page.unresolved if isinstance(entry, Incident)]
    return {"incidents": _documents(page, incidents)}


def _maintenances(page: Page) -> Document:
    return {"scheduled_maintenances": _documents(page, page.maintenances)}


def _upcoming(page: Page) -> Document:
    works = _works(page.unresolved, MaintenanceState.PLANNED)
    return {"scheduled_maintenances": _documents(page, works)}


def _active(page: Page) -> Document:
    works = _works(page.unresolved, MaintenanceState.ACTIVE)
    return {"scheduled_maintenances": _documents(page, works)}


DOCUMENTS: Mapping[str, Callable[[Page], Document]] = {
    "summary": _summary,
    "status": _status,
    "components": _components,
    "incidents": _incidents,
    "incidents/unresolved": _unresolved,
    "scheduled-maintenances": _maintenances,
    "scheduled-maintenances/upcoming": _upcoming,
    "scheduled-maintenances/active": _active,
}


def _works(entries: Iterable[Entry], state: MaintenanceState | None = None) -> list[Maintenance]:
    works = [entry for entry in entries if isinstance(entry, Maintenance)]
    return [work for work in works if state in (None, work.state)]


def _documents(page: Page, entries: Sequence[Incident | Maintenance]) -> list[Document]:
    services = {service.id: service for service in _board(page).services}
    positions = {id_: position for position, id_ in enumerate(services, 1)}

    def components(entry: Entry) -> list[Document]:
        known = [services[id_] for id_ in entry.services]
        return [_component(page, one, positions[one.id]) for one in known]

    return [{**_entry(page, entry), "components": components(entry)} for entry in entries]


def _component(page: Page, service: Service, position: int) -> Document:
    document: Document = {
        "id": service.id,
        "name": service.name,
        "status": service.state,
        "created_at": page.created_at,
        "updated_at": page.updated_at,
        "position": position,
        "description": service.description,
        "showcase": True,
        "start_date": None,
        "group_id": service.group_id,
        "page_id": _page_id(page),
        "group": service.is_group,
        "only_show_if_degraded": False,
    }
    return {**document, "components": service.members} if service.is_group else document


def _entry(page: Page, entry: Incident | Maintenance) -> Document:
    event = event_of(entry, words_of(page.site.language))
    document: Document = {
        "id": entry.oldest_id,
        "name": entry.title,
        "status": event.status,
        "created_at": time_of(event.updates[-1].at),
        "updated_at": time_of(event.updates[0].at),
        "monitoring_at": time_of(event.monitoring_at) if event.monitoring_at else None,
        "resolved_at": time_of(event.resolved_at) if event.resolved_at else None,
        "impact": INDICATORS[entry.impact] if isinstance(entry, Incident) else "maintenance",
        "shortlink": page.site.url + entry.url,
        "started_at": time_of(entry.began.instant),
        "page_id": _page_id(page),
        "incident_updates": _updates(page, entry, event),
        "reminder_intervals": None,
    }
    if isinstance(entry, Maintenance):
        document["scheduled_for"] = time_of(entry.began.instant)
        last = entry.ends or entry.began
        document["scheduled_until"] = time_of(stop_of(last, page.settings.zone))
    return document


def _updates(page: Page, entry: Entry, event: Event) -> list[Document]:
    """Newest first; each says how the components did before it and do since."""
    documents: list[Document] = []
    before = ComponentState.OPERATIONAL
    for number, update in enumerate(reversed(event.updates), 1):
        after = _state_during(entry, update)
        affected: list[Document] = [
            {
                "code": id_,
                "name": page.settings.service_name(id_),
                "old_status": before,
                "new_status": after,
            }
            for id_ in entry.services
        ]
        documents.append(_update(entry, update, number, affected))
        before = after
    return documents[::-1]


def _update(entry: Entry, update: Update, number: int, affected: list[Document]) -> Document:
    at = time_of(update.at)
    return {
        "id": f"{entry.oldest_id}.{number}",
        "status": update.status,
        "body": update.body,
        "incident_id": entry.oldest_id,
        "created_at": at,
        "updated_at": at,
        "display_at": at,
        "affected_components": affected or None,
        "deliver_notifications": True,
        "custom_tweet": None,
        "tweet_id": None,
    }


def _state_during(entry: Entry, update: Update) -> ComponentState:
    is_over = update.status in ("resolved", "completed", "scheduled")
    return ComponentState.OPERATIONAL if is_over else state_of(entry)


def time_of(instant: datetime) -> str:
    """An aware time in UTC as the API writes it."""
    return f"{instant:%Y-%m-%dT%H:%M:%S}.{instant.microsecond // 1000:03}Z"
