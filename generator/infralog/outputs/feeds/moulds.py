"""Moulds of items: feedgen writes each shape of item once, with names for what will differ."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime

from lxml import etree

from infralog.outputs.feeds.feedgen_fixes import DCTERMS, atom_element, inner_xml, rss_element
from infralog.outputs.feeds.items import Mould
from infralog.views.feed import Category, FeedItem

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_TIMES = {
    "updated": "{updated}",
    f"{{{DCTERMS}}}modified": "{updated}",
    "published": "{published}",
    "pubDate": "{published}",
}


def rss_mould(*, is_dated: bool) -> Mould:
    """For items of a channel that are or are not `published`."""
    return _mould(rss_element, is_dated=is_dated)


def atom_mould(*, is_dated: bool) -> Mould:
    """For entries of an Atom feed that are or are not `published`."""
    return _mould(atom_element, is_dated=is_dated)


def _mould(element_of: Callable[[FeedItem], etree._Element], *, is_dated: bool) -> Mould:
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
    return Mould(text.replace("{html}", "<![CDATA[{html}]]>"), author, category)


def _part(element: etree._Element, sign: str) -> str:
    """The one element of an item that holds `sign`."""
    (found,) = (part for part in map(inner_xml, map(deepcopy, element)) if sign in part)
    return found
