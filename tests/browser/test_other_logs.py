"""Pages that the example log has none of: planned work, a told timeline, what goes on, nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_every_page import EVERY_RULE, PHONE, RULES_OF_COLOUR, TOO_WIDE, WIDE, violations

from conftest import OpenPage
from loopback import served as serving
from small_log import CONFIG, incident, publish_log, write_log

WORK = "---\ntitle: {title}\nstarts: {starts}\nends: {ends}\nstate: {state}\n---\nIn hall 2.\n"
ENTRIES = {
    "incidents/2024-12-10-failover.md": incident(
        title="Database failover",
        started="2024-12-10 22:31",
        detected="2024-12-10 22:35",
        mitigated="2024-12-11 00:10",
        resolved="2024-12-11 01:05",
        impact="critical",
        recurrence_of="2024-12-01-failover",
        published="2024-12-12",
        timeline='[{at: "22:31", what: A disk fails}, {at: "+4m", what: Pager rings, kind: alert}]',
        follow_ups="[{what: Watch the lag, due: 2024-12-12}, {what: Test it, due: 2025-01-31}]",
        corrections='[{at: 2024-12-13, text: "It ended at 01:05."}]',
    ),
    "incidents/2024-12-01-failover.md": incident(
        started="2024-12-01", resolved="2024-12-02", published="2024-12-09", impact="minor"
    ),
    "incidents/2024-12-13-logins.md": incident(
        title="Logins are slow",
        started="2024-12-13 09:00",
        resolved=None,
        caused_by="2024-12-10-failover",
        pending="true",
    ),
    "maintenance/2024-12-20-power.md": WORK.format(
        title="Power work", starts="2024-12-20 20:00", ends="2024-12-21 04:00", state="planned"
    ),
    "maintenance/2024-12-09-switch.md": WORK.format(
        title="A new switch", starts="2024-12-09 20:00", ends="2024-12-09 21:00", state="done"
    ),
    "weeks/2024-12-14.md": "---\ncovers: 2\nheadline: A long night\n---\nTwo weeks.\n",
}
FULL = (
    "",
    "2024-12-14/",
    "incidents/2024-12-10-failover/",
    "incidents/2024-12-13-logins/",
    "maintenance/",
    "maintenance/2024-12-20-power/",
    "follow-ups/",
    "corrections/",
)
EMPTY = ("", "archive/", "incidents/", "statistics/", "spofs/", "subscribe/")


@pytest.fixture
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    given = {path: text.replace("resolved: None\n", "") for path, text in request.param.items()}
    with serving({}, publish_log(write_log(tmp_path, given, CONFIG), tmp_path / "site")) as host:
        yield host


def check(page: Page, host: str, paths: tuple[str, ...]) -> None:
    for path in paths:
        page.goto(f"{host}{path}")
        for size in (PHONE, WIDE):
            page.set_viewport_size(size)
            assert violations(page, EVERY_RULE) == []
            assert page.evaluate(TOO_WIDE) == []
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        assert violations(page, RULES_OF_COLOUR) == []


@pytest.mark.parametrize("site", [ENTRIES], indirect=True)
def test_planned_ongoing_told_and_corrected(open_page: OpenPage, site: str) -> None:
    page = open_page(site, reduced_motion="reduce")
    expect(page.get_by_role("heading", name="Going on now")).to_be_visible()
    check(page, site, FULL)


@pytest.mark.parametrize("site", [{}], indirect=True)
def test_a_log_without_an_entry(open_page: OpenPage, site: str) -> None:
    page = open_page(site, reduced_motion="reduce")
    expect(page.get_by_text("Nothing is in this log yet.")).to_be_visible()
    check(page, site, EMPTY)


@pytest.mark.parametrize("site", [ENTRIES], indirect=True)
def test_a_number_of_the_timeline_leads_to_its_line(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}incidents/2024-12-10-failover/")
    page.locator(".il-scale__number").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".il-scale__line:target")).to_contain_text("Pager rings")


@pytest.mark.parametrize("site", [ENTRIES], indirect=True)
def test_a_promise_is_overdue_on_the_day_of_reading(open_page: OpenPage, site: str) -> None:
    page = open_page(site)
    promise = page.get_by_role("listitem").filter(has_text="Test it").locator(".il-tag")
    for day, told in ((31, "due Jan 31, 2025"), (32, "was due Jan 31, 2025")):
        page.clock.set_fixed_time(datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=day - 1))
        page.goto(f"{site}follow-ups/")
        expect(promise).to_have_text(told)
    expect(promise).to_have_class("il-tag il-tag--overdue")


def test_instant_navigation_reaches_every_kind_of_page(open_page: OpenPage, tmp_path: Path) -> None:
    config = CONFIG.replace("material", "material\n  features: [navigation.instant]")
    given = {path: text.replace("resolved: None\n", "") for path, text in ENTRIES.items()}
    built = publish_log(write_log(tmp_path, given, config), tmp_path / "site")
    with serving({}, built) as host:
        page = open_page(f"{host}archive/")
        page.get_by_role("link", name="Dec 1–14").click()
        expect(page.locator("h1")).to_have_text("December 1–14, 2024")
        page.locator(".il-mark").first.click()
        expect(page.locator("h1")).to_have_text("Proxy deadlock")
        page.locator(".md-tabs, .md-nav").get_by_role("link", name="Log", exact=True).first.click()
        expect(page.get_by_role("heading", name="Going on now")).to_be_visible()
