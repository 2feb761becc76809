"""feedgen writes our feeds; here its known faults are worked round, each with a test.

Faults of feedgen 1.0: Atom links of entries lose `rel` and `type`; channels of RSS keep no link
but `self`; authors without an address vanish from RSS; plain summaries become RSS descriptions,
which are HTML, unescaped; characters that XML forbids raise.
`add_entry` prepends and `updated` is the build's time where it is not set: items are written one
by one (`items`), always with their time, and joined in order by `documents`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from lxml import etree
from markupsafe import escape

from infralog.views.feed import FeedItem

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
HISTORY = "http://purl.org/syndication/history/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"

_PREFIXES = {"dc": DC, "dcterms": DCTERMS, "fh": HISTORY, "atom": ATOM, "content": CONTENT}


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


def rss_element(item: FeedItem) -> etree._Element:
    """An item as it stands in a channel."""
    # What stands in an RSS description is read as HTML.
    element = _feed_entry(item, str(escape(item.summary or item.title))).rss_entry()
    for author in item.authors:
        etree.SubElement(element, f"{{{DC}}}creator").text = author
    # RSS has no element for it; Dublin Core's is what readers look for.
    etree.SubElement(element, f"{{{DCTERMS}}}modified").text = f"{item.updated:%Y-%m-%dT%H:%M:%SZ}"
    return element


def atom_element(item: FeedItem) -> etree._Element:
    """An item as it stands in an Atom feed."""
    entry = _feed_entry(item, item.summary or item.title)
    element: etree._Element = entry.atom_entry()
    for link, given in zip(element.findall("link"), entry.link(), strict=True):
        link.attrib.update(given)
    return element


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


def inner_xml(element: etree._Element) -> str:
    """An element as it stands inside of a feed, whose root declares the namespaces."""
    root = etree.Element("root", nsmap=_PREFIXES)
    root.append(element)
    text: str = etree.tostring(root, encoding="unicode")
    return text[text.index(">") + 1 : -len("</root>")]
