"""Reading the log: the diagram by keyboard, filters, the reader's own clock, ages, dark pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from conftest import CLOCK

BULLETIN = "2024-07-06/"
FOCUSED = "document.activeElement.getAttribute('xlink:href')"


def marks_by_tab(page: Page) -> list[str]:
    """The entries that the Tab key passes in the diagram, from the first to the last."""
    marks = page.locator(".il-mark")
    marks.first.focus()
    passed = [page.evaluate(FOCUSED)]
    for _ in range(marks.count() - 1):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
    return passed


def test_the_tab_key_walks_the_diagram_in_time_order(page: Page) -> None:
    page.goto(BULLETIN)
    days = [re.findall(r"\d{4}-\d\d-\d\d", href)[0] for href in marks_by_tab(page)]
    assert len(days) > 5
    assert days == sorted(days)
    twin = page.locator(".il-diagram .il-twin a")
    assert marks_by_tab(page) == [link.get_attribute("href") for link in twin.all()]


def test_focus_tells_and_enter_opens_the_entry(page: Page) -> None:
    page.goto(BULLETIN)
    page.locator(".il-mark").first.focus()
    page.keyboard.press("Tab")
    tip = page.locator(".il-mark:focus .il-tip")
    expect(tip).to_be_visible()
    expect(page.locator(".il-mark:focus")).to_have_css("outline-style", "none")
    expect(page.locator(".il-mark:focus .il-mark__hit")).to_have_css("stroke-width", "2px")
    expect(page.locator(".il-mark:focus")).to_have_css("text-decoration-line", "none")
    title = tip.locator("b").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_filter_stands_in_the_address_and_is_there_on_the_way_back(page: Page) -> None:
    page.goto("incidents/")
    rows = page.locator(".il-rows tbody tr:visible")
    everything = rows.count()
    page.get_by_label("Impact").select_option("critical")
    page.get_by_label("Find in this list").fill("2024")
    kept = rows.count()
    assert 0 < kept < everything
    assert page.url.endswith("incidents/?q=2024&impact=critical")
    rows.first.get_by_role("link").first.click()
    page.go_back()
    expect(page.get_by_label("Impact")).to_have_value("critical")
    expect(rows).to_have_count(kept)


def test_the_readers_zone_is_shown_on_a_switch_and_remembered(open_page, served: str) -> None:
    page = open_page(f"{served}2024-12-14/", timezone_id="Asia/Tokyo", locale="en-US")
    began = page.locator(".il-card time").first
    expect(began).to_have_text("Thu, Dec 12, 11:50")
    told = page.locator(".il-zone")
    expect(told).to_contain_text("Times in the text: America/New_York (UTC−05:00)")
    page.get_by_role("button", name="show mine").click()
    expect(told).to_contain_text("Times in the text: Asia/Tokyo (your zone)")
    expect(began).to_have_text("Fri, Dec 13, 01:50")
    page.goto(f"{served}incidents/")
    page.go_back()
    expect(began).to_have_text("Fri, Dec 13, 01:50")
    page.get_by_role("button", name="America/New_York").click()
    expect(began).to_have_text("Thu, Dec 12, 11:50")


def test_a_bare_date_is_the_same_day_in_every_zone(open_page, served: str) -> None:
    page = open_page(f"{served}spofs/global-state/", timezone_id="Pacific/Kiritimati")
    page.evaluate("localStorage.setItem('il-zone', 'mine')")
    page.reload()
    expect(page.locator(".il-facts")).to_contain_text("Sep 1, 2024")


def test_ages_are_those_of_the_day_of_reading(open_page, served: str) -> None:
    page = open_page(served)
    today = datetime.fromtimestamp(int(CLOCK), UTC)
    page.clock.set_fixed_time(today)
    page.goto("spofs/global-state/")
    expect(page.locator("[data-il-since]").first).to_have_text(re.compile(r"· 10[45] days$"))
    page.clock.set_fixed_time(today + timedelta(days=365))
    page.reload()
    expect(page.locator("[data-il-since]").first).to_have_text(re.compile(r"· 4(69|70) days$"))


def test_an_effort_grows_old_by_the_day(open_page, served: str) -> None:
    page = open_page(served)
    page.clock.set_fixed_time(datetime(2025, 12, 14, 20, tzinfo=UTC))
    page.goto("efforts/")
    expect(page.get_by_text("since Dec 14, 2024 · 365 days").first).to_be_visible()


def test_without_javascript_dates_stand_for_ages_and_no_dead_button_is_left(
    open_page, served: str
) -> None:
    page = open_page(f"{served}spofs/global-state/", java_script_enabled=False)
    expect(page.locator("[data-il-since]").first).to_have_text(re.compile(r"Sep 1, 2024$"))
    page.goto(f"{served}2024-12-14/")
    expect(page.locator(".il-mark").first).to_be_visible()
    expect(page.locator("main button:visible")).to_have_count(0)


def test_colours_follow_the_system_and_the_switch_is_remembered(open_page, served: str) -> None:
    page = open_page(served, color_scheme="dark")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("label[for=__palette_0]").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.goto("incidents/")
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_week_is_copied_as_one_asks(open_page, served: str) -> None:
    page = open_page(f"{served}2024-12-14/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Markdown").click()
    expect(page.get_by_role("status")).to_contain_text("Markdown")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Proxy deadlock again" in copied
