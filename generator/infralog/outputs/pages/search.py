"""`/search/`: the whole log by its words, cut by facets (docs/adr/0005-search.md)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.listing import frame_of
from infralog.outputs.page import Page
from infralog.views.frame import Ref
from infralog.views.search import Searchable, search_facets

URL = "search/"


def pages(context: Context) -> Iterator[Page]:
    """The one page, unless the log is built without search."""
    if not context.settings.search:
        return
    found = _searchable(context)
    shelves = tuple(
        dict.fromkeys(one.week.last_day.year for one in context.calendar.newest_first())
    )
    yield Page(
        url=URL,
        title=context.words.t("search.title"),
        description=context.words.t("search.lead"),
        section=URL,
        kind="search",
        key=fingerprint("search page", context.base_key, found, shelves),
        article=partial(_article, context, found, shelves),
        noindex=True,
    )


def _searchable(context: Context) -> Searchable:
    zone = context.settings.zone
    entries = list(context.log.entries.values())
    newest, oldest = (entries[end].began.date_in(zone).year if entries else 0 for end in (-1, 0))
    return Searchable(
        services=tuple(context.ids_of("services")),
        regions=tuple(context.ids_of("regions")),
        tags=tuple(context.ids_of("tags")),
        years=tuple(range(newest, oldest - 1, -1)) if entries else (),
    )


def _article(context: Context, found: Searchable, shelves: tuple[int, ...]) -> str:
    frame, words = frame_of(context, URL), context.words
    return context.templates.render(
        "search",
        base=frame.base,
        facets=search_facets(found, frame) if found.years else (),
        archive=Ref(f"{frame.base}archive/", words.t("archive.title")),
        incidents=Ref(f"{frame.base}incidents/", words.t("incidents.title")),
        years=[Ref(f"{frame.base}{year}/", str(year)) for year in shelves],
    )
