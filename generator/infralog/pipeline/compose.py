"""What every page, feed and document of a build is made with."""

from __future__ import annotations

from datetime import datetime

from infralog.model.bulletin import calendar_of
from infralog.model.log import Log
from infralog.outputs.context import Context
from infralog.outputs.templates import Templates
from infralog.settings import Settings, Site


def context_of(
    log: Log, settings: Settings, site: Site, now: datetime, templates: Templates
) -> Context:
    """What all pages and documents of one build are made with."""
    calendar = calendar_of(log, settings.zone, settings.last_weekday, now)
    return Context(log, calendar, settings, site, now, templates)
