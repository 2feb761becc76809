"""Charts hold what they are given, inside their plot."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.views.charts import Category, columns_of, months_of, steps_of, ticks_to
from infralog.views.words import words_of

KINDS = ("minor", "major")
counts = st.dictionaries(st.sampled_from(KINDS), st.integers(0, 5000))


@given(st.integers(0, 10**7))
def test_ticks_are_round_even_and_reach_the_highest(highest):
    ticks = ticks_to(highest)
    step = ticks[1] - ticks[0]
    assert ticks[0] == 0
    assert ticks[-1] >= highest
    assert ticks[-1] - step < max(highest, 1)
    assert len(ticks) <= 5
    assert str(step).rstrip("0") in {"1", "2", "5"}


@given(st.lists(counts, max_size=40))
def test_bars_stand_on_each_other_and_are_as_high_as_their_counts(listed):
    chart = columns_of(KINDS, [Category("", str(n), one) for n, one in enumerate(listed)], str)
    top = int(chart.ticks[-1].label)
    for column, given_counts in zip(chart.columns, listed, strict=True):
        assert column.total == str(sum(given_counts.values()))
        assert column.counts == tuple(str(given_counts.get(kind) or "") for kind in KINDS)
        edge = 100.0
        for bar in column.bars:
            assert bar.height == pytest.approx(100 * given_counts[bar.kind] / top, abs=0.02)
            assert bar.y + bar.height == pytest.approx(edge, abs=0.03)
            edge = bar.y
        assert edge >= -0.01


@given(st.lists(counts, min_size=1, max_size=40))
def test_columns_do_not_overlap(listed):
    chart = columns_of(KINDS, [Category("", "", one) for one in listed], str)
    edges = [edge for column in chart.columns for edge in (column.x, column.x + column.width)]
    assert edges == sorted(edges)
    assert 0 <= edges[0] < edges[-1] <= 100


def test_a_line_of_steps_goes_to_its_end():
    start = datetime(2024, 1, 1, tzinfo=UTC)
    changes = [(start, 2), (start + timedelta(days=50), 4), (start + timedelta(days=75), 1)]
    chart = steps_of(changes, start + timedelta(days=100), lambda month: f"{month:%b}", str)
    assert chart.line == "M0.0 50.0H50.0V0.0H75.0V75.0H100"
    assert [(mark.label, mark.at) for mark in chart.marks] == [
        ("Feb", 31.0),
        ("Mar", 60.0),
        ("Apr", 91.0),
    ]


def test_numbers_have_the_marks_of_the_language():
    chart = columns_of(KINDS, [Category("", "", {"minor": 4200})], words_of("de").number)
    assert [tick.label for tick in chart.ticks] == ["0", "2.000", "4.000", "6.000"]
    assert (chart.columns[0].counts, chart.columns[0].total) == (("4.200", ""), "4.200")


def test_nothing_ever_open_is_no_chart():
    assert steps_of([], datetime(2024, 1, 1, tzinfo=UTC), str, str) is None


@given(
    st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 300)), min_size=1, max_size=30),
    st.integers(0, 400),
)
def test_steps_stay_inside_and_marks_are_few(points, rest):
    start = datetime(2004, 5, 6, tzinfo=UTC)
    changes = [(start + timedelta(days=day), number) for day, number in dict(points).items()]
    changes.sort()
    end = changes[-1][0] + timedelta(days=rest)
    chart = steps_of(changes, end, str, str)
    numbers = [float(number) for number in re.findall(r"[\d.]+", chart.line)]
    assert all(0 <= number <= 100 for number in numbers)
    assert len(chart.marks) <= 9
    assert all(0 < mark.at <= 100 for mark in chart.marks)


def test_months_go_over_the_year():
    months = months_of(date(2023, 11, 30), date(2024, 2, 1))
    assert [str(month) for month in months] == [
        "2023-11-01",
        "2023-12-01",
        "2024-01-01",
        "2024-02-01",
    ]
