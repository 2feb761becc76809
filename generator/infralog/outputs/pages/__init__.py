"""Every page of the log, by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infralog.outputs.context import Context
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

KINDS: tuple[Callable[[Context], Iterator[Page]], ...] = (
    home.pages,
    bulletin.pages,
    entry.pages,
    incidents.pages,
    changes.pages,
    maintenances.pages,
    archive.pages,
    topics.pages,
    spofs.pages,
    efforts.pages,
    follow_ups.pages,
    statistics.pages,
    corrections.pages,
    subscribe.pages,
    search.pages,
)
"""One function a kind of page: from the context to its pages."""


def all_pages(context: Context) -> Iterator[Page]:
    """Every page of the site, kind by kind."""
    for pages in KINDS:
        yield from pages(context)
