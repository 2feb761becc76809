"""Pages of a small log made in a test, rendered with the package's own templates."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html

from infralog.model.log import Log
from infralog.outputs.context import Context
from infralog.outputs.templates import Templates
from infralog.pipeline.compose import context_of
from infralog.settings import Settings, Site
from infralog.views.words import words_of
from opened import all_pages

NOW = datetime(2024, 12, 16, 12, tzinfo=UTC)
THEME = Path(__file__).parents[1] / "theme"


@cache
def templates(language: str = "en") -> Templates:
    """One environment for all tests, as compiling takes longer than rendering."""
    return Templates((THEME,), words_of(language))


def context(log: Log, *, now: datetime = NOW, language: str = "en", **options: Any) -> Context:
    """A build of the log for https://log.example/, in UTC unless `timezone` says otherwise."""
    site = Site(
        name="Infra Log",
        url="https://log.example/",
        language=language,
        edit_url="https://git.example/edit/",
        history_url="https://git.example/history/",
    )
    return context_of(log, Settings(**options), site, now, templates(language))


def keys(ours: Context) -> dict[str, str]:
    """The key of every page, by its address."""
    return {page.url: page.key for page in all_pages(ours)}


def article(ours: Context, url: str) -> html.HtmlElement:
    """The article of the page at `url`, parsed."""
    (page,) = [page for page in all_pages(ours) if page.url == url]
    return html.fragment_fromstring(page.article(), create_parent="article")


def text_of(element: html.HtmlElement) -> str:
    """What a reader sees of an element: its texts with a blank between them."""
    return re.sub(r"\s+([,.:;]|$)", r"\1", " ".join(" ".join(element.itertext()).split()))


def part(page: html.HtmlElement, heading: str) -> str:
    """The text between the heading of an id and the next one of its level."""
    (found,) = page.xpath(f".//*[@id='{heading}']")
    texts = []
    for element in found.itersiblings():
        if element.tag == found.tag:
            break
        texts.append(text_of(element))
    return " ".join(texts)
