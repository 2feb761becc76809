"""Searching in a browser: words, facets, the address, the keyboard, and no JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from loopback import served as serving
from small_log import incident, publish_log, write_log

LOADED = """() => performance.getEntriesByType("resource")
    .filter(one => one.name.includes("/search/"))
    .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


def results(page: Page):
    return page.locator("li.il-search__result")


def test_a_word_finds_entries_and_is_marked(page: Page) -> None:
    page.goto("search/?q=deadlock")
    first = results(page).first
    expect(first.locator("mark").first).to_contain_text("deadlock")
    expect(first).to_contain_text("2024")
    expect(page.get_by_role("status")).to_have_text(f"Found: {results(page).count()}")
    assert page.title().startswith("Search")


def test_a_result_leads_to_its_entry_below_any_path(page: Page, served: str) -> None:
    page.goto("search/?q=deadlock")
    link = results(page).first.get_by_role("link")
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.url.startswith(served)


def test_a_facet_narrows_stays_in_the_address_and_goes_back(page: Page) -> None:
    page.goto("search/?q=proxy")
    expect(results(page).first).to_be_visible()
    before = page.get_by_role("status").inner_text()
    kind = page.get_by_label("Type")
    expect(kind.locator("option[value=incidents]")).to_have_text(re.compile(r"incidents \(\d+\)"))
    kind.select_option("incidents")
    expect(page.get_by_role("status")).not_to_have_text(before)
    assert page.url.endswith("search/?q=proxy&type=incidents")
    found = page.get_by_role("status").inner_text()
    counted = kind.locator("option:checked").inner_text()
    assert re.findall(r"\d+", counted) == re.findall(r"\d+", found)
    page.reload()
    expect(page.get_by_role("status")).to_have_text(found)
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(before)
    expect(kind).to_have_value("")


def test_an_address_tells_words_and_facets(page: Page) -> None:
    page.goto("search/?q=deadlock&type=incidents&impact=critical")
    expect(page.get_by_role("searchbox", name="Words")).to_have_value("deadlock")
    expect(page.get_by_label("Impact")).to_have_value("critical")
    expect(results(page).first.locator(".il-impact--critical")).to_have_text("critical")


def test_typing_searches_and_is_kept_in_the_address(page: Page) -> None:
    page.goto("search/")
    expect(page.get_by_text("Words in quotes")).to_be_visible()
    assert page.evaluate(LOADED) == 0
    page.get_by_role("searchbox", name="Words").fill("certificate")
    expect(results(page).first).to_be_visible()
    expect(page.get_by_text("Words in quotes")).to_be_hidden()
    assert page.url.endswith("search/?q=certificate")


def test_a_choice_without_a_word_lists_the_newest_first(page: Page) -> None:
    page.goto("search/?type=changes")
    expect(results(page)).to_have_count(10)
    expect(results(page).first).to_contain_text("Dec 14, 2024")
    page.get_by_role("button", name="Show more").click()
    expect(results(page)).to_have_count(20)
    expect(results(page).nth(10).get_by_role("link")).to_be_focused()


def test_nothing_found_says_what_to_change(page: Page) -> None:
    page.goto("search/?q=deadlock&region=nowhere")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")
    expect(page.get_by_text("Check the spelling")).to_be_visible()
    page.get_by_role("button", name="Region: nowhere").click()
    expect(results(page).first).to_be_visible()
    expect(page.get_by_text("Check the spelling")).to_be_hidden()
    page.get_by_role("button", name="Clear all").click()
    expect(results(page)).to_have_count(0)
    assert page.url.endswith("search/")


def test_without_javascript_the_archive_serves(open_page, served: str) -> None:
    page = open_page(f"{served}search/?q=proxy", java_script_enabled=False)
    told = page.locator("noscript .il-notice")
    expect(told).to_be_visible()
    expect(told.locator("p")).to_contain_text("Searching needs JavaScript")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    told.locator("li a").first.click()
    assert page.url == f"{served}2024/"


def test_the_header_searches_from_any_page(page: Page) -> None:
    page.goto("incidents/")
    box = page.get_by_role("search").get_by_role("searchbox")
    box.fill("proxy")
    box.press("Enter")
    expect(results(page).first).to_be_visible()
    assert page.url.endswith("/search/?q=proxy")


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_key_leads_to_the_search_but_not_while_typing(page: Page, key: str) -> None:
    page.goto("incidents/")
    box = page.get_by_role("search").get_by_role("searchbox")
    page.keyboard.press(key)
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.press(key)
    expect(box).to_have_value(key)


def test_on_a_phone_the_header_has_a_link(open_page, served: str) -> None:
    page = open_page(f"{served}incidents/", viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_role("searchbox", name="Words")).to_be_visible()
    page.go_back()
    page.keyboard.press("/")
    expect(page).to_have_url(f"{served}search/")


def test_bundles_are_searched_as_one(
    open_page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infralog.outputs.search._SMALL", 1)
    entries = {
        f"incidents/{year}-05-0{day}-deadlock-{year}.md": incident(
            title=f"Deadlock of {year}",
            started=f"{year}-05-0{day} 10:00",
            resolved=f"{year}-05-0{day} 11:00",
            tags=f"of-{year}",
        )
        for year, day in ((2021, 1), (2022, 2), (2023, 3), (2024, 4))
    }
    site = publish_log(write_log(tmp_path, entries), tmp_path / "host" / "site")
    programs = [path.parent.name for path in site.rglob("pagefind.js")]
    assert programs == ["2024"]
    with serving({}, site.parent) as host:
        page = open_page(f"{host}site/search/?q=deadlock")
        expect(results(page)).to_have_count(4)
        options = page.get_by_label("Year").locator("option")
        expect(options).to_have_text(["all", "2024 (1)", "2023 (1)", "2022 (1)", "2021 (1)"])
        page.get_by_label("Tag").select_option("of-2021")
        expect(results(page)).to_have_count(1)
        expect(results(page).get_by_role("link")).to_have_text("Deadlock of 2021")
        page.goto(f"{host}site/search/?type=incidents")
        expect(results(page).get_by_role("link")).to_have_text(
            [f"Deadlock of {year}" for year in (2024, 2023, 2022, 2021)]
        )
