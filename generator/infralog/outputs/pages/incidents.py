"""`/incidents/`: the roll-up, with dates, durations, impacts and services in one table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from infralog.model.entry import Incident
from infralog.outputs.context import Context
from infralog.outputs.feeds.places import feed_links_for
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.listing import Listing, frame_of, listings, table_of
from infralog.outputs.page import Page

URL = "incidents/"
LIMIT = 300
"""Incidents on the first page; where there are more, each year has a page of its own."""


def pages(context: Context) -> Iterator[Page]:
    """The roll-up, and where it is long one page a year."""
    words = context.words
    for listing in listings(context, context.log.incidents, URL, LIMIT):
        yield Page(
            url=listing.url,
            title=listing.title(words.t("incidents.title")),
            description=words.t("incidents.lead"),
            section=URL,
            kind="incidents",
            feeds=feed_links_for("incidents", title=words.t("feed.incidents")),
            key=fingerprint("incidents", context.base_key, listing.key),
            article=partial(_article, context, listing),
        )


def _article(context: Context, listing: Listing[Incident]) -> str:
    frame = frame_of(context, listing.url)
    title = listing.title(frame.words.t("incidents.title"))
    table = table_of(context, listing, frame, type="incidents")
    return context.templates.render("incidents", base=frame.base, title=title, table=table)
