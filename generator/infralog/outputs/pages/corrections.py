"""`/corrections/`: what was wrong in the log and has been put right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from infralog.model.entry import Correction, Entry
from infralog.outputs.context import Context
from infralog.outputs.feeds.places import feed_links_for
from infralog.outputs.fingerprint import face_print
from infralog.outputs.listing import frame_of
from infralog.outputs.page import Page
from infralog.views.volumes import Volume, volumes_of, year_links

URL = "corrections/"
LIMIT = 100
"""Corrections on the first page; where there are more, each year has a page of its own."""

Corrected = tuple[Entry, Correction]


def pages(context: Context) -> Iterator[Page]:
    """The newest corrections, and where they are many one page a year."""
    made = [(entry, one) for entry in context.corrected for one in entry.corrections]
    made.sort(key=lambda pair: (pair[1].at.instant, pair[0].id))
    words = context.words
    for volume in volumes_of(made, _at, context.settings.zone, LIMIT):
        title = words.t("corrections.title")
        yield Page(
            url=volume.url(URL),
            title=f"{title} {volume.year}" if volume.year else title,
            description=words.t("corrections.lead"),
            section="incidents/",
            kind="corrections",
            feeds=feed_links_for("corrections", title=words.t("feed.corrections")),
            key=face_print(
                "corrections",
                context.base_key,
                [(entry, correction.at.instant) for entry, correction in volume.items],
                volume.years,
            ),
            article=partial(_article, context, volume),
        )


def _at(pair: Corrected) -> datetime:
    return pair[1].at.instant


def _article(context: Context, volume: Volume[Corrected]) -> str:
    frame = frame_of(context, volume.url(URL))
    title = frame.words.t("corrections.title")
    return context.templates.render(
        "corrections",
        base=frame.base,
        title=f"{title} {volume.year}" if volume.year else title,
        feed=f"{frame.base}feeds/corrections.xml",
        years=year_links(volume, URL, frame),
        corrections=[
            (frame.times.medium(correction.at), frame.record(entry), correction.text)
            for entry, correction in volume.items
        ],
    )
