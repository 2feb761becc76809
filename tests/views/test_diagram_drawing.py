"""The drawn diagram and timeline: every mark a named link in order of time, text only as text."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import html5lib
import pytest
from test_diagram import DECEMBER, LABELS, NEW_YORK, NOW

from infralog.model.entry import SpofId
from infralog.model.terms import Impact, SpofMove
from infralog.outputs.templates import Templates
from infralog.views.diagram import diagram_of
from infralog.views.scale import scale_of
from infralog.views.times import Times, ZoneLabel
from infralog.views.words import words_of
from make import change, incident, maintenance

TEMPLATES = Templates((Path(__file__).parents[2] / "theme",), words_of("en"))
XLINK = "{http://www.w3.org/1999/xlink}href"
HOSTILE = "</title><script>alert(1)</script>\"' onload=x & <b>bold</b>"


def parsed(name: str, **views: Any) -> tuple[ET.Element, str]:
    environment = TEMPLATES._environment
    html = environment.get_template(f"partials/infralog/{name}.html").render(
        words=words_of("en"), **views
    )
    return html5lib.parseFragment(html, namespaceHTMLElements=False), html


def drawn(*entries: Any) -> tuple[ET.Element, str]:
    return parsed("diagram", diagram=diagram_of(DECEMBER, entries, NEW_YORK, NOW, LABELS))


def links(tree: ET.Element, css_class: str) -> list[ET.Element]:
    return [one for one in tree.iter() if css_class in one.get("class", "").split()]


def name_of(link: ET.Element) -> str:
    (title,) = (child for child in link if child.tag.endswith("title"))
    return title.text


def fortnight() -> list[Any]:
    start = datetime(2024, 12, 2, 9, tzinfo=UTC)
    hours = [f"{start + timedelta(hours=21 * count):%Y-%m-%d %H:%M}" for count in range(15)]
    made = [
        (incident if count % 3 else change)(f"entry-{count:02}-of-a-usual-length", began)
        for count, began in enumerate(hours)
    ]
    return [replace(one, resolved=one.began) if one.folder == "incidents" else one for one in made]


def test_every_mark_is_a_link_with_a_name_in_order_of_time():
    entries = fortnight()
    tree, _ = drawn(*reversed(entries))
    marks = links(tree, "il-mark")
    assert [mark.get(XLINK) for mark in marks] == [one.url for one in entries]
    assert all(
        name_of(mark).startswith(one.title) for mark, one in zip(marks, entries, strict=True)
    )


def test_the_table_tells_each_entry_once():
    lasting = incident(began="2024-12-05 10:00", resolved="2024-12-10 10:00")
    tree, _ = drawn(lasting, change(began="2024-12-12"))
    assert len(links(tree, "il-mark")) == 3
    (table,) = links(tree, "il-twin__table")
    assert [one.get("href") for one in table.iter("a")] == [
        lasting.url,
        "changes/2024-12-10-faster-io/",
    ]


def test_no_text_becomes_markup():
    tree, html = drawn(
        incident(title=HOSTILE), maintenance(began="2024-12-12 04:00", title=HOSTILE)
    )
    assert "<script" not in html
    assert not list(tree.iter("script"))
    assert all(HOSTILE in name_of(mark) for mark in links(tree, "il-mark"))


def test_the_legend_explains_what_occurs_and_nothing_else():
    removes = change(spof_moves=((SpofMove.REMOVES, SpofId("x")),))
    tree, _ = drawn(removes, incident(impact=Impact.MINOR, end_unknown=True))
    told = ["".join(one.itertext()).strip() for one in links(tree, "il-legend__item")]
    assert told == ["minor", "SPOF removed", "end not published"]
    quiet, _ = drawn()
    assert not links(quiet, "il-legend__item")


def test_a_usual_diagram_is_small():
    _, html = drawn(*fortnight())
    assert len(html.encode()) < 12_000


@pytest.mark.parametrize("title", [HOSTILE, "plain"])
def test_a_timeline_names_and_lists_every_line(title):
    one = incident(
        resolved="2024-12-12 12:30",
        timeline=[("2024-12-12 11:55", title, title), ("2024-12-12", "Some time that day")],
    )
    scale = scale_of(one, NOW, Times(words_of("en"), NEW_YORK))
    tree, _ = parsed("incident-timeline", scale=scale, zone=ZoneLabel("UTC", "UTC"))
    (number,) = links(tree, "il-scale__number")
    assert number.get("aria-label") == f"1: {title}"
    lines = links(tree, "il-scale__line")
    assert number.get(XLINK) == f"#{lines[1].get('id')}"
    assert ["".join(line.itertext()) for line in lines][1].endswith(f"{title} {title}")
    assert len(lines) == 4
