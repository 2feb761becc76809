"""Whole RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1 documents around written items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from infralog.outputs.json_file import json_file
from infralog.outputs.xml_text import clean
from infralog.views.feed import NEVER, FeedItem


@dataclass(frozen=True)
class FeedHead:
    """What a feed says of itself. Texts are plain, addresses absolute.

    `links` are those of RFC 5005 by their rel; `is_archive` marks a page that is never renewed
    with later items.
    """

    id: str
    url: str
    page_url: str
    title: str
    description: str
    author: str
    language: str
    image: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    is_archive: bool = False


class Written(NamedTuple):
    """An item of RSS or Atom, ready to stand in any feed, and when it was updated."""

    xml: bytes
    updated: datetime


def rss_document(head: FeedHead, items: Sequence[Written]) -> bytes:
    """RSS 2.0 with items in the order given."""
    return _filled(_generator(head, items).rss_str(), b"</channel></rss>", items)


def atom_document(head: FeedHead, items: Sequence[Written]) -> bytes:
    """Atom 1.0 with entries in the order given."""
    return _filled(_generator(head, items).atom_str(), b"</feed>", items)


def json_document(head: FeedHead, items: Iterable[FeedItem]) -> bytes:
    """JSON Feed 1.1 with items in the order given."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.page_url,
        "feed_url": head.url,
        "description": head.description,
        "icon": head.image,
        "authors": [{"name": head.author}],
        "language": head.language,
        "items": [_without_none(_json_item(item)) for item in items],
    }
    return json_file(_without_none(document))


def _generator(head: FeedHead, items: Sequence[Written]) -> Any:  # noqa: ANN401 - feedgen has no types
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - takes 30 ms, and most builds write none

    from infralog.outputs.feeds.feedgen_fixes import Envelope  # noqa: PLC0415 - as above

    feed = FeedGenerator()
    feed.register_extension("envelope", Envelope)
    feed.envelope.links = head.links
    feed.envelope.is_archive = head.is_archive
    feed.id(head.id)
    feed.title(clean(head.title))
    feed.description(clean(head.description))
    feed.author(name=clean(head.author))
    feed.language(head.language)
    feed.generator("infralog")
    feed.updated(max((item.updated for item in items), default=NEVER))
    feed.link(href=head.url, rel="self")
    feed.link(href=head.page_url, rel="alternate", type="text/html")
    if head.image:
        feed.logo(head.image)
    return feed


def _filled(document: bytes, ending: bytes, items: Sequence[Written]) -> bytes:
    opening = document.rstrip().removesuffix(ending)
    return b"\n".join((opening, *(item.xml for item in items), ending)) + b"\n"


def _json_item(item: FeedItem) -> dict[str, object]:
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary or None,
        "content_html": item.html,
        "image": item.image,
        "date_published": item.published.isoformat() if item.published else None,
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": author} for author in item.authors] or None,
        "tags": list(dict.fromkeys(one.label for one in item.categories)) or None,
    }


def _without_none(document: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in document.items() if value is not None}
