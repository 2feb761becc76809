"""What every page, feed and document of a build is made with."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from infralog.model.bulletin import calendar_of
from infralog.model.log import Log
from infralog.outputs.context import Context
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
    context = context_of(loaded.log, settings, site, now, templates)
    return replace(context, moves=moves_in(folder, loaded.log, cache), recall=Recalled(cache))


def context_of(
    log: Log, settings: Settings, site: Site, now: datetime, templates: Templates
) -> Context:
    """What all pages and documents of one build are made with."""
    calendar = calendar_of(log, settings.zone, settings.last_weekday, now)
    return Context(log, calendar, settings, site, now, templates)
