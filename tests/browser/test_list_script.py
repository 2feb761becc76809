"""The script of the lists: a filter and an order that stand in the address, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from infralog.model.terms import Impact
from infralog.outputs.pages import incidents
from make import incident, log_of
from page_of import THEME, context

SITE = "https://log.example/"

LOG = log_of(
    incident("blip", "2024-12-12 10:00", resolved="2024-12-12 10:05", services=("web",)),
    incident("untold", "2024-11-12 10:00", end_unknown=True, services=("dns",)),
    incident(
        "long",
        "2023-10-12 10:00",
        resolved="2023-10-13 10:00",
        services=("web", "dns"),
        impact=Impact.CRITICAL,
    ),
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.route("**/*", answer)
    yield page
    page.close()


def answer(route: Route) -> None:
    path = urlsplit(route.request.url).path.lstrip("/")
    if path.startswith("assets/"):
        route.fulfill(path=THEME / path)
    else:
        pages = {page.url: page for page in incidents.pages(context(LOG))}
        route.fulfill(body=f"<!doctype html>{pages[path].article()}", content_type="text/html")


def titles(page: Page) -> list[str]:
    links = page.locator(".il-rows__link")
    return [link.inner_text() for link in links.all() if link.is_visible()]


def test_a_filter_hides_rows_and_stands_in_the_address(page):
    page.goto(f"{SITE}incidents/")
    assert titles(page) == ["blip", "untold", "long"]
    page.select_option("select[name=service]", "dns")
    assert titles(page) == ["untold", "long"]
    assert page.url == f"{SITE}incidents/?service=dns"
    page.fill("input[name=q]", "OCT 2023")
    assert titles(page) == ["long"]
    assert page.locator("output").inner_text() == "1 of 3"
    page.locator("button[type=reset]").click()
    page.wait_for_url(f"{SITE}incidents/")
    assert titles(page) == ["blip", "untold", "long"]


def test_an_address_with_a_filter_shows_what_it_asks_for(page):
    page.goto(f"{SITE}incidents/?year=2024&impact=major")
    assert titles(page) == ["blip", "untold"]
    page.goto(f"{SITE}incidents/?service=elsewhere")
    assert titles(page) == []
    assert page.locator("output").inner_text().startswith("Nothing matches")


def test_one_page_of_several_says_so_and_hands_its_filter_to_the_search(page, monkeypatch):
    page.goto(f"{SITE}incidents/")
    assert not page.get_by_text("Only this page is filtered").is_visible()
    monkeypatch.setattr(incidents, "LIMIT", 2)
    page.goto(f"{SITE}incidents/?sort=-2")
    assert page.get_by_text("Only this page is filtered").is_visible()
    page.select_option("select[name=service]", "dns")
    everywhere = page.get_by_role("link", name="Search all years")
    assert everywhere.get_attribute("href") == f"{SITE}search/?service=dns&type=incidents"
    page.get_by_role("link", name="2023").click()
    assert page.url == f"{SITE}incidents/2023/?service=dns&sort=-2"
    assert titles(page) == ["long"]


def test_the_longest_comes_first_and_what_is_not_known_last(page):
    page.goto(f"{SITE}incidents/")
    page.locator("th.il-rows__length").click()
    assert titles(page) == ["long", "blip", "untold"]
    assert page.url == f"{SITE}incidents/?sort=-2"
    heads = page.locator("th[aria-sort]")
    assert heads.count() == 1
    assert heads.get_attribute("aria-sort") == "descending"
    page.reload()
    assert titles(page) == ["long", "blip", "untold"]


def test_the_keyboard_sorts(page):
    page.goto(f"{SITE}incidents/")
    page.locator("th.il-rows__title").focus()
    page.keyboard.press("Enter")
    assert titles(page) == ["blip", "long", "untold"]
    assert page.url == f"{SITE}incidents/?sort=5"


def test_without_the_script_the_list_is_whole(browser):
    page = browser.new_page(java_script_enabled=False)
    page.route("**/*", answer)
    page.goto(f"{SITE}incidents/?service=dns")
    assert titles(page) == ["blip", "untold", "long"]
    assert not page.locator("form").is_visible()
    page.close()


def test_the_scripts_stay_small():
    folder = Path(THEME, "assets/infralog")
    assert len((folder / "lists.js").read_bytes()) < 4000
    assert len((folder / "vendor/tablesort.min.js").read_bytes()) < 4000
    assert "Tristen Brown" in (folder / "vendor/tablesort.LICENCE.txt").read_text("utf-8")
