"""Lists show every entry, are split before they grow long, and are made again only if need be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from lxml import html

from infralog.model.entry import EffortId, EntryId, FollowUp, SpofId
from infralog.model.terms import FollowUpState, Impact, MaintenanceState, SpofMove
from infralog.settings import CatalogueItem, Site
from make import change, context_of, effort, incident, log_of, maintenance, spof, week_note
from opened import all_pages
from page_of import NOW, article, context, keys, part, text_of

LISTS = (
    "incidents/",
    "changes/",
    "maintenance/",
    "archive/",
    "services/",
    "regions/",
    "tags/",
    "spofs/",
    "efforts/",
    "follow-ups/",
    "statistics/",
    "corrections/",
    "subscribe/",
)
HOSTILE = '<script>alert("x")</script>&{{ 7*7 }}'


def whole_log(title="Proxy deadlock"):
    """One of everything, related to each other."""
    first = incident(
        "first",
        "2023-09-01 10:00",
        end_unknown=True,
        services=("proxy",),
        spof_moves=((SpofMove.EXPOSES, SpofId("global-state")),),
        follow_ups=(
            FollowUp("Split it", FollowUpState.DONE, EntryId("split")),
            FollowUp("Watch it", due=NOW.date() - timedelta(days=1)),
            FollowUp("Forget it", FollowUpState.DROPPED),
        ),
    )
    second = incident(
        "second",
        "2024-12-12 11:50",
        title=title,
        resolved="2024-12-12 12:00",
        detected="2024-12-12 11:52",
        services=("proxy", "state"),
        regions=("ams",),
        tags=("deadlock",),
        recurrence_of=("first",),
        corrections=(("2024-12-13 09:00", "It took ten minutes, not nine."),),
    )
    split = change(
        "split",
        "2024-12-10",
        effort="regional-state",
        ongoing=True,
        prevents=("second",),
        services=("state",),
        spof_moves=((SpofMove.REMOVES, SpofId("global-state")),),
    )
    return log_of(
        first,
        second,
        split,
        maintenance(
            "done", "2024-11-20 04:00", ends="2024-11-20 06:00", state=MaintenanceState.DONE
        ),
        maintenance("soon", "2025-01-20 04:00", ends="2025-01-20 06:00"),
        effort(started="2024-11-05", part_of=EffortId("whole")),
        effort("whole", started="2024-11-05"),
        spof(title="One state", services=("state",)),
        week_note(headline="The deadlock returns"),
    )


@pytest.mark.parametrize("url", LISTS)
def test_an_empty_log_has_every_list_and_each_says_that_it_is_empty(url):
    page = article(context(log_of()), url)
    assert len(page.xpath(".//h1")) == 1
    assert not page.xpath(".//table")
    if url != "subscribe/":
        assert len(text_of(page.xpath(".//p[@class='il-empty']")[0])) > 20


def test_a_site_without_an_address_offers_no_feeds():
    bare = context_of(incident(services=("proxy",)), site=Site(name="Our log"))
    page = article(bare, "subscribe/")
    links = [link.get("href") for link in page.iter("a")]
    assert "../calendar.ics" in links
    assert "../calendars/proxy.ics" in links
    assert not [link for link in links if "feed" in link or link.endswith(".xml")]
    assert "feed" not in text_of(page).lower().replace("a feed reader, a calendar", "")


def test_nor_does_its_home_page():
    page = article(context_of(incident(), site=Site(name="Our log")), "")
    links = [link.get("href") for link in page.xpath(".//ul[@class='il-feeds']//a")]
    assert links == ["calendar.ics", "subscribe/"]


def test_the_roll_up_has_its_columns_and_a_row_for_each_incident():
    page = article(context(whole_log()), "incidents/")
    heads = [text_of(head) for head in page.xpath(".//thead//th")]
    assert heads == ["Incident", "Published", "Duration", "Impact", "Services", "Title"]
    rows = [[text_of(cell) for cell in row.xpath("td")] for row in page.xpath(".//tbody/tr")]
    assert rows == [
        [
            "Dec 12, 2024",
            "Dec 12",
            "10 min",
            "major",
            "proxy state",
            "Proxy deadlock ↻ second time",
        ],
        [
            "Sep 1, 2023",
            "Sep 1",
            "not published",
            "major",
            "proxy",
            "first exposes SPOF: One state",
        ],
    ]


def test_rows_carry_what_the_filters_ask_for():
    page = article(context(whole_log()), "incidents/")
    asked = {select.get("name") for select in page.xpath(".//select")}
    assert asked == {"type", "service", "year"}
    for row in page.xpath(".//tbody/tr"):
        assert {f"data-{name}" for name in asked} <= set(row.attrib)
    assert page.xpath(".//form")[0].get("hidden") is not None


def test_many_incidents_are_split_by_year():
    many = [incident(f"i{n:03}", f"{2020 + n % 4}-05-{n % 28 + 1:02}") for n in range(301)]
    ours = context(log_of(*many))
    urls = [page.url for page in all_pages(ours) if page.url.startswith("incidents/20")]
    assert urls == [f"incidents/{year}/" for year in (2023, 2022, 2021, 2020)]
    shown = [len(article(ours, url).xpath(".//tbody/tr")) for url in ["incidents/", *urls]]
    assert shown == [300, 75, 75, 75, 76]
    year = article(ours, "incidents/2022/")
    assert text_of(year.xpath(".//h1")[0]) == "Incidents 2022"
    assert year.xpath(".//nav[@class='il-years']//a[@aria-current]/@href") == [
        "../../incidents/2022/"
    ]
    assert year.xpath(".//a[@class='il-rows__link']/@href")[0].startswith("../../incidents/i")
    assert not year.xpath(".//select[@name='year']")


def test_changes_stand_under_what_they_are_for_and_their_efforts():
    page = article(context(whole_log()), "changes/")
    (group,) = page.xpath(".//h2")
    assert text_of(group) == "Prevention 1 change"
    assert text_of(page.xpath(".//h3")[0]) == "whole › regional-state"
    assert "prevents Proxy deadlock (Dec 12)" in text_of(page)
    assert "ongoing · week 6" in text_of(page)


def test_work_to_come_stands_before_work_that_is_over():
    page = article(context(whole_log()), "maintenance/")
    assert "soon" in part(page, "coming")
    assert "done" in part(page, "past")
    assert "soon" not in part(page, "past")


def test_planned_work_whose_day_has_passed_is_no_longer_to_come():
    log = log_of(maintenance("old", "2024-12-10 04:00", ends="2024-12-15 06:00"))
    page = article(context(log), "maintenance/")
    assert "No work is planned" in part(page, "coming")
    assert "old planned" not in part(page, "coming")
    assert "old" in part(page, "past")


def test_the_archive_tells_every_week_and_year():
    ours = context(whole_log())
    page = article(ours, "archive/")
    years = [[text_of(cell) for cell in row] for row in page.xpath(".//tbody/tr")]
    assert [(year[0], year[6], year[7], year[8]) for year in years] == [
        ("2024", "1", "1", "1"),
        ("2023", "1", "0", ""),
    ]
    assert "The deadlock returns" in text_of(page)
    year = article(ours, "2024/")
    assert len(year.xpath(".//li[contains(@class, 'il-weeks__one')]")) == 50
    assert year.xpath(".//a[@rel='prev']/@href") == ["../2023/"]
    assert not year.xpath(".//a[@rel='next']")


def test_a_topic_lists_what_carries_its_id_and_an_idle_one_says_so():
    ours = context(
        whole_log(),
        services={
            "idle": CatalogueItem("idle", "Idle"),
            "proxy": CatalogueItem("proxy", "The proxy"),
        },
    )
    titles = article(ours, "services/proxy/").xpath(".//a[@class='il-rows__link']")
    assert [text_of(title) for title in titles] == ["Proxy deadlock", "first"]
    assert "Nothing has been logged for Idle" in text_of(article(ours, "services/idle/"))
    names = article(ours, "services/").xpath(".//tbody//th")
    assert [text_of(name) for name in names] == ["Idle", "The proxy", "state"]
    assert article(ours, "tags/deadlock/").xpath(".//a[@class='il-rows__link']")


def test_the_ledger_tells_what_became_of_a_spof():
    ours = context(whole_log())
    page = article(ours, "spofs/")
    cells = [text_of(cell) for cell in page.xpath(".//h2[@id='removed']/following::tr[2]/*")]
    assert cells == [
        "One state",
        "removed",
        "100 days Sep 1, 2024 – Dec 10, 2024",
        "1",
        "not published",
        "split",
    ]
    own = article(ours, "spofs/global-state/")
    assert part(own, "history").startswith("Dec 10, 2024 SPOF removed split")
    assert "first" in part(own, "incidents")


def test_an_effort_tells_its_changes_week_by_week_and_those_of_its_parts():
    page = article(context(whole_log()), "efforts/whole/")
    assert "regional-state" in part(page, "parts")
    weeks = page.xpath(".//h3/a")
    assert [(text_of(week), week.get("href")) for week in weeks] == [
        ("December 8–14, 2024", "../../2024-12-14/")
    ]
    assert "State ★ ongoing Began since Nov 5, 2024" in text_of(page)


def test_promises_stand_where_they_belong():
    page = article(context(whole_log()), "follow-ups/")
    assert "Watch it" in part(page, "open")
    assert "was due Dec 15, 2024" in part(page, "open")
    assert "kept Dec 10, 2024 · after 466 days" in part(page, "kept")
    assert "Forget it" in part(page, "dropped")


def test_promises_are_counted_in_all_and_by_year_however_many_pages_they_need():
    promises = (FollowUp("Watch it"), FollowUp("Mend it", FollowUpState.DONE))
    many = [
        incident(f"i{n:03}", f"{2023 + n % 2}-06-{n % 28 + 1:02} 10:00", follow_ups=promises)
        for n in range(130)
    ]
    ours = context(log_of(*many))
    all_, one_year = article(ours, "follow-ups/"), article(ours, "follow-ups/2023/")
    assert "open 130 done 130" in text_of(all_)
    assert "open 65 done 65" in text_of(one_year)
    assert "2024 130 2023 130" in text_of(all_)


def test_a_week_is_quiet_only_if_nothing_is_told_in_it():
    ours = context(
        log_of(
            incident("long", "2024-11-20 10:00", resolved="2024-12-03 10:00"),
            incident("late", "2024-11-19 10:00", end_unknown=True, published="2024-12-11"),
        )
    )
    weeks = [text_of(week) for week in article(ours, "archive/").xpath(".//ul/li")]
    assert weeks == [
        "Dec 8–14 Published late",
        "Dec 1–7 From earlier weeks",
        "Nov 24–30 From earlier weeks",
        weeks[-1],
    ]
    assert weeks[-1].endswith("2 incidents")


def test_corrections_tell_what_was_put_right():
    page = article(context(whole_log()), "corrections/")
    assert text_of(page.xpath(".//ol/li")[0]) == (
        "Dec 13, 2024, 09:00 · Proxy deadlock It took ten minutes, not nine."
    )


def test_statistics_have_a_table_beside_every_chart():
    page = article(context(whole_log()), "statistics/")
    charts = page.xpath(".//figure")
    assert len(charts) == 4
    for chart in charts:
        assert chart.xpath(".//svg/@aria-hidden") == ["true"]
        assert chart.xpath(".//details//table//tbody/tr")


def test_no_title_gets_into_the_markup_of_a_list():
    for page in all_pages(context(whole_log(title=HOSTILE))):
        if page.url.startswith(LISTS) or page.url == "2024/":
            assert "<script>alert" not in page.article()
            assert ">49<" not in page.article()


def test_links_of_lists_lead_to_pages_of_the_log():
    ours = context(whole_log())
    found = {page.url: page for page in all_pages(ours)}
    for url in found:
        if not url.startswith(LISTS) and url != "2024/":
            continue
        for link in article(ours, url).xpath(".//a/@href"):
            target = urljoin(f"https://log.example/{url}", link).partition("#")[0]
            path = target.removeprefix("https://log.example/")
            assert path in found or "." in path.rsplit("/", 1)[-1], (url, link)


def changed(before, after):
    old, new = keys(before), keys(after)
    return {url for url in new if url.startswith((*LISTS, "20")) and old.get(url) != new[url]}


def test_the_same_log_has_the_same_keys():
    assert changed(context(whole_log()), context(whole_log())) == set()


def test_an_edit_makes_only_the_lists_again_that_show_the_entry():
    new = changed(context(whole_log()), context(whole_log(title="Proxy stopped")))
    assert {"incidents/", "services/proxy/", "regions/ams/", "tags/deadlock/", "2024/"} <= new
    assert not {"services/", "subscribe/", "maintenance/"} & new


def test_time_passing_makes_no_list_again_as_browsers_tell_ages():
    later = NOW + timedelta(days=8)
    new = changed(context(whole_log()), context(whole_log(), now=later))
    assert new == set()


def test_two_builds_write_the_same():
    pages = {page.url: page.article() for page in all_pages(context(whole_log()))}
    again = {page.url: page.article() for page in all_pages(context(whole_log()))}
    assert pages == again


def test_a_bare_date_is_not_worse_than_an_hour():
    log = log_of(incident("bare", "2024-12-12", resolved="2024-12-12", impact=Impact.UNKNOWN))
    page = article(context(log), "incidents/")
    assert "Dec 12, 2024" in text_of(page)
    assert page.xpath(".//tbody//time/@data-il-style") == []


def test_an_edit_makes_the_rows_of_its_neighbours_alone():
    remembered, found = {}, []

    def recall(name, key, find):
        if remembered.get(name, ("",))[0] != key:
            found.append(name)
            remembered[name] = key, find()
        return remembered[name][1]

    def build(title):
        titles = [title if number == 3 else f"No {number}" for number in range(40)]
        days = [f"2024-{1 + number // 20:02}-{1 + number % 20:02}" for number in range(40)]
        entries = [
            incident(f"on-{day}", day, title=name) for day, name in zip(days, titles, strict=True)
        ]
        return context(log_of(*entries))

    article(replace(build("Before"), recall=recall), "incidents/")
    found.clear()
    page = html.tostring(article(replace(build("After"), recall=recall), "incidents/"))
    assert [name for name in found if name.startswith("rows")] == ["rows 0"]
    assert b">After<" in page
    assert page == html.tostring(article(build("After"), "incidents/"))
