"""Everything a site is made of: pages, feeds, documents and pictures, in bundles with keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from infralog.outputs import badges, calendar, cards, digest, feeds, metrics, opendata, statuspage
from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.chapters import Chapter
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.page import Page
from infralog.outputs.pages import (
    archive,
    bulletin,
    changes,
    corrections,
    efforts,
    entry,
    follow_ups,
    home,
    incidents,
    maintenances,
    search,
    spofs,
    statistics,
    subscribe,
    topics,
)
from infralog.outputs.redirects import redirect_artifacts

_OF_CHAPTERS: tuple[Callable[[Context, Chapter], Iterable[Artifact | Page]], ...] = (
    entry.pages,
    bulletin.pages,
    opendata.of_chapter,
    digest.artifacts,
    cards.of_bulletin,
)
_OF_FACES: Mapping[str, Callable[[Context], Iterable[Artifact | Page]]] = {
    "incidents": incidents.pages,
    "changes": changes.pages,
    "maintenance": maintenances.pages,
    "archive": archive.pages,
    "spofs": spofs.pages,
    "efforts": efforts.pages,
    "follow-ups": follow_ups.pages,
    "statistics": statistics.pages,
    "corrections": corrections.pages,
    "subscribe": subscribe.pages,
    "search page": search.pages,
    "badges": badges.artifacts,
    "cards": cards.of_incidents,
    "redirects": redirect_artifacts,
}
"""Kinds that show no body of an entry, and of the clock no more than the day."""
_OF_NOW: Mapping[str, Callable[[Context], Iterable[Artifact | Page]]] = {
    "metrics": metrics.artifacts,
    "statuspage": statuspage.artifacts,
}
"""Documents that are looked at in each build."""


def all_bundles(context: Context) -> Iterator[Bundle]:
    """The whole site, but for the parts of the search; what takes long to make first."""
    yield from _lists(context)
    yield from feeds.bundles(context)
    yield from calendar.bundles(context)
    yield Bundle("documents", context.log_key, partial(opendata.of_log, context))
    for name, found in _OF_NOW.items():
        yield Bundle(name, "", partial(found, context))
    yield from _chapters(context)


def page_bundles(context: Context) -> Iterator[Bundle]:
    """The part of it that readers see: pages, and what lies beside them."""
    yield from _lists(context)
    yield from _chapters(context)


def _lists(context: Context) -> Iterator[Bundle]:
    yield from topics.bundles(context)
    faces = fingerprint(context.faces_key, context.today)
    for name, found in _OF_FACES.items():
        yield Bundle(name, faces, partial(found, context), kin="lists")
    yield Bundle("home", "", partial(home.pages, context))


def _chapters(context: Context) -> Iterator[Bundle]:
    for chapter in context.chapters:
        yield Bundle(chapter.name, chapter.key, partial(_of_chapter, context, chapter))


def _of_chapter(context: Context, chapter: Chapter) -> Iterator[Artifact | Page]:
    for found in _OF_CHAPTERS:
        yield from found(context, chapter)
