"""What stands in which bulletin can be kept by names, and laid out again for an edited log."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infralog.model.bulletin import calendar_of
from infralog.model.shelves import calendar_on, shelves_of
from make import UTC_ZONE, change, incident, instant, log_of, maintenance, week_note

DAYS = st.sampled_from(["2024-11-20 10:00", "2024-12-03 10:00", "2024-12-12", "2025-02-01 08:00"])
CORRECTIONS = st.sampled_from([(), (("2024-12-14 09:00", "One."), ("2025-01-01 09:00", "Two."))])
LATE = st.sampled_from([{}, {"published": "2025-01-20"}])


@st.composite
def logs(draw):
    fixed = incident("a", draw(DAYS), corrections=draw(CORRECTIONS), **draw(LATE))
    records = [
        fixed,
        incident("b", draw(DAYS), resolved=None),
        change("c", draw(DAYS)),
        maintenance("m", draw(DAYS)),
    ]
    note = draw(st.sampled_from([[], [week_note("2024-12-07", covers=2)]]))
    return log_of(*records, *note)


def calendar(log):
    return calendar_of(log, UTC_ZONE, 5, instant("2025-01-15"))


@given(logs())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_calendar_laid_out_again_is_the_same(log):
    assert calendar_on(shelves_of(calendar(log)), log) == calendar(log)


@given(logs())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_entries_of_other_words_stand_where_they_stood(log):
    entries = {id_: replace(one, title="Else", digest="0" * 48) for id_, one in log.entries.items()}
    edited = replace(log, entries=entries)
    assert calendar_on(shelves_of(calendar(log)), edited) == calendar(edited)


def test_a_log_of_nothing_has_no_bulletin():
    assert calendar_on(shelves_of(calendar(log_of())), log_of()).bulletins == ()
