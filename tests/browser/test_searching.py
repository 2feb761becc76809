"""Searching in a browser: words, facets, the address, the keyboard, and no JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unicodedata import category

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from infralog.outputs.search.words import Forms, runs_in, shard_of, start_of
from infralog.views.words import words_of
from loopback import served as serving
from small_log import incident, publish_log, write_log

ROOT = Path(__file__).parents[2]
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


def entry(day: int, title: str, body: str, **keys: str) -> tuple[str, str]:
    """An incident of a day in May 2024, by its path."""
    began = f"2024-05-{day:02} 10:00"
    keys = {"started": began, "resolved": began, **keys}
    return f"incidents/2024-05-{day:02}-e.md", incident(title=title, body=body, **keys)


WORDS = dict(
    [
        entry(1, "Certificates", "The certificate of the proxy expired."),
        entry(2, "Renewal", "Two certificates were about to expire, and the certainty is gone."),
        entry(3, "Pool", "The connection pool was empty.", tags="pool"),
        entry(4, "Queue", "A pool of workers lost its connection to the queue.", impact="minor"),
        entry(5, "Outage in São Paulo", "Straße, naïve café.", services="proxy"),
        entry(6, "東京の障害", "データベースの接続が切れました。"),
        entry(7, "Hostile", "The constructor of __proto__ met <b>toString</b> & a “quote”."),
    ]
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small log of `WORDS`."""
    folder = tmp_path_factory.mktemp("words")
    publish_log(write_log(folder, WORDS), folder / "host" / "site")
    with serving({}, folder / "host") as host:
        yield f"{host}site/"


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("certificate", ["Certificates", "Renewal"]),
        ("expire", ["Renewal", "Certificates"]),  # as it stands, then by its stem
        ("expiring", ["Renewal", "Certificates"]),  # nowhere, but its stem is
        ("cert", ["Certificates", "Renewal"]),  # as one types
        ("ce", []),
        ("proxy expired", ["Certificates"]),
        ("proxy nothing", []),
        ("connection pool", ["Pool", "Queue"]),
        ('"connection pool"', ["Pool"]),
        ("“connection pool”", ["Pool"]),
        ('"pool connection"', []),
        ('"certificate" proxy', ["Certificates"]),
        ('"certificat"', []),
        ('pool "connection', ["Pool", "Queue"]),
        ("sao paulo", ["Outage in São Paulo"]),
        ("SÃO", ["Outage in São Paulo"]),
        ("naive CAFÉ", ["Outage in São Paulo"]),
        ("障害", ["東京の障害"]),
        ("害", ["東京の障害"]),
        ("データベース", ["東京の障害"]),
        ("ﾃﾞｰﾀ", ["東京の障害"]),
        ("データ東京", []),
        ("constructor", ["Hostile"]),
        ("__proto__", ["Hostile"]),
        ("hasOwnProperty", []),
        ("?!", []),
    ],
)
def test_what_is_found(open_page, small: str, words: str, titles: list[str]) -> None:
    page = open_page(f"{small}search/")
    page.get_by_role("searchbox", name="Words").fill(words)
    told = f"Found: {len(titles)}" if titles else "Nothing found."
    expect(page.get_by_role("status")).to_have_text(told)
    expect(results(page).get_by_role("link")).to_have_text(titles)


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("expire", ["expire"]),
        ("conn pool", ["connection", "pool", "pool"]),
        ("障害 データ", ["データ"]),
        ("cafe", ["café"]),
        ("quote tostring", ["toString", "quote"]),
    ],
)
def test_found_words_are_marked_as_they_are_written(
    open_page, small: str, words: str, marked: list[str]
) -> None:
    page = open_page(f"{small}search/")
    page.get_by_role("searchbox", name="Words").fill(words)
    expect(results(page).first.locator("mark")).to_have_text(marked)


def test_a_result_tells_kind_impact_day_and_services(open_page, small: str) -> None:
    page = open_page(f"{small}search/?q=sao")
    facts = results(page).locator(".il-search__facts")
    expect(facts).to_have_text(re.compile(r"major\s*incident · May 5, 2024 · proxy"))
    expect(results(page).locator(".il-search__excerpt")).to_have_text("Straße, naïve café.")


def test_hostile_values_in_the_address_find_nothing(open_page, small: str) -> None:
    page = open_page(f"{small}search/?q=pool&tag=constructor&type=__proto__")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")


def test_facets_are_counted_but_not_for_a_phrase(open_page, small: str) -> None:
    page = open_page(f"{small}search/?q=pool")
    impact = page.get_by_label("Impact").locator("option")
    expect(impact).to_have_text(["all", "major (1)", "minor (1)"])
    page.get_by_label("Impact").select_option("minor")
    expect(results(page).get_by_role("link")).to_have_text(["Queue"])
    expect(impact).to_have_text(["all", "major (1)", "minor (1)"])
    expect(page.get_by_label("Tag").locator("option")).to_have_text(["all"])
    page.get_by_role("searchbox", name="Words").fill('"a pool of workers"')
    expect(impact).to_have_text([re.compile("^[^(]+$")] * 6)
    expect(results(page)).to_have_count(1)


def test_of_a_phrase_some_are_looked_through_at_once(open_page, tmp_path: Path) -> None:
    day = "2024-05-01 10:00"
    files = {
        f"incidents/2024-05-01-e{place:03}.md": incident(
            started=day, resolved=day, body="Of lock and key." if place % 40 else "Of key and lock."
        )
        for place in range(124)
    }
    site = publish_log(write_log(tmp_path, files), tmp_path / "site")
    with serving({}, site) as host:
        page = open_page(f'{host}search/?q="key and lock"')
        expect(page.get_by_role("status")).to_have_text("Found: 3+")
        page.get_by_role("button", name="Show more").click()
        expect(page.get_by_role("status")).to_have_text("Found: 4")
        expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_the_script_cuts_words_as_the_index_does(page: Page) -> None:
    odd = [
        *(text for _, text in WORDS.items()),
        *(
            "İΣΌΔΟΣ ǅ ＡＢＣ ㎒ ½ Ⅷ ﾃﾞｰﾀ が か\u3099 한국 \u1112\u1161\u11ab हिन्दी",
            "\U00020000a東b\ud800c",
        ),
        *(
            chr(first + place)
            for first in (0x80, 0x370, 0x1E00, 0x2100, 0x3300)
            for place in range(256)
        ),
        "".join(map(chr, range(0x20, 0x3100))),
    ]
    # A browser may know letters of a newer Unicode.
    odd = ["".join(sign for sign in text if category(sign) != "Cn") for text in odd]
    told = page.evaluate(
        """async texts => {
            const script = document.baseURI + "assets/infralog/search-words.js"
            const { cut, isSign, shardOf } = await import(script)
            return texts.map(text => cut(text).map(word => [word, shardOf(word, 97), isSign(word)]))
        }""",
        odd,
    )
    forms = Forms("ja")
    for text, words in zip(odd, told, strict=True):
        held = {word for run in runs_in(text) for _, word in forms[run]}
        asked = {word for word, _, _ in words}
        assert asked <= held
        assert all(len(word) == 1 and start_of(word + "a") == word for word in held - asked)
        assert all(shard == shard_of(start_of(word), 97) for word, shard, _ in words)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt", "ja"])
def test_days_are_written_as_on_all_other_pages(page: Page, language: str) -> None:
    days = [date(2024, month, month) for month in range(1, 13)]
    told = page.evaluate(
        """async ([language, days]) => {
            document.documentElement.lang = language
            const script = document.baseURI + "assets/infralog/search-result.js"
            const { dayOf } = await import(script)
            return days.map(dayOf)
        }""",
        [language, [f"{day}T23:30:00-08:00" for day in days]],
    )
    assert told == [words_of(language).medium_date(day) for day in days]


def test_a_publish_in_between_is_noticed(browser: Browser, tmp_path: Path) -> None:
    path = "incidents/2024-05-01-e.md"
    config = write_log(tmp_path, {path: incident(title="Old", body="Heliotrope and sorrel.")})
    site = publish_log(config)
    with serving({}, site) as host, browser.new_context() as context:
        page = context.new_page()
        with page.expect_response("**/search/index.json"):
            page.goto(f"{host}search/")
            page.get_by_role("searchbox", name="Words").focus()
        write_log(tmp_path, {path: incident(title="New", body="Cornflower and sorrel.")})
        publish_log(config)
        page.get_by_role("searchbox", name="Words").fill("cornflower")
        expect(results(page).get_by_role("link")).to_have_text(["New"])


def test_an_index_that_cannot_be_loaded_is_told(browser: Browser, small: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/search/index.json", lambda route: route.abort())
        page.goto(f"{small}search/?q=pool")
        expect(page.get_by_role("status")).to_have_text(re.compile("could not be loaded"))
        page.unroute("**/search/index.json")
        page.get_by_role("searchbox", name="Words").fill("queue")
        expect(results(page)).to_have_count(1)


def test_the_search_keeps_to_the_policy_of_the_manual(open_page, small: str) -> None:
    manual = (ROOT / "docs/deploying.md").read_text(encoding="utf-8")
    (policy,) = re.findall("^Content-Security-Policy: (.+)$", manual, re.MULTILINE)
    page = open_page(f"{small}incidents/")

    def guarded(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "Content-Security-Policy": policy}
        route.fulfill(response=answer, headers=headers)

    page.route("**/search/*", guarded)
    page.goto(f"{small}search/?q=pool")
    expect(results(page)).to_have_count(2)


def test_parts_are_searched_as_one(
    open_page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infralog.outputs.search.parts._SMALL", 1)
    monkeypatch.setattr("infralog.outputs.search.parts._LARGE", 1)
    entries = {
        f"incidents/{year}-0{month}-01-deadlock-{year}.md": incident(
            title=f"Deadlock of {year}-{month}",
            started=f"{year}-0{month}-01 10:00",
            resolved=f"{year}-0{month}-01 11:00",
            tags=f"of-{year}",
        )
        for year, month in ((2021, 1), (2022, 5), (2023, 3), (2024, 4), (2024, 9))
    }
    site = publish_log(write_log(tmp_path, entries), tmp_path / "host" / "site")
    parts = sorted(path.parent.name[:6] for path in site.rglob("facets.json"))
    assert parts == ["2021q1", "2022q2", "2023q1", "2024q2", "2024q3"]
    with serving({}, site.parent) as host:
        page = open_page(f"{host}site/search/?q=deadlock")
        expect(results(page)).to_have_count(5)
        options = page.get_by_label("Year").locator("option")
        expect(options).to_have_text(["all", "2024 (2)", "2023 (1)", "2022 (1)", "2021 (1)"])
        page.get_by_label("Tag").select_option("of-2021")
        expect(results(page)).to_have_count(1)
        expect(results(page).get_by_role("link")).to_have_text("Deadlock of 2021-1")
        page.goto(f"{host}site/search/?type=incidents")
        expect(results(page).get_by_role("link")).to_have_text(
            [f"Deadlock of {when}" for when in ("2024-9", "2024-4", "2023-3", "2022-5", "2021-1")]
        )
