"""Items of RSS and Atom as text, cast in moulds that feedgen has written (`moulds`).

What tells items of one shape apart are texts alone, which fill the fields of their mould.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import NamedTuple
from zlib import crc32

from infralog.outputs.xml_text import clean, clean_bytes, escaped, quoted
from infralog.views.feed import Category, FeedItem


def rss_item(item: FeedItem, mould: Mould) -> bytes:
    """An item as it stands in a channel. What stands in an RSS description is read as HTML."""
    summary = escaped(clean(item.summary) or clean(item.title) or item.id)
    updated = f"{item.updated:%Y-%m-%dT%H:%M:%SZ}"
    published = format_datetime(item.published) if item.published else ""
    return _cast(mould, item, escaped(summary), updated, published)


def atom_entry(item: FeedItem, mould: Mould) -> bytes:
    """An item as it stands in an Atom feed."""
    summary = escaped(clean(item.summary) or clean(item.title) or item.id)
    updated = _told_apart(item).isoformat()
    published = item.published.isoformat() if item.published else ""
    return _cast(mould, item, summary, updated, published)


class Mould(NamedTuple):
    """What feedgen writes of any item in a format, and of its parts of which there may be many."""

    item: str
    author: str
    category: str


def _cast(mould: Mould, item: FeedItem, summary: str, updated: str, published: str) -> bytes:
    """An item in its mould; `summary` is escaped as the format wants it."""
    authors = filter(None, map(clean, item.authors))
    text = mould.item.format(
        id=escaped(item.id),
        url=quoted(item.url),
        title=escaped(clean(item.title) or item.id),
        summary=summary,
        html=item.html.replace("]]>", "]]]]><![CDATA[>"),
        updated=updated,
        published=published,
        authors="".join(mould.author.format(author=escaped(author)) for author in authors),
        categories="".join(_category(mould.category, one) for one in item.categories),
    )
    return clean_bytes(text)


@cache
def _category(mould: str, category: Category) -> str:
    """A category; the same few are on all items."""
    term, scheme, label = map(quoted, (category.term, category.scheme, category.label))
    return mould.format(term=term, scheme=scheme, label=label)


def _told_apart(item: FeedItem) -> datetime:
    """The time of an update with a fraction of a second that is the item's own.

    The W3C validator warns of entries with one time, which bare dates would give; no entry of a
    log is told to the fraction.
    """
    fraction = crc32(item.id.encode()) % 1_000_000
    return item.updated.replace(microsecond=item.updated.microsecond or fraction)
