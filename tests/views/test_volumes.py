"""A long list is bound whole: every item in the volume of its year, and none twice."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from infralog.settings import Settings
from infralog.views.frame import Frame
from infralog.views.times import Times
from infralog.views.volumes import volumes_of, year_links
from infralog.views.words import words_of
from make import UTC_ZONE, incident, log_of

FRAME = Frame("../", Times(words_of("en"), UTC_ZONE), Settings())


def instant(entry):
    return entry.began.instant


def bound(days, limit=2, zone=UTC_ZONE):
    log = log_of(*(incident(f"i{number:03}", day) for number, day in enumerate(days)))
    return list(log.incidents), list(volumes_of(log.incidents, instant, zone, limit))


def test_a_short_list_is_one_page_newest_first():
    entries, (only,) = bound(["2024-01-05", "2023-02-03"])
    assert only.items == tuple(reversed(entries))
    assert (only.year, only.years, only.total) == (None, (), 2)
    assert only.url("incidents/") == "incidents/"
    assert year_links(only, "incidents/", FRAME) == ()


def test_a_long_list_has_its_newest_first_and_a_page_a_year():
    _, volumes = bound(["2022-01-05", "2022-02-03", "2024-05-05", "2024-06-06"], limit=3)
    newest, *years = volumes
    assert len(newest.items) == 3
    assert [volume.url("incidents/") for volume in years] == ["incidents/2024/", "incidents/2022/"]
    links = year_links(years[0], "incidents/", FRAME)
    assert [(link.url, link.label, link.total, link.is_here) for link in links] == [
        ("../incidents/", "Newest", "", False),
        ("../incidents/2024/", "2024", "2", True),
        ("../incidents/2022/", "2022", "2", False),
    ]


def test_the_year_is_that_of_the_logs_zone():
    days = ["2023-12-31 23:30", "2024-01-01 00:30", "2024-03-01 00:30"]
    _, (_, *berlin) = bound(days, zone=ZoneInfo("Europe/Berlin"))
    assert [(volume.year, len(volume.items)) for volume in berlin] == [(2024, 3)]
    _, (_, *utc) = bound(days)
    assert [(volume.year, len(volume.items)) for volume in utc] == [(2024, 2), (2023, 1)]


def test_no_item_is_no_year():
    _, (only,) = bound([])
    assert only.items == ()


@given(st.lists(st.datetimes().filter(lambda day: 1990 < day.year < 2040), max_size=30))
def test_every_item_stands_in_exactly_the_volume_of_its_year(days):
    entries, (newest, *years) = bound([f"{day:%Y-%m-%d %H:%M}" for day in days], limit=3)
    assert newest.items == tuple(reversed(entries[-3:]))
    if len(entries) > 3:
        assert [one for volume in years for one in volume.items] == entries[::-1]
    for volume in years:
        assert {entry.began.instant.year for entry in volume.items} == {volume.year}
        assert volume.years == tuple((one.year, len(one.items)) for one in years)
