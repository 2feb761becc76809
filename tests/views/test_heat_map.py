"""The heat map holds every week of twelve months once, in the month it ends in."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from infralog.model.terms import Impact
from infralog.model.week import Week
from infralog.settings import Settings
from infralog.views.frame import Frame
from infralog.views.heat_map import MONTHS, first_month, heat_map_of
from infralog.views.times import Times
from infralog.views.words import words_of
from make import incident

FRAME = Frame("", Times(words_of("en"), ZoneInfo("UTC")), Settings())


def year_to(newest: Week):
    weeks = [newest.shifted(-back) for back in reversed(range(60))]
    return [(week, week.url) for week in weeks]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_no_two_weeks_share_a_box(day):
    newest = Week.of(day, 5)
    cells = heat_map_of(year_to(newest), [], FRAME).cells
    places = [(cell.column, cell.row) for cell in cells]
    assert len(set(places)) == len(places)
    assert {column for column, _ in places} <= set(range(1, MONTHS + 1))
    assert cells[-1].column == MONTHS
    start = first_month(newest)
    assert len(cells) == (newest.last_day - start).days // 7 + 1


def test_a_week_shows_its_worst_impact_and_total_length():
    newest = Week(date(2024, 12, 14))
    found = [
        incident("a", "2024-12-09 10:00", resolved="2024-12-09 10:30", impact=Impact.MINOR),
        incident("b", "2024-12-10 10:00", resolved="2024-12-10 11:00", impact=Impact.CRITICAL),
        incident("c", "2024-12-11", end_unknown=True, impact=Impact.UNKNOWN),
    ]
    cell = heat_map_of(year_to(newest), found, FRAME).cells[-1]
    assert (cell.incidents, cell.impact, cell.time) == (3, "critical", "1 h 30 min")
    assert 0 < cell.bar < 100


def test_longer_weeks_have_longer_bars():
    newest = Week(date(2024, 12, 14))
    bars = []
    for hours in (1, 5, 20, 72, 100):
        end = date(2024, 12, 8) + timedelta(hours=hours) // timedelta(days=1) * timedelta(days=1)
        resolved = f"{end} {hours % 24:02}:00"
        found = [incident("a", "2024-12-08 00:00", resolved=resolved)]
        bars.append(heat_map_of(year_to(newest), found, FRAME).cells[-1].bar)
    assert bars == sorted(bars)
    assert bars[-1] == 100


def test_an_incident_counts_in_each_week_that_it_touches():
    newest = Week(date(2024, 12, 14))
    found = [
        incident("a", "2024-11-29 12:00", resolved="2024-12-08 00:00", impact=Impact.CRITICAL),
        incident("on", "2024-12-06 10:00", impact=Impact.MINOR),
    ]
    cells = heat_map_of(year_to(newest), found, FRAME).cells[-4:]
    assert [(one.incidents, one.impact, one.time) for one in cells] == [
        (0, "", ""),
        (1, "critical", "1 d 12 h"),
        (2, "critical", "7 d"),
        (1, "minor", ""),
    ]
