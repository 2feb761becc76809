"""Incidents and planned work as updates with a status each, as the Statuspage API tells them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from infralog.model.entry import Correction, Entry, Incident, Maintenance
from infralog.model.terms import MaintenanceState
from infralog.views.feed import published_of
from infralog.views.words import Words

_STATES = {
    MaintenanceState.PLANNED: "scheduled",
    MaintenanceState.ACTIVE: "in_progress",
    MaintenanceState.DONE: "completed",
    # The API has no word for it; the update says that it was cancelled.
    MaintenanceState.CANCELLED: "completed",
}

RESOLVED = ("resolved", "completed")
"""The states after which nothing more comes."""


class Update(NamedTuple):
    """One thing told; `at` is aware, `body` plain text."""

    status: str
    body: str
    at: datetime


class Event(NamedTuple):
    """The status now, and all updates, newest first."""

    status: str
    updates: tuple[Update, ...]
    monitoring_at: datetime | None = None
    resolved_at: datetime | None = None


def event_of(entry: Incident | Maintenance, words: Words) -> Event:
    """An entry's course."""
    return _incident(entry, words) if isinstance(entry, Incident) else _maintenance(entry, words)


def _incident(incident: Incident, words: Words) -> Event:
    updates = [Update("investigating", incident.summary, incident.began.instant)]
    updates += [_told(incident, event.at.instant, event.what) for event in incident.timeline]
    told = {update.at for update in updates}
    for name, moment in (("mitigated", incident.mitigated), ("resolved", incident.resolved)):
        if moment and moment.instant not in told:
            updates.append(_told(incident, moment.instant, words.t(f"update.{name}")))
    status = updates[-1].status if incident.is_ongoing else "resolved"
    if incident.end_unknown:
        updates.append(Update("resolved", words.t("update.over"), updates[-1].at))
    updates += _corrections(status, incident.corrections, words)
    return Event(
        status=status,
        updates=_newest_first(updates),
        monitoring_at=incident.mitigated.instant if incident.mitigated else None,
        resolved_at=incident.resolved.instant if incident.resolved else None,
    )


def _told(incident: Incident, at: datetime, text: str) -> Update:
    """What was known at a time says which status it was; `kind: identified` says it of a cause."""
    if incident.resolved and at >= incident.resolved.instant:
        return Update("resolved", text, at)
    if incident.mitigated and at >= incident.mitigated.instant:
        return Update("monitoring", text, at)
    if any(event.kind == "identified" and at >= event.at.instant for event in incident.timeline):
        return Update("identified", text, at)
    return Update("investigating", text, at)


def _maintenance(work: Maintenance, words: Words) -> Event:
    announced = (published_of(work) or work.began).instant
    updates = [Update("scheduled", work.summary, announced)]
    if work.state in (MaintenanceState.ACTIVE, MaintenanceState.DONE):
        updates.append(Update("in_progress", words.t("update.begun"), work.began.instant))
    if work.state is MaintenanceState.DONE:
        updates.append(
            Update("completed", words.t("update.done"), (work.ends or work.began).instant)
        )
    updates += _corrections(_STATES[work.state], work.corrections, words)
    if work.state is MaintenanceState.CANCELLED:
        updates.append(Update("completed", words.t("update.cancelled"), updates[-1].at))
    over = work.state in (MaintenanceState.DONE, MaintenanceState.CANCELLED)
    newest = _newest_first(updates)
    resolved_at = newest[0].at if over else None
    return Event(_STATES[work.state], newest, resolved_at=resolved_at)


def _corrections(status: str, corrections: Iterable[Correction], words: Words) -> list[Update]:
    return [
        Update(status, words.t("update.correction", text=one.text), one.at.instant)
        for one in corrections
    ]


def _newest_first(updates: list[Update]) -> tuple[Update, ...]:
    """By time; those of one time keep the order in which they were told."""
    return tuple(sorted(updates, key=lambda update: update.at))[::-1]


def is_unresolved(entry: Entry) -> bool:
    """Whether something is still to come."""
    if isinstance(entry, Incident):
        return entry.is_ongoing
    return isinstance(entry, Maintenance) and _STATES[entry.state] not in RESOLVED
