"""Everything a site is made of: pages in the host's shell, feeds, documents, search bundles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from infralog.errors import Problem, ProblemsFound
from infralog.model.bulletin import calendar_of
from infralog.model.log import Log
from infralog.outputs import plain_artifacts
from infralog.outputs.artifact import Artifact
from infralog.outputs.context import Context
from infralog.outputs.page import Page
from infralog.outputs.pages import all_pages
from infralog.outputs.templates import Templates
from infralog.settings import Settings, Site

Framed = Callable[[Page, Callable[[], str]], Artifact]
"""The host's part: a page, and more of its head as HTML on demand, as the file it will be."""


class Composed(NamedTuple):
    """All files of the log, each once, and its pages for the host's site map."""

    artifacts: Sequence[Artifact]
    pages: Sequence[Page] = ()


def context_of(
    log: Log, settings: Settings, site: Site, now: datetime, templates: Templates
) -> Context:
    """What all pages and documents of one build are made with."""
    calendar = calendar_of(log, settings.zone, settings.last_weekday, now)
    return Context(log, calendar, settings, site, now, templates)


def compose(context: Context, framed: Framed) -> Composed:
    """The whole site. Raises ProblemsFound where two files would get one address."""
    composed = compose_pages(context, all_pages(context), framed)
    artifacts = [*composed.artifacts, *plain_artifacts(context)]
    _check_addresses(artifacts)
    return Composed(artifacts, composed.pages)


def compose_pages(context: Context, pages: Iterable[Page], framed: Framed) -> Composed:
    """Pages alone."""
    found = list(pages)
    return Composed([framed(page, partial(head_of, page, context)) for page in found], found)


def head_of(page: Page, context: Context) -> str:
    """What the log adds to the head of a page: feeds, the picture for link previews."""
    return context.templates.render("head", page=page, site=context.site)


def _check_addresses(artifacts: Iterable[Artifact]) -> None:
    counts = Counter(artifact.path for artifact in artifacts)
    twice = [path for path, count in counts.items() if count > 1]
    if twice:
        raise ProblemsFound(
            Problem(path, 1, 1, "E290", "two pages of the log would be written here; rename one.")
            for path in twice
        )
