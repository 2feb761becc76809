"""The artifacts of a site, each with the key of everything it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from infralog.outputs.artifact import Artifact
from infralog.outputs.context import Context
from infralog.outputs.search import search_artifacts


def plain_artifacts(context: Context) -> Iterator[Artifact]:
    """Everything but pages: feeds, calendars, documents, pictures."""
    if context.settings.search:
        yield from search_artifacts(context)
