"""`/maintenance/`: planned work, what is to come before what is over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from infralog.model.entry import Maintenance
from infralog.model.terms import MaintenanceState
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.listing import Listing, frame_of, listings, table_of
from infralog.outputs.page import FeedLink, Page
from infralog.outputs.subjects import Subject
from infralog.views.card import card_of

URL = "maintenance/"
LIMIT = 200
"""Past works on the first page; where there are more, each year has a page of its own."""


def pages(context: Context) -> Iterator[Page]:
    """The page of all planned work, and where it is much one page a year of the past."""
    coming = [one for one in context.log.maintenances if _is_coming(one, context)]
    ids = {one.id for one in coming}
    past = [one for one in context.log.maintenances if one.id not in ids]
    subjects = tuple(context.subjects[one.id] for one in coming)
    words = context.words
    for listing in listings(context, past, URL, LIMIT):
        shown = () if listing.volume.year else subjects
        keys = context.face_of(subject.entry for subject in shown)
        yield Page(
            url=listing.url,
            title=listing.title(words.t("maintenance.title")),
            description=words.t("maintenance.lead"),
            section=URL,
            kind="maintenance",
            feeds=(FeedLink(words.t("feed.maintenance"), "calendar.ics", "text/calendar"),),
            key=fingerprint("maintenance", context.base_key, listing.key, keys),
            article=partial(_article, context, listing, shown),
        )


def _is_coming(one: Maintenance, context: Context) -> bool:
    """Under way, or planned and not past its end; nothing that is done or cancelled."""
    if one.state is MaintenanceState.ACTIVE:
        return True
    end = one.ends or one.began
    day = end.date_in(context.settings.zone)
    return one.state is MaintenanceState.PLANNED and day >= context.today


def _article(context: Context, listing: Listing[Maintenance], coming: tuple[Subject, ...]) -> str:
    frame = frame_of(context, listing.url)
    return context.templates.render(
        "maintenances",
        base=frame.base,
        title=listing.title(frame.words.t("maintenance.title")),
        is_year=listing.volume.year is not None,
        coming=[card_of(subject.relations, frame) for subject in coming],
        calendar=f"{frame.base}calendar.ics",
        table=table_of(context, listing, frame, type="maintenance"),
    )
