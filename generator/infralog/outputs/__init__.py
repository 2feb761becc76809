"""The artifacts of a site, each with the key of everything it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infralog.outputs import badges, calendar, cards, digest, feeds, metrics, opendata, statuspage
from infralog.outputs.artifact import Artifact
from infralog.outputs.context import Context
from infralog.outputs.redirects import redirect_artifacts
from infralog.outputs.search import search_artifacts

KINDS: tuple[Callable[[Context], Iterator[Artifact]], ...] = (
    badges.artifacts,
    calendar.artifacts,
    cards.artifacts,
    digest.artifacts,
    feeds.artifacts,
    metrics.artifacts,
    opendata.artifacts,
    redirect_artifacts,
    search_artifacts,
    statuspage.artifacts,
)


def plain_artifacts(context: Context) -> Iterator[Artifact]:
    """Everything but pages: feeds, calendars, documents, pictures."""
    for artifacts in KINDS:
        yield from artifacts(context)
