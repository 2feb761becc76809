from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from example import example
from infralog.model.entry import SpofId
from infralog.model.terms import MaintenanceState, SpofMove
from infralog.settings import CatalogueItem, Site
from make import (
    change,
    context_of,
    effort,
    files_of,
    incident,
    maintenance,
    settings_of,
    spof,
    week_note,
)
from opened import feed_artifacts as artifacts

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def feeds(*records, **keys):
    return files_of(artifacts(context_of(*records, **keys)))


def rss_items(document):
    return etree.fromstring(document).findall("channel/item")


def guids(document):
    return [item.findtext("guid") for item in rss_items(document)]


def many(count):
    """So many incidents, one an hour from the first of January 2024 on."""
    return [
        incident(f"i-{number:04}", f"2024-01-{1 + number // 24:02} {number % 24:02}:00")
        for number in range(count)
    ]


FULL = (
    incident(
        resolved="2024-12-12 12:00",
        services=("proxy",),
        regions=("iad",),
        tags=("deadlock",),
        authors=("Ann", "Bo"),
        timeline=[("2024-12-12 11:55", "Seen")],
        corrections=[("2024-12-20 10:00", "It was the other lock.")],
    ),
    change(
        effort="regional-state",
        services=("proxy",),
        spof_moves=((SpofMove.REDUCES, SpofId("global-state")),),
    ),
    maintenance(services=("proxy",), published="2024-12-13"),
    spof(),
    effort(),
    week_note(headline="Locks, again"),
)


def test_every_feed_is_made_once_and_parsed_without_complaint():
    files = feeds(*FULL)
    assert {"feed.xml", "atom.xml", "feed.json", "feeds/entries.json"} <= set(files)
    for kind in ("entries", "incidents", "changes", "spofs", "corrections"):
        assert {f"feeds/{kind}.xml", f"feeds/{kind}.atom.xml"} <= set(files)
    for topic in ("services/proxy", "regions/iad", "tags/deadlock", "efforts/regional-state"):
        parsed = feedparser.parse(files[f"feeds/{topic}.xml"])
        assert not parsed.bozo
        assert parsed.entries
    for path, document in files.items():
        if not path.endswith(".json"):
            assert not feedparser.parse(document).bozo, path


def test_the_example_log_is_followed_whole():
    files = files_of(artifacts(example()))
    bulletins = feedparser.parse(files["feed.xml"])
    assert len(bulletins.entries) == sum(not week.is_quiet for week in example().calendar.bulletins)
    assert "deadlock" in bulletins.entries[0].content[0].value
    assert len(feedparser.parse(files["feeds/incidents.xml"]).entries) == 42


def test_a_channel_says_what_the_w3c_validator_asks_for():
    channel = etree.fromstring(feeds(*FULL)["feed.xml"]).find("channel")
    own = channel.find(f"{ATOM}link")
    assert own.get("rel") == "self"
    assert own.get("href") == "https://log.example.org/feed.xml"
    assert channel.findtext("link") == "https://log.example.org/"
    assert channel.findtext("language") == "en"
    assert channel.findtext("image/title") == channel.findtext("title")
    assert channel.findtext("image/link") == channel.findtext("link")
    assert channel.findtext("image/url") == "https://log.example.org/cards/2024-12-21.png"


def test_items_say_what_the_w3c_validator_asks_for():
    for path, document in feeds(*FULL).items():
        if path.endswith(".json") or b"<feed" in document:
            continue
        found = guids(document)
        assert len(set(found)) == len(found)
        for item in rss_items(document):
            assert item.find("guid").get("isPermaLink") == "false"
            assert item.findtext("guid").startswith("tag:example.org,2024:")
            assert item.findtext("link").startswith("https://log.example.org/")
            assert item.findtext("title")
            assert item.find("author") is None
            published = datetime.strptime(item.findtext("pubDate"), "%a, %d %b %Y %H:%M:%S %z")
            assert published.utcoffset() is not None


def test_atom_entries_have_all_that_rfc_4287_demands():
    for path, document in feeds(*FULL).items():
        if b"<feed" not in document:
            continue
        feed = etree.fromstring(document)
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            assert element.findtext(f"{ATOM}id").startswith("tag:")
            assert element.findtext(f"{ATOM}title"), path
            assert (
                datetime.fromisoformat(element.findtext(f"{ATOM}updated")).utcoffset() is not None
            )
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Our log"
        assert feed.find(f"{ATOM}link[@rel='self']").get("href").endswith(path)


def test_the_json_feed_has_all_that_version_1_1_demands():
    feed = json.loads(feeds(*FULL)["feeds/entries.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://log.example.org/feeds/entries.json"
    assert {"id", "url", "title", "content_html", "date_modified"} <= set(feed["items"][0])
    assert [item["id"].rsplit(":")[-1] for item in feed["items"]] == [
        "2024-12-20-router-work",
        "2024-12-12-proxy-deadlock",
        "2024-12-10-faster-io",
    ]


def test_entries_carry_their_authors_categories_and_times():
    item = next(item for item in feedparser.parse(feeds(*FULL)["feeds/incidents.xml"]).entries)
    assert [author.name for author in item.authors] == ["Ann", "Bo"]
    assert {tag.term for tag in item.tags} == {"major", "proxy", "iad", "deadlock"}
    assert item.published == "Thu, 12 Dec 2024 11:50:00 +0000"
    assert item.updated == "2024-12-20T10:00:00Z"


def test_all_links_and_pictures_are_absolute_and_no_id_repeats():
    body = (
        '<p id="\x1etop"><a href="\x1eincidents/2024/2024-12-12-proxy-deadlock.md">it</a>'
        '<a href="#\x1etop">up</a><img src="\x1eimages/a.png" alt="A"></p>'
    )
    target = "incidents/2024/2024-12-12-proxy-deadlock.md"
    linking = change(body_links=(target,))
    files = feeds(incident(), linking, **{"2024_12_10_faster_io": body})
    for path in ("feed.xml", "feeds/changes.xml"):
        content = rss_items(files[path])[0].findtext(CONTENT)
        tree = html.fromstring(f"<div>{content}</div>")
        addresses = [*tree.xpath("//@href"), *tree.xpath("//@src")]
        assert addresses
        assert all(one.startswith("https://log.example.org/") for one in addresses)
        assert "https://log.example.org/incidents/2024-12-12-proxy-deadlock/" in addresses
        assert "https://log.example.org/images/a.png" in addresses
        assert not tree.xpath("//@id")


def test_without_an_address_there_are_no_feeds():
    assert not list(artifacts(context_of(incident(), site=Site(name="Our log"))))


def test_an_empty_log_has_valid_feeds():
    files = feeds()
    assert set(files) >= {"feed.xml", "atom.xml", "feed.json", "feeds/spofs.xml"}
    for path, document in files.items():
        if not path.endswith(".json"):
            parsed = feedparser.parse(document)
            assert not parsed.bozo
            assert parsed.entries == []


def test_quiet_weeks_are_no_news():
    files = feeds(incident("a", "2024-01-03 10:00"), incident("b", "2024-12-12 10:00"))
    assert len(rss_items(files["feed.xml"])) == len(feedparser.parse(files["atom.xml"]).entries)
    told = context_of(incident("a", "2024-01-03 10:00", resolved="2024-01-03 11:00"), incident("b"))
    weeks = guids(files_of(artifacts(told))["feed.xml"])
    assert weeks == [
        "tag:example.org,2024:weeks/2024-12-14",
        "tag:example.org,2024:weeks/2024-01-06",
    ]


@pytest.mark.parametrize(
    "later",
    [
        {"title": "Another title"},
        {
            "path": "incidents/2025/new-name.md",
            "id": "new-name",
            "aliases": ("2024-12-12-proxy-deadlock",),
        },
    ],
    ids=["title", "file name with alias"],
)
def test_what_changes_around_an_entry_posts_nothing_again(later):
    before = feeds(incident())
    keys = dict(later)
    after = feeds(incident(keys.pop("id", "2024-12-12-proxy-deadlock"), **keys))
    for path in ("feed.xml", "feeds/entries.xml", "feeds/incidents.xml"):
        assert guids(after[path]) == guids(before[path])


def test_a_new_domain_and_a_new_year_post_nothing_again():
    before = feeds(*FULL)
    moved = Site(name="Renamed", url="https://elsewhere.example.net/status/")
    after = feeds(*FULL, site=moved, now="2031-06-01 00:00")
    for path, document in before.items():
        if b"<rss" in document:
            assert guids(after[path]) == guids(document), path
    assert feeds(*FULL, now="2031-06-01 00:00") == before


@pytest.mark.parametrize(
    ("before", "after", "updated"),
    [
        ({}, {"resolved": "2024-12-12 14:00"}, "2024-12-12T14:00:00"),
        (
            {"pending": True},
            {"timeline": [("2024-12-12 13:00", "Found")]},
            "2024-12-12T13:00:00",
        ),
        ({}, {"corrections": [("2024-12-13 09:00", "No.")]}, "2024-12-13T09:00:00"),
    ],
    ids=["resolved", "stub completed", "corrected"],
)
def test_news_of_an_entry_is_one_update(before, after, updated):
    def atom_entry(keys):
        feed = etree.fromstring(feeds(incident(**keys))["feeds/entries.atom.xml"])
        (entry,) = feed.findall(f"{ATOM}entry")
        told = {tag: entry.findtext(ATOM + tag) for tag in ("id", "published", "updated")}
        return {**told, "updated": told["updated"][:19]}

    first, second = atom_entry(before), atom_entry(after)
    assert second == {**first, "updated": updated}
    assert first["updated"] < updated


def test_a_bulletin_is_updated_when_what_it_carries_on_is_over():
    long = incident("long", "2024-12-04 10:00", resolved="2024-12-17 10:00")
    feed = etree.fromstring(feeds(long)["atom.xml"])
    told = {entry.findtext(f"{ATOM}id")[-10:]: entry for entry in feed.findall(f"{ATOM}entry")}
    assert told.keys() == {"2024-12-07", "2024-12-14", "2024-12-21"}
    for entry in told.values():
        assert entry.findtext(f"{ATOM}updated").startswith("2024-12-17T10:00:00")


def test_bulletins_are_updated_with_what_they_tell():
    late = incident("late", "2024-12-02 10:00", published="2024-12-12")
    feed = etree.fromstring(feeds(late)["atom.xml"])
    told = {entry.findtext(f"{ATOM}id")[-10:]: entry for entry in feed.findall(f"{ATOM}entry")}
    assert told["2024-12-14"].findtext(f"{ATOM}updated").startswith("2024-12-12T00:00:00.")
    assert "late" in told["2024-12-14"].findtext(f"{ATOM}content")


@pytest.fixture
def elsewhere(monkeypatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_an_unchanged_log_gives_the_same_bytes_anywhere(elsewhere, monkeypatch):
    away = feeds(*FULL)
    monkeypatch.undo()
    time.tzset()
    assert "SOURCE_DATE_EPOCH" not in os.environ
    assert feeds(*FULL, now="2026-01-01 00:00") == away


def test_only_the_newest_fifty_are_in_a_feed():
    files = feeds(*[replace(one, services=("proxy",)) for one in many(120)])
    for path in ("feeds/entries.xml", "feeds/incidents.xml", "feeds/services/proxy.xml"):
        found = guids(files[path])
        assert len(found) == 50
        assert found[0].endswith("i-0119")
        assert found[-1].endswith("i-0070")


def archive_from(files, path):
    """The guids met on the way from a feed through its archive."""
    met, seen = [], set()
    while path:
        assert path not in seen
        seen.add(path)
        feed = feedparser.parse(files[path])
        met += [entry.id for entry in feed.entries]
        links = [link.href for link in feed.feed.links if link.rel == "prev-archive"]
        path = links[0].removeprefix("https://log.example.org/") if links else ""
    return met


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 100, 101, 207])
def test_the_whole_history_can_be_fetched(count):
    files = feeds(*many(count))
    for path in ("feeds/entries.xml", "feeds/entries.atom.xml"):
        assert len(set(archive_from(files, path))) == count


def test_a_new_entry_leaves_the_archive_as_it_was():
    def archive(count):
        files = feeds(*many(count))
        return {path: page for path, page in files.items() if "archive/entries" in path}

    before, after = archive(170), archive(171)
    assert len(before) == 3
    assert after == before
    grown = archive(201)
    assert set(grown) - set(before) == {"feeds/archive/entries/4.atom.xml"}
    assert {path for path in before if grown[path] != before[path]} == {
        "feeds/archive/entries/3.atom.xml"
    }


def test_no_two_entries_of_a_feed_have_one_time():
    same = [incident(f"i-{number}", "2024-12-12") for number in range(50)]
    feed = etree.fromstring(feeds(*same)["feeds/entries.atom.xml"])
    times = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(times)) == 50


def test_archives_say_that_they_are():
    page = etree.fromstring(feeds(*many(120))["feeds/archive/entries/2.atom.xml"])
    links = {link.get("rel"): link.get("href") for link in page.findall(f"{ATOM}link")}
    assert page.find("{http://purl.org/syndication/history/1.0}archive") is not None
    assert links["current"] == "https://log.example.org/feeds/entries.atom.xml"
    assert links["prev-archive"] == "https://log.example.org/feeds/archive/entries/1.atom.xml"
    assert "next-archive" not in links


def test_a_late_write_up_is_new_however_old_its_incident():
    late = incident("late", "2023-06-01 10:00", published="2024-02-01")
    found = guids(feeds(late, *many(120))["feeds/entries.xml"])
    assert found[0] == "tag:example.org,2024:late"


def test_planned_work_is_never_dated_in_the_future():
    dated = maintenance(
        "dated", "2099-01-01 10:00", ends="2099-01-01 12:00", published="2024-12-13"
    )
    undated = maintenance("undated", "2099-02-01 10:00", ends="2099-02-01 12:00")
    files = feeds(incident(resolved="2024-12-12 12:00"), dated, undated)
    assert b"2099-" not in b"".join(
        line
        for line in etree.tostring(
            etree.fromstring(files["feeds/entries.atom.xml"]), pretty_print=True
        ).splitlines()
        if b"<updated" in line or b"<published" in line
    )
    entries = {
        entry.id[-7:]: entry for entry in feedparser.parse(files["feeds/entries.xml"]).entries
    }
    assert "published" not in entries["undated"]
    assert entries["undated"].updated == "2024-12-13T00:00:00Z"


def test_work_that_is_done_is_an_update():
    done = maintenance(
        "w", "2024-12-20 04:00", ends="2024-12-20 06:00", state=MaintenanceState.DONE
    )
    (item,) = feedparser.parse(feeds(done)["feeds/entries.xml"]).entries
    assert item.updated == "2024-12-20T06:00:00Z"


def test_two_hundred_entries_in_a_week_are_one_bulletin():
    week = [incident(f"i-{number:03}", "2024-12-12 10:00") for number in range(200)]
    (item,) = rss_items(feeds(*week)["feed.xml"])
    assert item.findtext(CONTENT).count("<h3>") == 200


def test_the_lead_alone_stands_in_a_bulletin_and_the_whole_in_the_entry():
    files = feeds(
        incident(), **{"2024_12_12_proxy_deadlock": "<p>Short.</p><!-- more --><p>Long.</p>"}
    )
    bulletin = rss_items(files["feed.xml"])[0].findtext(CONTENT)
    entry = rss_items(files["feeds/entries.xml"])[0].findtext(CONTENT)
    assert "Short." in bulletin
    assert "Long." not in bulletin
    assert "The whole entry" in bulletin
    assert "Long." in entry


def test_a_body_is_read_once_for_all_feeds():
    context = context_of(*FULL)
    read = []
    log = replace(context.log, bodies=_Counting(context.log.bodies, read))
    files_of(artifacts(replace(context, log=log)))
    assert {*Counter(read).values()} == {1}


class _Counting(dict):
    def __init__(self, bodies, read):
        super().__init__(bodies)
        self._read = read

    def __getitem__(self, digest):
        self._read.append(digest)
        return super().__getitem__(digest)


def test_no_body_is_read_for_the_keys():
    context = context_of(*FULL)
    found = list(artifacts(replace(context, log=replace(context.log, bodies={}))))
    assert [one.key for one in found] == [one.key for one in artifacts(context)]


@pytest.mark.parametrize(
    ("changed", "paths"),
    [
        (
            {"title": "Another"},
            {"feed.xml", "feeds/entries.xml", "feeds/incidents.xml", "feeds/services/proxy.xml"},
        ),
    ],
)
def test_a_key_changes_with_what_its_feed_tells(changed, paths):
    def keys(**more):
        one = incident(services=("proxy",), **more)
        return {a.path: a.key for a in artifacts(context_of(one, change(tags=("io",))))}

    before, after = keys(), keys(**changed)
    differ = {path for path in before if before[path] != after[path]}
    assert paths <= differ
    assert "feeds/tags/io.xml" not in differ


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec=None), min_size=1))
def test_any_text_gives_well_formed_feeds(text):
    hostile = incident(
        title=text,
        summary=text,
        cause=(text,),
        authors=(text,),
        services=("proxy",),
        timeline=[("2024-12-12 12:00", text)],
        corrections=[("2024-12-20 10:00", text)],
    )
    catalogue = {"proxy": CatalogueItem("proxy", text)}
    context = context_of(
        hostile,
        week_note(headline=text),
        settings=settings_of(services=catalogue),
        **{"2024_12_12_proxy_deadlock": text},
    )
    for artifact in artifacts(context):
        if not artifact.path.endswith(".json"):
            etree.fromstring(artifact.make())


def test_markup_in_a_title_stays_text():
    title = '<script>alert(1)</script> & "quotes"'
    files = feeds(incident(title=title))
    (entry,) = feedparser.parse(files["feeds/entries.atom.xml"], sanitize_html=False).entries
    assert entry.title == title
    content = rss_items(files["feed.xml"])[0].findtext(CONTENT)
    assert "<script>" not in content
    assert "&lt;script&gt;" in content
