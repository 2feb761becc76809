"""What is inside the bundles of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from infralog.outputs import calendar, cards, digest, feeds, opendata
from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.chapters import Chapter
from infralog.outputs.context import Context
from infralog.outputs.page import Page
from infralog.outputs.site import all_bundles


def opened(bundles: Callable[[Context], Iterable[Bundle]]) -> Callable[[Context], list[Any]]:
    """What all bundles of a kind hold."""
    return lambda context: [one for bundle in bundles(context) for one in bundle.open()]


def in_chapters(
    found: Callable[[Context, Chapter], Iterable[Any]],
) -> Callable[[Context], list[Any]]:
    """What all chapters of a log have of a kind."""
    return lambda context: [one for chapter in context.chapters for one in found(context, chapter)]


def all_pages(context: Context) -> list[Page]:
    """Every page of the log."""
    return [one for one in opened(all_bundles)(context) if isinstance(one, Page)]


feed_artifacts = opened(feeds.bundles)
calendar_artifacts = opened(calendar.bundles)
digest_artifacts = in_chapters(digest.artifacts)


def card_artifacts(context: Context) -> list[Artifact]:
    """Every picture of a log."""
    return [*in_chapters(cards.of_bulletin)(context), *cards.of_incidents(context)]


def opendata_artifacts(context: Context) -> list[Artifact]:
    """Every document of a log's data."""
    return [*in_chapters(opendata.of_chapter)(context), *opendata.of_log(context)]
