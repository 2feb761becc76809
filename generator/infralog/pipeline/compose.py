"""What every page, feed and document of a build is made with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from infralog.model.bulletin import Calendar, calendar_of
from infralog.model.log import Log
from infralog.model.shelves import Shelf, calendar_on, shelves_of
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import record_bones
from infralog.outputs.recall import Recall
from infralog.outputs.templates import Templates
from infralog.pipeline.cache import Cache
from infralog.pipeline.history import moves_in
from infralog.pipeline.load import Loaded
from infralog.pipeline.recalling import Recalled
from infralog.settings import Settings, Site


def context_of_files(
    folder: Path,
    loaded: Loaded,
    settings: Settings,
    site: Site,
    now: datetime,
    templates: Templates,
    cache: Cache,
) -> Context:
    """As `context_of`, with what git knows of the files in `folder`, and what `cache` has kept."""
    recall = Recalled(cache)
    calendar = _calendar_as_kept(loaded.log, settings, now, recall)
    moves = moves_in(folder, loaded.log, cache)
    return Context(loaded.log, calendar, settings, site, now, templates, moves, recall)


def context_of(
    log: Log, settings: Settings, site: Site, now: datetime, templates: Templates
) -> Context:
    """What all pages and documents of one build are made with."""
    calendar = calendar_of(log, settings.zone, settings.last_weekday, now)
    return Context(log, calendar, settings, site, now, templates)


def _calendar_as_kept(log: Log, settings: Settings, now: datetime, recall: Recall) -> Calendar:
    """The calendar of a log; of the clock it depends on which planned work has begun."""
    to_come = sum(work.began.instant > now for work in log.maintenances)
    key = f"{settings.timezone} {settings.last_weekday} {to_come} {record_bones(log)}"

    def find() -> tuple[Shelf, ...]:
        return shelves_of(calendar_of(log, settings.zone, settings.last_weekday, now))

    return calendar_on(recall("calendar", key, find), log)
