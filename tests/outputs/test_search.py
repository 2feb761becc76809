"""Search: what is indexed of an entry, how the log is cut, and what the page offers."""

from __future__ import annotations

import gzip
import json
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from infralog.model.entry import Impact
from infralog.model.log import in_order
from infralog.outputs.pages.search import pages
from infralog.outputs.search import EVERY, document_of, documents_of, parts_of, search_bundles
from infralog.settings import CatalogueItem
from make import UTC_ZONE, change, context_of, incident, maintenance, settings_of
from small_log import CONFIG, publish_log, write_log
from small_log import incident as incident_file

HOSTILE = '<b onclick="x">\'&"</b><script>alert(1)</script>'
YEARS = st.lists(st.integers(2015, 2024), max_size=60)


def entries_of(years: list[int]):
    return in_order(
        incident(f"{year}-03-01-i{place}", f"{year}-03-01 {place % 24:02}:00")
        for place, year in enumerate(years)
    )


def small_limits():
    return patch.multiple("infralog.outputs.search", _SMALL=8, _LARGE=20)


@given(YEARS)
def test_every_entry_is_in_one_part_with_its_whole_year(years):
    entries = entries_of(years)
    with small_limits():
        parts = parts_of(entries, UTC_ZONE)
    assert tuple(entry for part in reversed(parts) for entry in part.entries) == entries
    held = [{entry.began.instant.year for entry in part.entries} for part in parts]
    assert sum(map(len, held)) == len(set(years))
    assert [part.name for part in parts] == [
        f"{min(some)}-{max(some)}" if len(some) > 1 else f"{min(some)}" for some in held
    ]


@given(YEARS)
def test_the_newest_years_stand_alone_and_shared_parts_stay_small(years):
    with small_limits():
        parts = parts_of(entries_of(years), UTC_ZONE)
    if len(years) <= 8:
        assert len(parts) <= 1
        return
    assert [part.name for part in parts[:2]] == [
        str(year) for year in sorted(set(years), reverse=True)[:2]
    ]
    assert all(len(part.entries) <= 20 for part in parts if "-" in part.name)


@given(st.lists(st.integers(2015, 2023), min_size=9, max_size=60))
def test_a_new_year_moves_no_cut_before_it(years):
    with small_limits():
        before = parts_of(entries_of(years), UTC_ZONE)[2:]
        after = parts_of(entries_of([*years, 2024]), UTC_ZONE)
    kept = before[1:]  # the newest of the shared parts may take the next year in
    assert set(kept) <= set(after)


def test_years_are_those_of_the_log_s_zone():
    late = incident("2023-12-31-late", "2024-01-01 02:00")
    (part,) = parts_of([late], ZoneInfo("America/New_York"))
    assert part.name == "2023"


def test_the_newest_bundle_leads_and_an_edit_remakes_its_bundle_only():
    old, new = incident("2023-01-01-a", "2023-01-01"), incident("2024-01-01-b", "2024-01-01")
    edited = incident("2024-01-01-b", "2024-01-01", title="Another")
    with patch("infralog.outputs.search._SMALL", 1):
        before = list(search_bundles(context_of(old, new)))
        after = list(search_bundles(context_of(old, edited)))
    assert [(bundle.folder, bundle.leads) for bundle in before] == [
        ("search/2024", True),
        ("search/2023", False),
    ]
    assert before[0].key != after[0].key
    assert before[1].key == after[1].key


def test_a_document_holds_the_texts_and_facets_of_an_entry():
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
    document = html.document_fromstring(document_of(entry, context))
    assert facets(document) == [
        ("type", "incidents"),
        ("impact", "major"),
        ("service", "proxy"),
        ("service", "dns"),
        ("region", "ams"),
        ("tag", "deadlock"),
        ("year", "2024"),
    ]
    assert metas(document) == {"title": "Proxy deadlock", "day": "Dec 12, 2024", "every": EVERY}
    texts = [p.text for p in document.findall(".//p")]
    assert texts == [
        "It stopped.",
        "Told.",
        "It was two minutes",
        "A lock held too long",
        "Paged",
        "deadlock",
    ]


def test_a_recurrence_and_a_near_miss_are_incidents_too():
    first = incident("2024-01-01-first", "2024-01-01")
    again = incident("2024-02-01-again", "2024-02-01", recurrence_of=(first.id,))
    near = incident("2024-03-01-near", "2024-03-01", near_miss=True, impact=Impact.NONE)
    others = (change(), maintenance())
    context = context_of(first, again, near, *others)
    assert [types(entry, context) for entry in (first, again, near, *others)] == [
        ["incidents"],
        ["incidents", "recurrence"],
        ["incidents", "near_miss"],
        ["changes"],
        ["maintenance"],
    ]


def test_a_summary_that_is_the_body_s_own_is_told_once():
    context = context_of(entry := incident(summary="Told."))
    document = html.document_fromstring(document_of(entry, context))
    assert [p.text for p in document.findall(".//p")] == ["Told."]


def test_no_text_becomes_markup():
    context = context_of(
        entry := incident(title=HOSTILE, summary=HOSTILE, cause=(HOSTILE,), tags=("t",))
    )
    document = html.document_fromstring(document_of(entry, context))
    assert metas(document)["title"] == HOSTILE
    assert [p.text for p in document.findall(".//p")] == [HOSTILE, "Told.", HOSTILE, "t"]
    assert {element.tag for element in document.iter()} == {"html", "body", "meta", "p"}


def test_documents_stand_at_the_addresses_of_their_pages():
    context = context_of(incident(), change())
    (part,) = parts_of(context.log.entries.values(), UTC_ZONE)
    assert list(documents_of(part, context)) == [
        "changes/2024-12-10-faster-io/index.html",
        "incidents/2024-12-12-proxy-deadlock/index.html",
    ]


def test_the_public_index_holds_nothing_internal(tmp_path):
    files = {
        "incidents/2024-12-12-a.md": incident_file(
            body="Seen.\n\n<!-- internal -->\nhushed\n<!-- /internal -->\n"
        ),
        "incidents/2024-12-13-b.md": incident_file(audience="internal", title="Whispered"),
    }
    site = publish_log(write_log(tmp_path, files), tmp_path / "site")
    packed = [*(site / "search").rglob("*.pf_*")]
    held = b"".join(gzip.decompress(path.read_bytes()) for path in packed)
    assert b"Seen." in held
    for word in (b"hushed", b"whisper", b"Whisper"):
        assert word not in held


def test_a_bundle_ships_only_what_a_browser_loads(tmp_path):
    site = publish_log(
        write_log(tmp_path, {"incidents/2024-12-12-a.md": incident_file()}), tmp_path / "site"
    )
    assert json.loads((site / "search/bundles.json").read_bytes())["bundles"] == ["2024"]
    names = {path.name for path in (site / "search/2024").iterdir() if path.suffix != ".pf_meta"}
    assert names == {
        *("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind"),
        *("filter", "fragment", "index"),
    }


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


def facets(document):
    return [
        (one.get("data-pagefind-filter").removesuffix("[content]"), one.get("content"))
        for one in document.xpath("//meta[@data-pagefind-filter]")
    ]


def metas(document):
    return {
        one.get("data-pagefind-meta").removesuffix("[content]"): one.get("content")
        for one in document.xpath("//meta[@data-pagefind-meta]")
    }


def types(entry, context):
    document = html.document_fromstring(document_of(entry, context))
    return [value for name, value in facets(document) if name == "type"]
