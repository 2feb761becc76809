"""What holds for every kind of page: accessible, as wide as the screen, still, whole, printable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from loopback import served as serving

KINDS = {
    "home": "",
    "bulletin": "2024-12-14/",
    "bulletin with many incidents": "2024-07-06/",
    "quiet week": "2024-06-15/",
    "incident": "incidents/2024-09-01-proxy-deadlock/",
    "change": "changes/2024-12-14-proxy-watchdogs/",
    "roll-up": "incidents/",
    "changes": "changes/",
    "maintenance": "maintenance/",
    "archive": "archive/",
    "year": "2024/",
    "ledger of SPOFs": "spofs/",
    "SPOF": "spofs/global-state/",
    "efforts": "efforts/",
    "effort": "efforts/regional-state/",
    "services": "services/",
    "service": "services/fly-proxy/",
    "regions": "regions/",
    "region": "regions/iad/",
    "tags": "tags/",
    "tag": "tags/deadlock/",
    "follow-ups": "follow-ups/",
    "statistics": "statistics/",
    "corrections": "corrections/",
    "subscribe": "subscribe/",
    "search": "search/",
    "nothing there": "404.html",
    "page of the author's": "about/",
}
"""Each kind of page by one of the example log."""

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_RULE = {"runOnly": WCAG, "resultTypes": ["violations"]}
RULES_OF_COLOUR = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
MOVED = """() => new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value })
        .observe({ type: "layout-shift", buffered: true })
    setTimeout(() => done(sum), 50)
})"""
TOO_WIDE = """() => [...document.querySelectorAll("main *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .filter(one => !one.closest(".il-scroll, .md-typeset__scrollwrap, svg, .il-hidden"))
    .map(one => one.outerHTML.slice(0, 120))"""
UNSEEN = """() => [...document.querySelectorAll("main article a")]
    .filter(one => !one.checkVisibility() && !one.closest("details"))
    .map(one => one.outerHTML.slice(0, 120))"""

every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)


@pytest.fixture(scope="module")
def rooted(served: str, example_site: Path) -> Iterator[str]:
    """The address of the log at the root of a host, as the links of its 404 page need it."""
    with serving({}, example_site / urlsplit(served).path.strip("/")) as address:
        yield address


@pytest.fixture
def phone(open_page, rooted: str) -> Page:
    return open_page(f"{rooted}about/", viewport=PHONE, reduced_motion="reduce")


def violations(page: Page, options: dict[str, object]) -> list[str]:
    return [
        f"{found['id']}: {node['html'][:160]}"
        for found in Axe().run(page, options=options).response["violations"]
        for node in found["nodes"]
    ]


@every_kind
def test_axe_finds_nothing_at_any_width_in_any_colours(phone: Page, path: str) -> None:
    phone.goto(f"/{path}")
    phone.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(phone, EVERY_RULE) == []
    phone.set_viewport_size(WIDE)
    assert violations(phone, EVERY_RULE) == []
    phone.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert violations(phone, RULES_OF_COLOUR) == []
    phone.set_viewport_size(PHONE)
    assert violations(phone, RULES_OF_COLOUR) == []


@every_kind
def test_a_page_fits_and_stays_where_it_is(phone: Page, path: str) -> None:
    for size in (PHONE, WIDE):
        phone.set_viewport_size(size)
        phone.goto(f"/{path}")
        assert phone.evaluate("document.documentElement.scrollWidth") == size["width"]
        assert phone.evaluate(TOO_WIDE) == []
        assert phone.evaluate(MOVED) < 0.05


def test_every_page_is_whole_without_javascript(open_page, rooted: str) -> None:
    page = open_page(rooted, java_script_enabled=False)
    for path in KINDS.values():
        page.goto(f"{rooted}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate(UNSEEN) == [], path
        assert page.locator("main form:visible").count() == 0, path


@pytest.mark.parametrize("path", ["", "2024-12-14/", "spofs/", "about/"])
def test_the_first_tab_leads_past_the_header(phone: Page, path: str) -> None:
    phone.goto(f"/{path}")
    phone.keyboard.press("Tab")
    skip = phone.locator(":focus")
    assert skip.inner_text() == "Skip to content"
    target = phone.locator(skip.get_attribute("href"))
    assert target.locator("xpath=ancestor-or-self::main").count() == 1


@pytest.mark.parametrize("path", ["", "2024-12-14/", "incidents/", "statistics/"])
def test_paper_has_the_report_alone(phone: Page, path: str) -> None:
    phone.goto(f"/{path}")
    phone.emulate_media(media="print", color_scheme="dark")
    for hidden in ("header.md-header", "nav.md-tabs", "footer", ".il-find", "form:not([name])"):
        for one in phone.locator(hidden).all():
            expect(one).to_be_hidden()
    for button in phone.locator("button").all():
        expect(button).to_be_hidden()
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    ground = phone.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
