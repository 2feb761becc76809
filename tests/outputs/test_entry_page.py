"""An entry's page tells its facts and all its relations, both ways."""

from __future__ import annotations

from datetime import date, timedelta

from infralog.model.entry import EntryId, FollowUp, Link
from infralog.model.terms import FollowUpState
from infralog.outputs.pages import entry as entry_pages
from make import change, effort, incident, log_of, maintenance
from opened import in_chapters
from page_of import NOW, article, context, part, text_of


def facts(page):
    names = [text_of(one) for one in page.xpath(".//dl[@class='il-facts']/dt")]
    values = [text_of(one) for one in page.xpath(".//dl[@class='il-facts']/dd")]
    return dict(zip(names, values, strict=True))


def test_the_facts_of_an_incident():
    one = incident(
        "a",
        "2024-12-12 11:50",
        detected="2024-12-12 11:53",
        resolved="2024-12-13 00:10",
        published="2024-12-14",
        cause=("A lock",),
        services=("proxy",),
        status_page="none",
        number="INC-7",
        authors=("Ada", "Grace"),
    )
    page = article(context(log_of(one)), "incidents/a/")
    assert facts(page) == {
        "Impact": "major",
        "Started": "Dec 12, 2024, 11:50",
        "Detected": "11:53 3 min after the start",
        "Resolved": "Dec 13, 2024, 00:10",
        "Duration": "12 h 20 min",
        "Contributing factors": "A lock",
        "Status page": "no public event",
        "Services": "proxy",
        "Number": "INC-7",
        "Authors": "Ada and Grace",
        "Published": "Dec 14, 2024",
    }
    assert page.xpath("count(.//h1)") == 1
    assert page.xpath(".//nav/a/@href") == ["../../2024-12-14/"]


def test_recurrences_are_one_chain_on_every_page_of_it():
    first = incident("first", "2024-09-01", end_unknown=True)
    second = incident("second", "2024-10-05", end_unknown=True, recurrence_of=("first",))
    third = incident("third", "2024-12-12", end_unknown=True, recurrence_of=("second",))
    ours = context(log_of(first, second, third))
    for one in ("first", "second", "third"):
        page = article(ours, f"incidents/{one}/")
        assert len(page.xpath(".//ol[@class='il-chain']/li")) == 3
        assert text_of(page.xpath(".//li[@aria-current]")[0]).endswith(one)
    assert "third time of 3" in text_of(article(ours, "incidents/third/"))


def test_causes_preventions_and_promises_show_both_ways():
    cause = change("cause", "2024-12-12")
    promise = FollowUp("Mend it", FollowUpState.OPEN, EntryId("cure"), date(2025, 1, 5))
    one = incident(
        "a", "2024-12-12 11:50", end_unknown=True, caused_by=("cause",), follow_ups=(promise,)
    )
    cure = change("cure", "2024-12-13", prevents=("a",))
    ours = context(log_of(cause, one, cure))
    page = article(ours, "incidents/a/")
    assert "cause" in part(page, "causes")
    assert "cure" in part(page, "prevention")
    assert "Mend it open since Dec 12, 2024 due Jan 5, 2025 by cure" in part(page, "follow-ups")
    assert "a Dec 12" in part(article(ours, "changes/cause/"), "effects")
    page = article(ours, "changes/cure/")
    assert "a Dec 12" in part(page, "prevents")
    assert "Mend it" in part(page, "keeps")


def test_a_change_shows_the_way_of_its_efforts():
    log = log_of(
        effort("outer", title="Outer"),
        effort("inner", title="Inner", part_of="outer"),
        change("a", effort="inner", finished="2024-12-12"),
    )
    found = facts(article(context(log), "changes/a/"))
    assert (found["Effort"], found["Kind of work"]) == ("Outer, Inner", "Prevention")


def test_maintenance_to_come_has_no_bulletin_yet():
    work = maintenance("a", "2025-01-04 02:00", ends="2025-01-04 04:00")
    page = article(context(log_of(change(), work)), "maintenance/a/")
    assert facts(page)["State"] == "planned"
    assert not page.xpath(".//nav/a")


def test_a_stub_a_correction_and_links_say_what_they_are():
    one = incident(
        "a",
        pending=True,
        corrections=[("2024-12-13", "It began earlier.")],
        links=(Link("Report", "https://example.org/"),),
    )
    page = article(context(log_of(one)), "incidents/a/")
    assert "The write-up is still to come." in text_of(page)
    assert "Corrected on Dec 13, 2024: It began earlier." in text_of(page)
    assert page.xpath(".//a[text()='Report']/@href") == ["https://example.org/"]
    assert page.xpath(".//p[contains(@class, 'il-source')]/a/@href") == [
        "https://git.example/edit/incidents/2024/a.md",
        "https://git.example/history/incidents/2024/a.md",
    ]


def test_links_of_the_body_lead_to_pages_and_its_ids_stay():
    one = incident("a", end_unknown=True)
    log = log_of(one, a='<h2 id="\x1etop">Top</h2><a href="\x1eabout.md">us</a>')
    page = article(context(log), "incidents/a/")
    assert page.xpath(".//h2[@id='top']")
    assert page.xpath(".//a[text()='us']/@href") == ["../../about/"]


def test_the_clock_is_in_the_key_of_what_is_ongoing_alone():
    log = log_of(incident("lasts"), incident("over", end_unknown=True), change("made"))
    now, later = (
        {page.url: page.key for page in in_chapters(entry_pages.pages)(context(log, now=when))}
        for when in (NOW, NOW + timedelta(hours=1))
    )
    assert [url for url in now if now[url] != later[url]] == ["incidents/lasts/"]


def test_a_relation_is_part_of_the_key():
    one, twin = incident("a", end_unknown=True), incident("b", "2024-12-01", end_unknown=True)
    repeated = incident("b", "2024-12-01", end_unknown=True, recurrence_of=("a",))
    before, after = (
        {page.url: page.key for page in in_chapters(entry_pages.pages)(context(log_of(one, other)))}
        for other in (twin, repeated)
    )
    assert before["incidents/a/"] != after["incidents/a/"]
