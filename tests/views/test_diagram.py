"""The diagram's geometry holds for any entries, in any zone and week, and tells them honestly."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infralog.model.entry import Entry, EntryId, SpofId
from infralog.model.moment import Moment
from infralog.model.terms import Impact, MaintenanceState, SpofMove
from infralog.model.week import DAYS, Week, midnight
from infralog.views.axis import WeekAxis
from infralog.views.diagram import (
    Diagram,
    EntryLabel,
    Kind,
    Labels,
    Mark,
    Row,
    WeekLabel,
    diagram_of,
)
from infralog.views.lanes import NARROW, WIDE, lanes_of, reach
from infralog.views.span import End, span_of
from make import change, incident, maintenance

NEW_YORK = ZoneInfo("America/New_York")
DECEMBER = (Week(date(2024, 12, 7)), Week(date(2024, 12, 14)))
NOW = datetime(2024, 12, 13, 20, tzinfo=UTC)
LABELS = Labels(
    entry=lambda entry: EntryLabel(entry.title, "when", "how long", "what", entry.url),
    week=lambda week: WeekLabel(str(week.last_day)),
    day=str,
)
CLOCKS = [  # zone, last day of a week in which its clocks change, or that skips a day
    ("UTC", "2024-12-14"),
    ("America/New_York", "2024-03-16"),
    ("America/New_York", "2024-11-09"),
    ("Australia/Lord_Howe", "2024-10-12"),
    ("Africa/Cairo", "2024-04-27"),
    ("America/Havana", "2024-11-09"),
    ("Pacific/Apia", "2011-12-31"),
]
SLACK = 1e-9


@st.composite
def pictures(draw: st.DrawFn) -> tuple[tuple[Week, Week], list[Entry], ZoneInfo, datetime]:
    """Two weeks around a clock change, and entries in, before, after and across them."""
    name, last_day = draw(st.sampled_from(CLOCKS))
    zone, week = ZoneInfo(name), Week(date.fromisoformat(last_day))
    weeks = (week.shifted(-1), week)
    begin = weeks[0].start(zone) - timedelta(days=3)
    edge = (week.start(zone) - begin) // timedelta(minutes=1)
    minutes = st.integers(0, 20 * 24 * 60) | st.integers(edge - 200, edge + 200)
    lengths = st.integers(0, 200) | st.integers(0, 10 * 24 * 60)

    def moment(instant: datetime) -> Moment:
        if draw(st.integers(0, 4)):
            return Moment.of(instant)
        return Moment.of_day(instant.astimezone(zone).date(), zone)

    def entry(number: int) -> Entry:
        start = begin + timedelta(minutes=draw(minutes))
        last = moment(start + timedelta(minutes=draw(lengths)))
        begun = draw(st.sampled_from((incident(), change(), maintenance())))
        keys = {"id": EntryId(f"e{number:02}"), "began": moment(start)}
        if draw(st.booleans()):
            keys |= {"incidents": {"resolved": last}, "maintenance": {"ends": last}}.get(
                begun.folder, {}
            )
        elif begun.folder == "incidents":
            keys["end_unknown"] = draw(st.booleans())
        return replace(begun, **keys)

    entries = [entry(number) for number in range(draw(st.integers(0, 25)))]
    return weeks, entries, zone, begin + timedelta(minutes=draw(minutes))


def drawn(*entries: Entry, weeks: tuple[Week, ...] = DECEMBER) -> Diagram:
    return diagram_of(weeks, entries, NEW_YORK, NOW, LABELS)


def only_mark(*entries: Entry) -> Mark:
    (mark,) = drawn(*entries).rows[1].marks
    return mark


def needed(mark: Mark, layout: str) -> tuple[float, float]:
    """What a mark takes of its lane."""
    least = {"wide": WIDE, "narrow": NARROW}[layout]
    x = getattr(mark, layout).x
    if mark.is_point:
        return x - least / 2, x + least / 2
    return reach(x, max(mark.width, least) if mark.end is End.UNPUBLISHED else mark.width, least)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted).map(tuple)))
def test_stretches_of_one_lane_never_overlap(stretches):
    lanes = lanes_of(stretches)
    for (one, lane), (other, its_lane) in combinations(zip(stretches, lanes, strict=True), 2):
        assert lane != its_lane or one[1] <= other[0] + SLACK or other[1] <= one[0] + SLACK


@given(pictures())
def test_no_two_marks_of_a_lane_overlap(picture):
    for row in diagram_of(*picture, LABELS).rows:
        for layout in ("wide", "narrow"):
            for one, other in combinations(row.marks, 2):
                same = getattr(one, layout).lane == getattr(other, layout).lane
                if same and one.is_point == other.is_point:
                    (a, b), (c, d) = needed(one, layout), needed(other, layout)
                    assert b <= c + SLACK or d <= a + SLACK


@given(pictures())
def test_marks_stay_inside_their_row_and_its_lanes(picture):
    for row in diagram_of(*picture, LABELS).rows:
        for mark in row.marks:
            for layout in ("wide", "narrow"):
                place, height = getattr(mark, layout), getattr(row, layout)
                start, stop = needed(mark, layout)
                assert -SLACK <= start <= place.x <= place.x + mark.width <= 1 + SLACK
                assert stop <= 1 + SLACK
                assert 0 <= place.lane < (height.points if mark.is_point else height.boxes)


@given(pictures())
def test_every_entry_stands_once_in_every_row_it_touches(picture):
    weeks, entries, zone, now = picture
    spans = [span_of(entry, zone, now) for entry in entries]
    diagram = diagram_of(weeks, entries, zone, now, LABELS)
    for week, row in zip(weeks, diagram.rows, strict=True):
        touching = [one for one in spans if one.touches(week.start(zone), week.end(zone))]
        assert len(row.marks) == len(touching)
        assert sorted(mark.label.url for mark in row.marks) == sorted(
            one.entry.url for one in touching
        )
    assert len(set(diagram.entries)) == len(diagram.entries)


@given(pictures())
def test_marks_keep_the_order_of_time(picture):
    weeks, entries, zone, now = picture
    began = {entry.url: entry.began.instant for entry in entries}
    for row in diagram_of(weeks, entries, zone, now, LABELS).rows:
        for one, after in pairwise(row.marks):
            assert began[one.label.url] <= began[after.label.url]
        boxes = [mark for mark in row.marks if not mark.is_point]
        assert all(one.wide.x <= after.wide.x for one, after in pairwise(boxes))


@given(pictures())
def test_a_box_begins_in_the_column_of_its_day(picture):
    weeks, entries, zone, now = picture
    began = {entry.url: entry.began for entry in entries}
    for week, row in zip(weeks, diagram_of(weeks, entries, zone, now, LABELS).rows, strict=True):
        for mark in row.marks:
            start = began[mark.label.url]
            day = start.date_in(zone)
            if mark.is_cut or mark.is_point or midnight(day, zone) == week.end(zone):
                continue
            column = week.days.index(day)
            # Only a day that the zone skipped has no column of its own.
            skipped = midnight(day, zone) == midnight(day + timedelta(days=1), zone)
            assert column / DAYS <= mark.wide.x + SLACK
            assert skipped or mark.wide.x < (column + 1) / DAYS


@given(pictures())
def test_a_box_is_as_wide_as_it_lasted(picture):
    weeks, entries, _, now = picture
    zone = ZoneInfo("UTC")
    for week, row in zip(weeks, diagram_of(weeks, entries, zone, now, LABELS).rows, strict=True):
        lasted = {one.entry.url: one for one in (span_of(e, zone, now) for e in entries)}
        for mark in row.marks:
            span = lasted[mark.label.url]
            seen = min(span.stop, week.end(zone)) - max(span.start, week.start(zone))
            assert mark.width == pytest.approx(seen / timedelta(weeks=1), abs=SLACK)


@pytest.mark.parametrize(("name", "last_day"), CLOCKS)
def test_days_are_equal_columns_whatever_their_hours(name, last_day):
    zone, week = ZoneInfo(name), Week(date.fromisoformat(last_day))
    axis = WeekAxis.of(week, zone)
    for column, day in enumerate(week.days):
        begin, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        if begin < end:
            assert axis.at(begin) == pytest.approx(column / DAYS)
            middle = begin + (end - begin) / 2
            assert axis.at(middle) == pytest.approx((column + 0.5) / DAYS)
    assert axis.at(week.end(zone)) == 1


def test_an_hour_after_the_clocks_went_forward_stands_where_it_is():
    axis = WeekAxis.of(Week(date(2024, 3, 16)), NEW_YORK)
    noon = datetime(2024, 3, 10, 12, tzinfo=NEW_YORK)
    assert axis.at(noon) == pytest.approx(11 / 23 / DAYS)
    assert axis.ticks[:4] == (21, 46, 71, 120)


def test_a_box_over_the_end_of_a_row_goes_on_in_the_next():
    first, second = drawn(incident(began="2024-12-07 20:00", resolved="2024-12-09 05:00")).rows
    assert [(m.is_cut, m.end) for m in first.marks] == [(False, End.CUT)]
    assert [(m.is_cut, m.end) for m in second.marks] == [(True, End.SHARP)]
    assert second.marks[0].wide.x == 0
    assert second.marks[0].width == pytest.approx(1 / DAYS)


def test_an_ongoing_incident_reaches_to_now():
    mark = only_mark(incident(began="2024-12-12 20:00"))
    assert mark.end is End.ONGOING
    assert mark.width == pytest.approx(1 / DAYS)


def test_an_ongoing_incident_is_cut_where_its_row_ended_long_ago():
    (row,) = drawn(incident(began="2024-12-05 05:00"), weeks=DECEMBER[:1]).rows
    assert row.marks[0].end is End.CUT


def test_an_unpublished_end_gives_no_length():
    mark = only_mark(incident(began="2024-12-12 20:00", end_unknown=True))
    assert (mark.end, mark.width, mark.is_vague) == (End.UNPUBLISHED, 0, False)


def test_a_bare_date_covers_its_whole_day_and_is_vague():
    day = Moment.of_day(date(2024, 12, 10), NEW_YORK)
    mark = only_mark(replace(incident(end_unknown=True), began=day))
    assert mark.is_vague
    assert mark.wide.x == pytest.approx(2 / DAYS)
    assert mark.width == pytest.approx(1 / DAYS)


def test_what_lasted_no_time_at_midnight_belongs_to_the_day_that_begins():
    first, second = drawn(incident(began="2024-12-08 05:00", resolved="2024-12-08 05:00")).rows
    assert (len(first.marks), len(second.marks)) == (0, 1)


def test_thirteen_changes_of_one_bare_date_stand_apart_in_its_column():
    day = Moment.of_day(date(2024, 12, 14), NEW_YORK)
    changes = [replace(change(f"c{number:02}"), began=day) for number in range(13)]
    row = drawn(*changes).rows[1]
    for layout, lanes in (("wide", 4), ("narrow", 7)):
        places = {getattr(mark, layout) for mark in row.marks}
        assert len(places) == 13
        assert all(6 / DAYS < place.x < 1 for place in places)
        assert getattr(row, layout).points == lanes


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (incident(impact=Impact.UNKNOWN), Kind.UNKNOWN),
        (change(began="2024-12-12"), Kind.CHANGE),
        (change(spof_moves=((SpofMove.REMOVES, SpofId("x")),)), Kind.REMOVAL),
        (change(spof_moves=((SpofMove.REDUCES, SpofId("x")),)), Kind.CHANGE),
        (maintenance(began="2024-12-12 04:00"), Kind.MAINTENANCE),
        (
            maintenance(began="2024-12-12 04:00", state=MaintenanceState.CANCELLED),
            Kind.CANCELLED,
        ),
    ],
)
def test_an_entry_is_drawn_as_what_it_is(entry, kind):
    assert only_mark(entry).kind is kind
    assert drawn(entry).kinds == (kind,)


def test_a_quiet_week_has_a_row_without_marks():
    diagram = drawn()
    assert [row.marks for row in diagram.rows] == [(), ()]
    assert diagram.kinds == diagram.entries == ()
    assert all(isinstance(row, Row) and len(row.days) == DAYS for row in diagram.rows)
