"""An incident's timeline stands to scale on its axis, phases and lines alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.views.lanes import NARROW, WIDE
from infralog.views.scale import scale_of
from infralog.views.span import End
from infralog.views.ticks import MOST, instants_between
from infralog.views.times import Times
from infralog.views.words import words_of
from make import incident

TIMES = Times(words_of("en"), ZoneInfo("UTC"))
NOW = datetime(2024, 12, 13, tzinfo=UTC)
SLACK = 1e-9


def minute(count: int) -> str:
    at = datetime(2024, 12, 12) + timedelta(minutes=count)  # noqa: DTZ001 - as authors write it
    return at.isoformat(" ")


@given(
    phases=st.lists(st.integers(0, 20000), min_size=4, max_size=4).map(sorted),
    events=st.lists(st.integers(0, 20000), max_size=20).map(sorted),
)
def test_everything_stands_at_its_time(phases, events):
    started, detected, mitigated, resolved = (minute(one) for one in phases)
    timeline = [(minute(one), f"line {count}") for count, one in enumerate(events)]
    one = incident(
        began=started, detected=detected, mitigated=mitigated, resolved=resolved, timeline=timeline
    )
    scale = scale_of(one, NOW, TIMES)
    first, last = min(phases + events), max(phases + events)
    if first == last:
        assert scale is None
        return
    places = {line.phase or line.number: line.x for line in scale.lines}
    expected = dict(zip(("started", "detected", "mitigated", "resolved"), phases, strict=True))
    expected |= dict(enumerate(events, 1))
    assert places.keys() == expected.keys()
    for name, at in expected.items():
        assert places[name] == pytest.approx((at - first) / (last - first))
    assert sum(stage.width for stage in scale.stages) == pytest.approx(
        (phases[-1] - phases[0]) / (last - first)
    )
    assert all(one.x <= after.x + SLACK for one, after in pairwise(scale.lines))
    assert len(scale.ticks) > 0 or last - first < 2
    assert all(0 <= tick.x <= 1 for tick in scale.ticks)


@given(st.lists(st.integers(0, 600), min_size=2, max_size=30, unique=True).map(sorted))
def test_numbers_of_one_lane_never_overlap(events):
    timeline = [(minute(one), "x") for one in events]
    scale = scale_of(incident(began=minute(0), timeline=timeline), NOW, TIMES)
    numbers = [line for line in scale.lines if line.number]
    for one, other in combinations(numbers, 2):
        assert one.wide != other.wide or abs(one.x - other.x) >= WIDE - SLACK
        assert one.narrow != other.narrow or abs(one.x - other.x) >= NARROW - SLACK


def test_stages_run_from_phase_to_phase_and_tell_how_long():
    scale = scale_of(
        incident(
            began="2024-12-12 22:30",
            detected="2024-12-12 22:33",
            mitigated="2024-12-12 22:47",
            resolved="2024-12-12 23:04",
        ),
        NOW,
        TIMES,
    )
    assert [(stage.name, stage.length) for stage in scale.stages] == [
        ("detected", "3 min"),
        ("mitigated", "14 min"),
        ("resolved", "17 min"),
    ]
    assert [line.offset for line in scale.lines] == ["", "+3 min", "+17 min", "+34 min"]
    assert [line.stamp.text for line in scale.lines][:2] == ["Thu, Dec 12, 22:30", "22:33"]


def test_a_phase_that_was_not_told_is_passed_over():
    one = incident(began="2024-12-12 22:30", resolved="2024-12-12 23:04")
    assert [stage.name for stage in scale_of(one, NOW, TIMES).stages] == ["resolved"]


def test_what_is_ongoing_reaches_to_now():
    scale = scale_of(incident(began="2024-12-12", detected="2024-12-12 06:00"), NOW, TIMES)
    assert scale is None
    began = incident(began="2024-12-12 00:00", detected="2024-12-12 06:00")
    scale = scale_of(began, NOW, TIMES)
    assert (scale.end, scale.stages[-1].name, scale.stages[-1].length) == (
        End.ONGOING,
        "ongoing",
        "",
    )
    assert scale.stages[0].width == pytest.approx(1 / 4)


def test_nothing_is_drawn_where_no_second_hour_is_known():
    assert scale_of(incident(end_unknown=True), NOW, TIMES) is None
    assert scale_of(incident(resolved="2024-12-13"), NOW, TIMES) is None


def test_a_line_without_an_hour_is_told_after_its_day_and_not_drawn():
    timeline = [("2024-12-12", "In the course of the day")]
    one = incident(resolved="2024-12-12 12:00", timeline=timeline)
    last = scale_of(one, NOW, TIMES).lines[-1]
    assert (last.what, last.wide, last.narrow, last.offset) == (
        "In the course of the day",
        None,
        None,
        "",
    )


@given(
    st.integers(2, 7 * 364 * 24 * 60),
    st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu"]),
)
def test_an_axis_of_any_length_has_a_few_round_marks(minutes, name):
    zone = ZoneInfo(name)
    first = datetime(2024, 3, 9, 4, 7, tzinfo=UTC)
    last = first + timedelta(minutes=minutes)
    marks = list(instants_between(first, last, zone))
    assert len(marks) <= MOST + 1
    assert len(marks) > 0 or minutes < 10 * 24 * 60
    assert all(first <= one <= last and one.second == 0 for one in marks)
    assert marks == sorted(set(marks))


def test_marks_of_another_year_tell_it():
    scale = scale_of(incident(began="2023-11-20 09:00"), datetime(2025, 11, 28, tzinfo=UTC), TIMES)
    assert [tick.text for tick in scale.ticks if "2025" in tick.text]
    assert all("2023" not in tick.text for tick in scale.ticks)
