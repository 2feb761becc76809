"""`/changes/`: the work by what it is for and by effort."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from infralog.model.entry import Change
from infralog.outputs.context import Context
from infralog.outputs.feeds.places import feed_links_for
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.listing import Listing, frame_of, listings
from infralog.outputs.page import Page
from infralog.views.changes import shelves_of
from infralog.views.volumes import year_links

URL = "changes/"
LIMIT = 200
"""Changes on the first page; where there are more, each year has a page of its own."""


def pages(context: Context) -> Iterator[Page]:
    """The newest work, and where it is much one page a year."""
    words = context.words
    for listing in listings(context, context.log.changes, URL, LIMIT):
        yield Page(
            url=listing.url,
            title=listing.title(words.t("changes.title")),
            description=words.t("changes.lead"),
            section=URL,
            kind="changes",
            feeds=feed_links_for("changes", title=words.t("feed.changes")),
            key=fingerprint("changes", context.base_key, listing.key),
            article=partial(_article, context, listing),
        )


def _article(context: Context, listing: Listing[Change]) -> str:
    frame = frame_of(context, listing.url)
    subjects = context.subjects
    relations = [subjects[change.id].relations for change in listing.volume.items]
    return context.templates.render(
        "changes",
        base=frame.base,
        title=listing.title(frame.words.t("changes.title")),
        years=year_links(listing.volume, URL, frame),
        groups=shelves_of(relations, frame),
    )
