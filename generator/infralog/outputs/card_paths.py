"""Which picture stands for a page in link previews, and where the pictures are."""

from __future__ import annotations

from infralog.model.bulletin import Bulletin
from infralog.model.entry import Entry, Incident
from infralog.model.week import Week
from infralog.outputs.chapters import OWN_CARDS
from infralog.outputs.context import Context


def bulletin_card_path(bulletin: Bulletin) -> str:
    """The file of a bulletin's picture."""
    return f"cards/{bulletin.week.last_day}.png"


def incident_card_path(incident: Incident) -> str:
    """The file of an incident's own picture."""
    return f"cards/{incident.id}.png"


def image_of_bulletin(context: Context, bulletin: Bulletin) -> str | None:
    """`Page.image` of a bulletin."""
    return bulletin_card_path(bulletin) if context.settings.social_cards else None


def image_of_entry(context: Context, entry: Entry) -> str | None:
    """`Page.image` of an entry: its own picture, or that of the bulletin that tells it."""
    if not context.settings.social_cards:
        return None
    if isinstance(entry, Incident) and _has_own(context, entry):
        return incident_card_path(entry)
    settings, calendar = context.settings, context.calendar
    week = Week.of(entry.began.date_in(settings.zone), settings.last_weekday)
    told = week in calendar.positions
    return bulletin_card_path(calendar.bulletin_of(week)) if told else None


def _has_own(context: Context, incident: Incident) -> bool:
    oldest = context.log.incidents[-OWN_CARDS:][0]
    return (incident.began.instant, incident.id) >= (oldest.began.instant, oldest.id)
