"""The home page looks right for any log: none, one entry, ten years."""

from __future__ import annotations

from datetime import date, timedelta

from infralog.model.entry import SpofId
from infralog.model.terms import MaintenanceState, SpofMove
from make import change, incident, log_of, maintenance, spof
from page_of import article, context, part, text_of


def test_an_empty_log_says_so():
    page = article(context(log_of()), "")
    assert text_of(page.xpath(".//h1")[0]) == "Infra Log"
    assert "Nothing is in this log yet." in text_of(page)
    assert not page.xpath(".//*[@id='year']")


def test_one_entry():
    page = article(context(log_of(incident(resolved="2024-12-12 12:00"))), "")
    assert "No incident is going on." in text_of(page)
    assert page.xpath(".//h2[@id='newest']/a/@href") == ["2024-12-14/"]
    assert len(page.xpath(".//li[@class='il-heat__cell']")) == 1


def test_what_goes_on_and_what_is_planned():
    log = log_of(
        incident("lasts"),
        maintenance("active", "2024-12-15 04:00", state=MaintenanceState.ACTIVE),
        maintenance("to-come", "2024-12-20 04:00"),
        maintenance("past", "2024-12-13 04:00", ends="2024-12-13 05:00"),
    )
    page = article(context(log), "")
    now = page.xpath(".//section[@aria-labelledby='now']//h3/@id")
    assert now == ["entry-lasts", "entry-active"]
    assert "to-come" in part(page, "planned").replace(" ", "-")
    assert not page.xpath(".//*[@id='entry-past']")


def test_ten_years_show_the_last_twelve_months():
    first = date(2014, 12, 15)
    weekly = [
        incident(f"i{n:03}", f"{first + timedelta(weeks=n)} 10:00", end_unknown=True)
        for n in range(520)
    ]
    page = article(context(log_of(*weekly)), "")
    assert 48 <= len(page.xpath(".//li[@class='il-heat__cell']")) <= 53
    rows = page.xpath(".//figure[@class='il-heat']//tbody/tr")
    assert len(rows) == len(page.xpath(".//li[@class='il-heat__cell']"))


def test_open_spofs_are_listed_from_the_longest_open_on():
    log = log_of(
        spof("old", found="2023-09-01"),
        spof("new", found="2024-12-01"),
        spof("gone", found="2024-01-01"),
        change(spof_moves=((SpofMove.REMOVES, SpofId("gone")),)),
        change("early", "2024-11-01"),
    )
    page = article(context(log), "")
    found = part(page, "spofs")
    assert found.index("old") < found.index("new")
    assert "gone open since" not in found
    assert "Open now: 2" in found


def test_what_began_in_another_year_tells_it():
    log = log_of(incident("lasts", "2023-12-11 10:00"), maintenance("far", "2025-01-20 04:00"))
    page = article(context(log), "")
    assert "Dec 11, 2023, 10:00" in text_of(page)
    assert "Jan 20, 2025, 04:00" in part(page, "planned")
