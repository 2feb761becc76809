"""Times are distributions of what is published, and say how much that is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.model.terms import Impact
from infralog.settings import Settings
from infralog.views.frame import Frame
from infralog.views.statistics import (
    by_month,
    by_service,
    by_year,
    cases_of,
    distributions_of,
    percentile,
    phases_known,
    repeats_apart,
    times_of,
)
from infralog.views.times import Times
from infralog.views.words import words_of
from make import UTC_ZONE, incident, log_of

FRAME = Frame("../", Times(words_of("en"), UTC_ZONE), Settings())


def lasting(minutes, id_="i", **keys):
    hours, rest = divmod(minutes, 60)
    resolved = f"2024-12-12 {10 + hours:02}:{rest:02}"
    return incident(id_, "2024-12-12 10:00", resolved=resolved, **keys)


def test_times_count_from_the_start_where_both_hours_are_published():
    exact = incident(
        began="2024-12-12 10:00", detected="2024-12-12 10:05", resolved="2024-12-12 11:00"
    )
    assert times_of(exact) == (300.0, None, 3600.0)
    assert times_of(incident(began="2024-12-12", resolved="2024-12-12 11:00")) == (None,) * 3
    assert times_of(incident(began="2024-12-12 10:00", resolved="2024-12-12"))[2] is None


@given(st.lists(st.floats(0, 1e6), min_size=1), st.sampled_from([0.1, 0.5, 0.9, 1.0]))
def test_a_percentile_is_one_of_the_values_and_holds_its_share(values, share):
    found = percentile(sorted(values), share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9


def test_median_and_high_say_how_many_they_are_drawn_from():
    cases = cases_of([*(lasting(n, f"i{n}") for n in range(10, 110, 10)), incident("open")])
    *_, resolved = distributions_of(cases, FRAME)
    assert (resolved.median, resolved.high) == ("55 min", "1 h 30 min")
    assert resolved.known == "published for 10 of 11 incidents"
    assert [column.total for column in resolved.chart.columns] == list("0145000")


def test_few_times_have_no_high_and_none_has_nothing():
    detected, _, resolved = distributions_of(cases_of([lasting(30)]), FRAME)
    assert (resolved.median, resolved.high) == ("30 min", "")
    assert (detected.median, detected.chart) == ("", None)
    assert phases_known(cases_of([lasting(30)])) == (2,)


def test_what_came_back_is_told_beside_what_did_not():
    cases = cases_of([lasting(30, "a"), lasting(90, "b", recurrence_of=("a",))])
    rows = repeats_apart(cases, (2,), FRAME)
    assert [(row.label, row.total, row.phases[0][0]) for row in rows] == [
        ("All incidents", "2", "1 h"),
        ("First of their kind", "1", "30 min"),
        ("Came back", "1", "1 h 30 min"),
    ]
    assert repeats_apart(cases[:1], (2,), FRAME) == ()


def test_services_are_few_the_worst_hit_first_and_their_time_is_honest():
    cases = cases_of(
        [
            lasting(30, "a", services=("api", "dns")),
            incident("b", end_unknown=True, services=("dns",)),
            lasting(10, "c", services=("web",)),
        ]
    )
    rows = by_service(cases, 2, (2,), FRAME)
    assert [(row.label, row.total, row.time) for row in rows] == [
        ("dns", "2", "at least 30 min"),
        ("api", "1", "30 min"),
    ]
    assert rows[0].ref.url == "../services/dns/"


def test_months_begin_with_the_log_and_are_at_most_so_many():
    log = log_of(incident("a", "2024-10-05"), incident("b", "2024-12-05", impact=Impact.CRITICAL))
    chart = by_month(log.incidents, date(2024, 12, 14), 24, FRAME)
    assert [(column.name, column.total) for column in chart.columns] == [
        ("October 2024", "1"),
        ("November 2024", "0"),
        ("December 2024", "1"),
    ]
    newest = by_month(log.incidents, date(2024, 12, 14), 1, FRAME)
    assert [(column.name, column.counts[-1]) for column in newest.columns] == [
        ("December 2024", "1")
    ]


@pytest.mark.parametrize(
    ("days", "years"),
    [
        (["2024-01-01"], None),
        (["2022-12-31", "2024-01-01"], ["2022", "2023", "2024"]),
    ],
)
def test_years_are_told_from_two_on_and_without_a_gap(days, years):
    log = log_of(*(incident(f"i{n}", day) for n, day in enumerate(days)))
    chart = by_year(log.incidents, FRAME)
    assert (chart and [column.label for column in chart.columns]) == years
