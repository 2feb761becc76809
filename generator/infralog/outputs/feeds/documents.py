"""Whole RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1 documents around written items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from infralog.outputs.feeds.items import Mould, atom_entry, rss_item
from infralog.outputs.fingerprint import fingerprint
from infralog.outputs.json_file import LIST_END, json_before, json_of
from infralog.outputs.pieces import Piece, listed
from infralog.outputs.xml_text import clean
from infralog.views.feed import FeedItem

_RSS_END, _ATOM_END = b"</channel></rss>", b"</feed>"


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


Moulds = Callable[[str, bool], Mould]
"""Whatever has the moulds of `mould_of`."""


class Form(NamedTuple):
    """How a format is written: what opens a document, what stands between items, what ends it.

    `opening` takes the head and the time of the newest change (aware).
    """

    opening: Callable[[FeedHead, datetime], bytes]
    item: Callable[[FeedItem, Moulds], bytes]
    between: bytes
    ending: bytes

    def document(
        self, head: FeedHead, updated: datetime, items: Iterable[Piece]
    ) -> Iterator[Piece]:
        """A document of written items, in their order."""
        key = f"{fingerprint(head)} {updated}"
        opening = Piece(key, partial(self.opening, head, updated))
        return listed(opening, items, self.between, self.ending)


def _rss_opening(head: FeedHead, updated: datetime) -> bytes:
    return _opening(_generator(head, updated).rss_str(), _RSS_END)


def _atom_opening(head: FeedHead, updated: datetime) -> bytes:
    return _opening(_generator(head, updated).atom_str(), _ATOM_END)


def _json_opening(head: FeedHead, _: datetime) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.page_url,
        "feed_url": head.url,
        "description": head.description,
        "icon": head.image,
        "authors": [{"name": head.author}],
        "language": head.language,
    }
    return json_before(_without_none(document), "items")


def _rss_item(item: FeedItem, moulds: Moulds) -> bytes:
    return rss_item(item, moulds("rss", item.published is not None))


def _atom_entry(item: FeedItem, moulds: Moulds) -> bytes:
    return atom_entry(item, moulds("atom", item.published is not None))


def mould_of(form: str, is_dated: bool) -> Mould:  # noqa: FBT001 - one of two moulds of a form
    """The mould of `rss` or `atom`, for items that are or are not `published`."""
    from infralog.outputs.feeds.moulds import atom_mould, rss_mould  # noqa: PLC0415 - as feedgen

    return {"rss": rss_mould, "atom": atom_mould}[form](is_dated=is_dated)


def _generator(head: FeedHead, updated: datetime) -> Any:  # noqa: ANN401 - feedgen has no types
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
    feed.updated(updated)
    feed.link(href=head.url, rel="self")
    feed.link(href=head.page_url, rel="alternate", type="text/html")
    if head.image:
        feed.logo(head.image)
    return feed


def _opening(document: bytes, ending: bytes) -> bytes:
    return document.rstrip().removesuffix(ending) + b"\n"


def _json_item(item: FeedItem, _: Moulds) -> bytes:
    document = {
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
    return json_of(_without_none(document))


def _without_none(document: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in document.items() if value is not None}


RSS = Form(_rss_opening, _rss_item, b"\n", b"\n%b\n" % _RSS_END)
ATOM = Form(_atom_opening, _atom_entry, b"\n", b"\n%b\n" % _ATOM_END)
JSON = Form(_json_opening, _json_item, b",", LIST_END)
