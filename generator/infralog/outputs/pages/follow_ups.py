"""`/follow-ups/`: promises open, kept and dropped, with their age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from infralog.model.entry import Incident
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.listing import Listing, frame_of, listings
from infralog.outputs.page import Page
from infralog.views.bulletin import Figure
from infralog.views.frame import Frame
from infralog.views.promises import Promise, PromiseLedger, is_late, ledger_of, rows_of
from infralog.views.volumes import year_links

URL = "follow-ups/"
LIMIT = 120
"""Incidents whose promises stand on the first page; each year has a page where there are more."""


def pages(context: Context) -> Iterator[Page]:
    """The promises of the newest incidents, and where they are many one page a year."""
    words, today = context.words, context.today
    promising = [incident for incident in context.log.incidents if incident.follow_ups]
    for listing in listings(context, promising, URL, LIMIT):
        late = [
            (incident.id, place)
            for incident in listing.volume.items
            for place, follow_up in enumerate(incident.follow_ups)
            if is_late(follow_up, today)
        ]
        yield Page(
            url=listing.url,
            title=listing.title(words.t("follow_ups.title")),
            description=words.t("follow_ups.lead"),
            section="incidents/",
            kind="follow-ups",
            key=fingerprint("follow-ups", context.base_key, listing.key, late),
            article=partial(_article, context, listing, today),
        )


def _article(context: Context, listing: Listing[Incident], today: date) -> str:
    frame = frame_of(context, listing.url)
    subjects = context.subjects
    ledger = ledger_of(subjects[one.id].relations for one in listing.volume.items)

    def part(promises: tuple[Promise, ...]) -> object:
        return rows_of(promises, today, frame)

    return context.templates.render(
        "follow-ups",
        base=frame.base,
        title=listing.title(frame.words.t("follow_ups.title")),
        years=year_links(listing.volume, URL, frame),
        figures=_figures(ledger, frame),
        open=part(ledger.open),
        kept=part(ledger.kept),
        dropped=part(ledger.dropped),
    )


def _figures(ledger: PromiseLedger, frame: Frame) -> tuple[Figure, ...]:
    words = frame.words
    parts = (("open", ledger.open), ("done", ledger.kept), ("dropped", ledger.dropped))
    return tuple(
        Figure(words.number(len(promises)), words.t(f"follow_up.{name}"))
        for name, promises in parts
        if promises or name == "open"
    )
