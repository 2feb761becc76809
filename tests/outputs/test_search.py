"""Search: how the log is cut, what is published of it, and what the page offers."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from infralog.model.log import in_order
from infralog.model.terms import Impact
from infralog.outputs.pages.search import pages
from infralog.outputs.search import search_bundles
from infralog.outputs.search.parts import parts_of
from infralog.outputs.search.texts import facets_of, texts_of
from infralog.settings import CatalogueItem
from make import UTC_ZONE, change, context_of, incident, maintenance, settings_of
from small_log import CONFIG, publish_log, write_log
from small_log import incident as incident_file

DAYS = st.lists(st.dates(date(2021, 1, 1), date(2024, 12, 31)), max_size=60)


def entries_of(days: list[date]):
    return in_order(incident(f"{day}-i{place}", f"{day} 12:00") for place, day in enumerate(days))


def small_limits():
    return patch.multiple("infralog.outputs.search.parts", _SMALL=8, _LARGE=20)


def quarters_of(days):
    return sorted({f"{day.year}q{(day.month + 2) // 3}" for day in days})


@given(DAYS)
def test_every_entry_is_in_one_part_with_its_whole_quarter(days):
    entries = entries_of(days)
    with small_limits():
        parts = parts_of(entries, UTC_ZONE)
    assert tuple(entry for part in reversed(parts) for entry in part.entries) == entries
    names = [name for part in reversed(parts) for name in (part.first, part.last)]
    assert names == sorted(names)
    assert {*names} <= {*quarters_of(days)}
    for part in parts:
        years = Counter(int(entry.id[:4]) for entry in part.entries)
        assert part.years == tuple(sorted(years.items()))


@given(DAYS)
def test_the_newest_quarters_stand_alone_and_shared_parts_stay_small(days):
    with small_limits():
        parts = parts_of(entries_of(days), UTC_ZONE)
    if len(days) <= 8:
        assert len(parts) <= 1
        return
    newest = quarters_of(days)[:-5:-1]
    assert [part.name for part in parts[: len(newest)]] == newest
    assert all(len(part.entries) <= 20 for part in parts if "-" in part.name)


@given(st.lists(st.dates(date(2021, 1, 1), date(2023, 12, 31)), min_size=9, max_size=60))
def test_a_new_quarter_moves_no_cut_before_it(days):
    with small_limits():
        before = parts_of(entries_of(days), UTC_ZONE)[4:]
        after = parts_of(entries_of([*days, date(2024, 1, 1)]), UTC_ZONE)
    kept = before[1:]  # the newest of the shared parts may take the next quarter in
    assert set(kept) <= set(after)


def test_a_day_and_an_hour_after_it_elsewhere_are_of_two_quarters():
    day, late = incident("2024-07-01-day", "2024-07-01"), incident("a", "2024-07-01 02:00")
    with patch("infralog.outputs.search.parts._SMALL", 1):
        parts = parts_of([day, late], ZoneInfo("America/New_York"))
    assert [(part.name, part.entries) for part in parts] == [
        ("2024q3", (day,)),
        ("2024q2", (late,)),
    ]


def test_years_are_those_of_the_log_s_zone():
    late = incident("2023-12-31-late", "2024-01-01 02:00")
    (part,) = parts_of([late], ZoneInfo("America/New_York"))
    assert part.name == "2023q4"
    assert part.years == ((2023, 1),)


def folder_of(bundle):
    (folder,) = {"/".join(one.path.split("/")[:2]) for one in bundle.open()}
    return folder


def test_an_edit_makes_its_part_anew_under_another_name():
    old, new = incident("2023-01-01-a", "2023-01-01"), incident("2024-01-01-b", "2024-01-01")
    edited = incident("2024-01-01-b", "2024-01-01", title="Another")
    with patch("infralog.outputs.search.parts._SMALL", 1):
        before, after = context_of(old, new), context_of(old, edited)
        _, newest, oldest = search_bundles(before)
        listing, remade, kept = search_bundles(after)
        (listed,) = listing.open()
    assert folder_of(newest).startswith("search/2024q1-")
    assert kept.key == oldest.key
    assert remade.key != newest.key
    told = json.loads(listed.make())["parts"]
    assert [f"search/{part['folder']}" for part in told] == [folder_of(remade), folder_of(kept)]
    assert [part["years"] for part in told] == [[[2024, 1]], [[2023, 1]]]


def test_all_texts_and_facets_of_an_entry_are_found():
    context = context_of(
        entry := incident(
            title="Proxy deadlock",
            summary="It stopped.",
            services=("proxy", "dns"),
            regions=("ams",),
            tags=("deadlock",),
            cause=("A lock held too long",),
            timeline=[("2024-12-12 11:51", "Paged")],
            corrections=[("2024-12-13", "It was two minutes")],
        )
    )
    assert [*texts_of(entry, context)] == [
        "It stopped.",
        "Told.",
        "It was two minutes",
        "A lock held too long",
        "Paged",
        "deadlock",
    ]
    assert facets_of(entry) == {
        "type": ("incidents",),
        "impact": ("major",),
        "service": ("proxy", "dns"),
        "region": ("ams",),
        "tag": ("deadlock",),
    }


def test_a_recurrence_and_a_near_miss_are_incidents_too():
    again = incident("2024-02-01-again", "2024-02-01", recurrence_of=("2024-01-01-first",))
    near = incident("2024-03-01-near", "2024-03-01", near_miss=True, impact=Impact.NONE)
    assert [facets_of(entry)["type"] for entry in (again, near, change(), maintenance())] == [
        ("incidents", "recurrence"),
        ("incidents", "near_miss"),
        ("changes",),
        ("maintenance",),
    ]


def test_a_summary_that_is_the_body_s_own_is_told_once():
    context = context_of(entry := incident(summary="Told."))
    assert [*texts_of(entry, context)] == ["Told."]


def test_the_public_index_holds_nothing_internal(tmp_path):
    files = {
        "incidents/2024-12-12-a.md": incident_file(
            body="Seen.\n\n<!-- internal -->\nhushed\n<!-- /internal -->\n"
        ),
        "incidents/2024-12-13-b.md": incident_file(audience="internal", title="Whispered"),
    }
    site = publish_log(write_log(tmp_path, files), tmp_path / "site")
    held = b"".join(path.read_bytes() for path in (site / "search").rglob("*.json"))
    assert b'"seen"' in held
    assert b"2024-12-12-a" in held
    for word in (b"hush", b"whisper", b"2024-12-13"):
        assert word not in held


def test_an_edit_replaces_the_files_of_its_part(tmp_path):
    entry = "incidents/2024-12-12-a.md"
    config = write_log(tmp_path, {entry: incident_file(body="Heliotrope.")})
    site = publish_log(config)
    before = {path.relative_to(site).as_posix() for path in (site / "search").rglob("*")}
    write_log(tmp_path, {entry: incident_file(body="Cornflower.")})
    publish_log(config)
    after = {path.relative_to(site).as_posix() for path in (site / "search").rglob("*")}
    assert before & after == {"search/index.html", "search/index.json"}
    assert len(after) == len(before)


def test_without_search_there_is_no_trace_of_it(tmp_path):
    config = write_log(
        tmp_path,
        {"incidents/2024-12-12-a.md": incident_file(), "about.md": "# About\n"},
        CONFIG + "      search: false\n",
    )
    site = publish_log(config, tmp_path / "site")
    assert not (site / "search").exists()
    for page in ("index.html", "about/index.html", "incidents/2024-12-12-a/index.html"):
        assert "il-find" not in (site / page).read_text(encoding="utf-8")


def test_plain_pages_have_the_header_s_search_too(tmp_path):
    config = write_log(
        tmp_path, {"incidents/2024-12-12-a.md": incident_file(), "about.md": "# About\n"}
    )
    site = publish_log(config, tmp_path / "site")
    for page, target in (("index.html", "search/"), ("about/index.html", "../search/")):
        document = html.document_fromstring((site / page).read_bytes())
        assert document.xpath("//form[@role='search']/@action") == [target]


def test_the_page_offers_every_value_by_name():
    services = {"proxy": CatalogueItem("proxy", "The <proxy>"), "dns": CatalogueItem("dns", "DNS")}
    context = context_of(
        incident(services=("proxy", "dns"), tags=("b", "a")),
        change("2022-01-01-old", "2022-01-01"),
        settings=settings_of(services=services),
    )
    (page,) = pages(context)
    article = html.fragment_fromstring(page.article(), create_parent="article")
    offered = {
        select.get("name"): [(one.get("value"), one.text) for one in select]
        for select in article.iter("select")
    }
    assert list(offered) == ["type", "impact", "service", "tag", "year"]
    assert offered["service"] == [("", "all"), ("dns", "DNS"), ("proxy", "The <proxy>")]
    assert [value for value, _ in offered["tag"]] == ["", "a", "b"]
    assert [value for value, _ in offered["year"]] == ["", "2024", "2023", "2022"]
    assert article.xpath(".//noscript//li/a/@href") == ["../2024/", "../2023/", "../2022/"]


def test_an_empty_log_says_that_nothing_can_be_found():
    (page,) = pages(context_of())
    assert "<form" not in page.article()
    assert "il-empty" in page.article()
