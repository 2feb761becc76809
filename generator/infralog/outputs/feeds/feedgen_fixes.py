"""feedgen writes our feeds; here its known faults are worked round, each with a test.

Faults of feedgen 1.0: Atom links of entries lose `rel` and `type`; channels of RSS keep no link
but `self`; authors without an address vanish from RSS; plain summaries become RSS descriptions,
which are HTML, unescaped; characters that XML forbids raise.
`add_entry` prepends and `updated` is the build's time where it is not set: items are written one
by one here, always with their time, and joined in order by `documents`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zlib import crc32

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from lxml import etree
from markupsafe import escape

from infralog.outputs.xml_text import clean
from infralog.views.feed import FeedItem

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
HISTORY = "http://purl.org/syndication/history/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"

_PREFIXES = {"dc": DC, "dcterms": DCTERMS, "fh": HISTORY, "atom": ATOM, "content": CONTENT}


def cleaned(item: FeedItem) -> FeedItem:
    """The item with `clean` texts."""
    return replace(
        item,
        title=clean(item.title),
        summary=clean(item.summary),
        html=clean(item.html),
        authors=tuple(map(clean, item.authors)),
        categories=tuple(
            replace(one, term=clean(one.term), label=clean(one.label)) for one in item.categories
        ),
    )


def rss_item(item: FeedItem) -> bytes:
    """An item as it stands in a channel."""
    return _written(_rss_element, item)


def atom_entry(item: FeedItem) -> bytes:
    """An item as it stands in an Atom feed."""
    return _written(_atom_element, item)


def _written(element_of: Callable[[FeedItem], etree._Element], item: FeedItem) -> bytes:
    try:
        element = element_of(item)
    except ValueError:  # a character that XML forbids; looking for them beforehand costs more
        element = element_of(cleaned(item))
    return _inner_xml(element)


def _feed_entry(item: FeedItem, summary: str) -> Any:  # noqa: ANN401 - feedgen has no types
    entry = FeedEntry()
    entry.id(item.id)
    entry.title(item.title or item.id)
    entry.link(href=item.url, rel="alternate", type="text/html")
    entry.summary(summary or item.id)
    entry.content(item.html, type="html")
    entry.updated(item.updated)
    if item.published:
        entry.published(item.published)
    for author in item.authors:
        entry.author(name=author)
    entry.category(
        [{"term": one.term, "scheme": one.scheme, "label": one.label} for one in item.categories]
    )
    return entry


def _rss_element(item: FeedItem) -> etree._Element:
    # What stands in an RSS description is read as HTML.
    element = _feed_entry(item, str(escape(item.summary or item.title))).rss_entry()
    for author in item.authors:
        etree.SubElement(element, f"{{{DC}}}creator").text = author
    # RSS has no element for it; Dublin Core's is what readers look for.
    etree.SubElement(element, f"{{{DCTERMS}}}modified").text = f"{item.updated:%Y-%m-%dT%H:%M:%SZ}"
    return element


def _atom_element(item: FeedItem) -> etree._Element:
    entry = _feed_entry(item, item.summary or item.title)
    entry.updated(_told_apart(item))
    element = entry.atom_entry()
    for link, given in zip(element.findall("link"), entry.link(), strict=True):
        link.attrib.update(given)
    return element


def _told_apart(item: FeedItem) -> datetime:
    """The time of an update with a fraction of a second that is the item's own.

    The W3C validator warns of entries with one time, which bare dates would give; no entry of a
    log is told to the fraction.
    """
    fraction = crc32(item.id.encode()) % 1_000_000
    return item.updated.replace(microsecond=item.updated.microsecond or fraction)


class Envelope(BaseExtension):  # type: ignore[misc] # feedgen has no types
    """What the head of a feed holds beyond feedgen: namespaces, and the links of RFC 5005.

    feedgen makes the instance itself, so `links` (rel to address) and `is_archive` are set later.
    """

    links: Mapping[str, str] = {}
    is_archive = False

    def extend_ns(self) -> dict[str, str]:
        """The prefixes that items use."""
        return {
            prefix: name for prefix, name in _PREFIXES.items() if prefix not in ("atom", "content")
        }

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Links and the archive's mark into the channel."""
        for rel, href in self.links.items():
            etree.SubElement(feed[0], f"{{{ATOM}}}link", rel=rel, href=href)
        return self._mark(feed[0], feed)

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Links and the archive's mark into the feed."""
        for rel, href in self.links.items():
            etree.SubElement(feed, "link", rel=rel, href=href)
        return self._mark(feed, feed)

    def _mark(self, parent: etree._Element, feed: etree._Element) -> etree._Element:
        if self.is_archive:
            etree.SubElement(parent, f"{{{HISTORY}}}archive")
        return feed


def _inner_xml(element: etree._Element) -> bytes:
    """An element as it stands inside of a feed, whose root declares the namespaces."""
    root = etree.Element("root", nsmap=_PREFIXES)
    root.append(element)
    text: bytes = etree.tostring(root, encoding="UTF-8")
    return text[text.index(b">") + 1 : -len(b"</root>")]
