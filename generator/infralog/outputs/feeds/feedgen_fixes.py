"""feedgen writes our feeds; here its known faults are worked round, each with a test.

Faults of feedgen 1.0: Atom links of entries lose `rel` and `type`; channels of RSS keep no link
but `self`; authors without an address vanish from RSS; characters that XML forbids raise.
`add_entry` prepends and `updated` is the build's time where it is not set: items are written one
by one here (`entry_elements`), always with their time, and joined in order by `documents`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from lxml import etree

from infralog.views.feed import FeedItem

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
HISTORY = "http://purl.org/syndication/history/1.0"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that no XML 1.0 document may hold (its section 2.2)."""
    return _FORBIDDEN.sub("", text)


def entry_elements(item: FeedItem) -> tuple[etree._Element, etree._Element]:
    """The RSS and the Atom element of an item."""
    entry = _feed_entry(item)
    return _rss_element(entry, item), _atom_element(entry)


def _feed_entry(item: FeedItem) -> Any:  # noqa: ANN401 - feedgen has no types
    entry = FeedEntry()
    entry.id(item.id)
    entry.title(clean(item.title) or item.id)
    entry.link(href=item.url, rel="alternate", type="text/html")
    entry.summary(clean(item.summary) or clean(item.title) or item.id)
    entry.content(clean(item.html), type="html")
    entry.updated(item.updated)
    if item.published:
        entry.published(item.published)
    for author in item.authors:
        entry.author(name=clean(author))
    entry.category(
        [
            {"term": clean(one.term), "scheme": one.scheme, "label": clean(one.label)}
            for one in item.categories
        ]
    )
    return entry


def _rss_element(entry: Any, item: FeedItem) -> etree._Element:  # noqa: ANN401 - feedgen has no types
    element = entry.rss_entry()
    for author in item.authors:
        etree.SubElement(element, f"{{{DC}}}creator").text = clean(author)
    # RSS has no element for it; Dublin Core's is what readers look for.
    etree.SubElement(element, f"{{{DCTERMS}}}modified").text = f"{item.updated:%Y-%m-%dT%H:%M:%SZ}"
    return element


def _atom_element(entry: Any) -> etree._Element:  # noqa: ANN401 - feedgen has no types
    element = entry.atom_entry()
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
        return {"dc": DC, "dcterms": DCTERMS, "fh": HISTORY}

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


def inner_xml(elements: Sequence[etree._Element]) -> list[bytes]:
    """Each element as it stands inside of a feed, whose root declares the namespaces."""
    names = {"content": "http://purl.org/rss/1.0/modules/content/", "atom": ATOM}
    root = etree.Element("root", nsmap={**names, **Envelope().extend_ns()})
    written = []
    for element in elements:
        root.append(element)
        text = etree.tostring(root, encoding="UTF-8")
        written.append(text[text.index(b">", text.index(b"<root")) + 1 : -len(b"</root>")])
        root.remove(element)
    return written
