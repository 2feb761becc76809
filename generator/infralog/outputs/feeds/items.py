"""Items of RSS and Atom as text, cast in moulds: feedgen writes each shape of item once.

What tells items of one shape apart are texts alone, which fill the fields of their mould.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from typing import NamedTuple
from zlib import crc32

from lxml import etree

from infralog.outputs.feeds.feedgen_fixes import DCTERMS, atom_element, inner_xml, rss_element
from infralog.outputs.xml_text import clean, clean_bytes, escaped, quoted
from infralog.views.feed import Category, FeedItem

Element = Callable[[FeedItem], etree._Element]  # noqa: SLF001 - its name in lxml

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_TIMES = {
    "updated": "{updated}",
    f"{{{DCTERMS}}}modified": "{updated}",
    "published": "{published}",
    "pubDate": "{published}",
}


def rss_item(item: FeedItem) -> bytes:
    """An item as it stands in a channel. What stands in an RSS description is read as HTML."""
    summary = escaped(clean(item.summary) or clean(item.title) or item.id)
    updated = f"{item.updated:%Y-%m-%dT%H:%M:%SZ}"
    published = format_datetime(item.published) if item.published else ""
    return _cast(rss_element, item, escaped(summary), updated, published)


def atom_entry(item: FeedItem) -> bytes:
    """An item as it stands in an Atom feed."""
    summary = escaped(clean(item.summary) or clean(item.title) or item.id)
    updated = _told_apart(item).isoformat()
    published = item.published.isoformat() if item.published else ""
    return _cast(atom_element, item, summary, updated, published)


class _Mould(NamedTuple):
    """What feedgen writes of any item, and of its parts of which there may be many."""

    item: str
    author: str
    category: str


def _cast(element_of: Element, item: FeedItem, summary: str, updated: str, published: str) -> bytes:
    """An item in its mould; `summary` is escaped as the format wants it."""
    mould = _mould(element_of, is_dated=item.published is not None)
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
def _mould(element_of: Element, *, is_dated: bool) -> _Mould:
    """The mould of a format, for items that are or are not `published`."""
    element = element_of(
        FeedItem(
            id="{id}",
            url="{url}",
            title="{title}",
            summary="{summary}",
            html="{html}",
            updated=_ANY_TIME,
            published=_ANY_TIME if is_dated else None,
            authors=("{author}",),
            categories=(Category("{term}", "{scheme}", "{label}"),),
        )
    )
    for part in element:
        part.text = _TIMES.get(part.tag, part.text)
    author, category = (_part(element, sign) for sign in ("{author}", "{label}"))
    text = inner_xml(element).replace(author, "{authors}").replace(category, "{categories}")
    return _Mould(text.replace("{html}", "<![CDATA[{html}]]>"), author, category)


def _part(element: etree._Element, sign: str) -> str:
    """The one element of an item that holds `sign`."""
    (found,) = (part for part in map(inner_xml, map(deepcopy, element)) if sign in part)
    return found


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
