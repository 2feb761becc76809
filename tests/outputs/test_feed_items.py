"""Items are cast in moulds; feedgen itself, given the same item, must write the same."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from infralog.outputs.feeds.feedgen_fixes import atom_element, inner_xml, rss_element
from infralog.outputs.feeds.items import atom_entry, rss_item
from infralog.outputs.feeds.moulds import atom_mould, rss_mould
from infralog.outputs.xml_text import clean, clean_bytes
from infralog.views.feed import Category, FeedItem

DC = "http://purl.org/dc/elements/1.1/"
ROOT = (
    f'<root xmlns:dc="{DC}" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
)

TEXTS = st.text("ab<>&\"'{}%] \x85é😀", max_size=12)
NAMES = st.text("ab<>&\"'{}% é", min_size=1, max_size=8)
FIRST, LAST = datetime(1970, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
TIMES = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
ITEMS = st.builds(
    FeedItem,
    id=st.just("tag:example.org,2024:a"),
    url=st.just("https://log.example.org/incidents/a/?b&c"),
    title=NAMES,
    summary=TEXTS,
    html=st.builds("<p>{}</p>]]>{}".format, TEXTS, TEXTS),
    updated=TIMES,
    published=st.none() | TIMES,
    authors=st.lists(NAMES, max_size=2).map(tuple),
    categories=st.lists(st.builds(Category, NAMES, NAMES, NAMES), max_size=3).map(tuple),
)


def shape(text: str):
    """Every element with its attributes and text, but for the fractions of Atom's times.

    A description of RSS is HTML, in which there are two ways to write a quotation mark.
    """
    (item,) = etree.fromstring(f"{ROOT}{text}</root>")
    return [
        (one.tag, dict(one.attrib), unescape(one.text or "") if one.tag != "updated" else "")
        for one in item.iter()
    ]


@pytest.mark.parametrize(
    ("cast", "mould_of", "element_of"),
    [(rss_item, rss_mould, rss_element), (atom_entry, atom_mould, atom_element)],
)
@settings(max_examples=60, deadline=None)
@given(item=ITEMS)
def test_a_cast_item_is_what_feedgen_writes(cast, mould_of, element_of, item):
    mould = mould_of(is_dated=item.published is not None)
    assert shape(cast(item, mould).decode()) == shape(inner_xml(element_of(item)))


@settings(max_examples=200)
@given(text=st.text(st.characters(codec=None)))
def test_bytes_are_cleaned_as_texts_are(text):
    assert clean_bytes(text) == clean(text).encode()
