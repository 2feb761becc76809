"""A bulletin tells its week whole: what began, what is late, what moved, and nothing twice."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infralog.model.entry import EntryId, FollowUp, SpofId
from infralog.model.terms import FollowUpState, Impact, SpofMove
from infralog.outputs.pages import bulletin as bulletin_pages
from make import change, effort, incident, log_of, maintenance, spof, week_note
from opened import in_chapters
from page_of import NOW, article, context, part, text_of

WEEK = "2024-12-14/"


def test_the_head_of_a_bulletin():
    log = log_of(
        incident(resolved="2024-12-12 12:00"),
        incident("old", "2024-12-03 10:00", resolved="2024-12-03 11:00"),
        week_note(headline="The deadlock returns"),
    )
    page = article(context(log), WEEK)
    assert [text_of(one) for one in page.xpath(".//h1")] == ["December 8–14, 2024"]
    assert text_of(page.xpath(".//nav")[0]) == "← Dec 1–7 Week 50 of 2024"
    assert "The deadlock returns" in text_of(page)
    figures = [text_of(one) for one in page.xpath(".//dl/div")]
    assert figures == ["incident 1", "major 1", "major time 10 min", "changes 0"]


def test_planned_work_is_among_the_figures():
    page = article(context(log_of(maintenance("m", "2024-12-12 04:00"))), WEEK)
    figures = [text_of(one) for one in page.xpath(".//dl/div")]
    assert figures == ["incidents 0", "changes 0", "planned work 1"]


def test_an_incident_is_told_with_its_lead_and_the_way_to_the_rest():
    log = log_of(
        incident("a", "2024-12-12 11:50", resolved="2024-12-12 12:00"),
        a='<p id="\x1ep">First.</p><!-- more --><p>The rest.</p>',
    )
    page = article(context(log), WEEK)
    assert "First." in text_of(page)
    assert "The rest." not in text_of(page)
    assert page.xpath(".//p[@class='il-more']/a/@href") == ["../incidents/a/"]
    assert page.xpath(".//*[@id='a-p']")


def test_worse_incidents_come_first():
    log = log_of(
        incident("minor", "2024-12-09 10:00", impact=Impact.MINOR, end_unknown=True),
        incident("critical", "2024-12-12 10:00", impact=Impact.CRITICAL, end_unknown=True),
    )
    titles = article(context(log), WEEK).xpath(".//h3/@id")
    assert titles == ["entry-critical", "entry-minor"]


def test_what_is_late_stands_in_both_weeks():
    late = incident("late", "2024-12-03 10:00", published="2024-12-12", end_unknown=True)
    ours = context(log_of(late))
    assert "added 9 days later" in part(article(ours, "2024-12-07/"), "incidents")
    assert "late" in part(article(ours, WEEK), "late")


def test_what_lasts_stands_in_every_week_it_touches():
    long = incident("long", "2024-12-03 10:00", resolved="2024-12-12 10:00")
    page = article(context(log_of(long)), WEEK)
    assert "long" in part(page, "continued")
    assert not page.xpath(".//*[@id='incidents']")


def test_changes_stand_in_groups_under_their_efforts():
    log = log_of(
        effort("spof-removal", title="Fewer SPOFs", started="2024-11-05"),
        effort("regional", title="Regional", started="2024-11-05", part_of="spof-removal"),
        change("a", effort="regional", ongoing=True),
        change("b", effort="spof-removal"),
        change("c", group="feature"),
    )
    page = article(context(log), WEEK)
    headings = [text_of(one) for one in page.xpath(".//h3[starts-with(@id, 'group')]")]
    assert headings == ["Prevention", "New features"]
    assert text_of(page.xpath(".//p[@class='il-work__name']")[0]) == "Effort: Fewer SPOFs"
    assert "ongoing · week 6" in part(page, "changes")


def test_spofs_that_moved_promises_kept_and_corrections():
    promise = FollowUp("Split it", FollowUpState.DONE, by=EntryId("split"))
    log = log_of(
        spof(title="One state"),
        incident(
            "a",
            "2024-11-12 11:50",
            end_unknown=True,
            follow_ups=(promise,),
            corrections=[("2024-12-10", "It was longer.")],
        ),
        change("split", spof_moves=((SpofMove.REMOVES, SpofId("global-state")),)),
    )
    page = article(context(log), WEEK)
    assert "One state SPOF removed split Sep 1, 2024 · 100 days before" in part(page, "spofs")
    assert "Split it After a of Nov 12, by split" in part(page, "kept")
    assert "It was longer." in part(page, "corrections")


def test_a_quiet_week_says_so():
    log = log_of(change("a", "2024-12-02"), change("b", "2024-12-18"))
    page = article(context(log), WEEK)
    assert "A quiet week" in text_of(page)
    assert not page.xpath(".//dl")


def test_joined_weeks_are_one_bulletin_with_a_row_each():
    log = log_of(change("a", "2024-12-02"), week_note(covers=2))
    ours = context(log)
    assert [page.url for page in in_chapters(bulletin_pages.pages)(ours)] == [WEEK]
    page = article(ours, WEEK)
    assert text_of(page.xpath(".//h1")[0]) == "December 1–14, 2024"
    assert len(page.xpath(".//*[contains(@class, 'il-week__plot')]")) == 2


def test_planned_work_is_told_once_it_has_begun():
    log = log_of(change(), maintenance("done", "2024-12-13 04:00"), maintenance())
    page = article(context(log), WEEK)
    assert "done" in part(page, "maintenance")
    assert "router" not in text_of(page)


def test_markup_in_texts_of_authors_is_text():
    hostile = "<script>alert(1)</script>"
    log = log_of(
        incident("a", "2024-12-12 11:50", title=hostile, tags=(hostile,), end_unknown=True),
        week_note(headline=hostile, authors=(hostile,)),
        spof(title=hostile),
    )
    page = article(context(log), WEEK)
    assert not page.xpath(".//script")
    assert hostile in text_of(page)


def test_only_an_ongoing_incident_brings_the_clock_into_a_bulletins_key():
    def key(log, now):
        ours = context(log, now=now)
        return {page.url: page.key for page in in_chapters(bulletin_pages.pages)(ours)}[WEEK]

    earlier = NOW - timedelta(days=3)
    over, lasts = log_of(incident(end_unknown=True)), log_of(incident())
    assert key(over, NOW) == key(over, earlier)
    assert key(lasts, NOW) != key(lasts, earlier)
    assert key(lasts, NOW) == key(lasts, NOW + timedelta(days=9))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dates(date(2023, 12, 20), date(2024, 2, 1)), min_size=1, max_size=8))
def test_every_entry_is_told_in_full_by_exactly_one_bulletin(days):
    entries = [incident(f"i{n}", f"{day} 10:00", end_unknown=True) for n, day in enumerate(days)]
    found = in_chapters(bulletin_pages.pages)(context(log_of(*entries)))
    pages = [page.article() for page in found]
    for entry in entries:
        assert (
            sum(f'<h3 class="il-card__title" id="entry-{entry.id}">' in page for page in pages) == 1
        )
