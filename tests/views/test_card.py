"""A card tells times and lengths honestly, and names every relation."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from infralog.model.entry import SpofId
from infralog.model.terms import SpofMove
from infralog.model.ties import ties_of
from infralog.settings import Settings
from infralog.views.card import card_of, duration_of
from infralog.views.frame import Frame
from infralog.views.relations import relations_of
from infralog.views.times import Times
from infralog.views.words import words_of
from make import change, effort, incident, log_of, maintenance, moment, spof

UTC = ZoneInfo("UTC")
TIMES = Times(words_of("en"), UTC)
FRAME = Frame("../", TIMES, Settings())


def card(log, id_):
    return card_of(relations_of(log, ties_of(log), log.entries[id_]), FRAME)


@pytest.mark.parametrize(
    ("began", "keys", "duration"),
    [
        ("2024-12-12 11:50", {"resolved": "2024-12-12 12:00"}, "10 min"),
        ("2024-12-12 11:50", {}, "ongoing"),
        ("2024-12-12 11:50", {"end_unknown": True}, "duration not published"),
        ("2024-12-12", {"resolved": "2024-12-12"}, "hours not published"),
        ("2024-12-12", {"resolved": "2024-12-14 10:00"}, "across 3 days"),
    ],
)
def test_a_duration_is_never_invented(began, keys, duration):
    assert duration_of(incident(began=began, **keys), TIMES) == duration


def test_planned_work_without_an_end_says_so():
    assert duration_of(maintenance(), TIMES) == "end not set"
    assert duration_of(change(), TIMES) == ""


def test_a_write_up_in_a_later_week_is_late_and_one_in_the_same_is_not():
    late = incident("late", "2024-12-05 10:00", published="2024-12-14")
    same = incident("same", "2024-12-08 10:00", published="2024-12-14")
    log = log_of(late, same)
    assert card(log, "late").late == "added 9 days later"
    assert card(log, "same").late == ""


def test_recurrences_count_along_the_whole_chain():
    first = incident("first", "2023-09-01 10:00")
    second = incident("second", "2024-10-05 10:00", recurrence_of=("first",))
    third = incident("third", "2024-12-12 10:00", recurrence_of=("second",))
    log = log_of(first, second, third)
    found = card(log, "third").recurrence
    assert (found.label, found.number, found.previous.title) == ("third time", 3, "second")
    assert card(log, "second").recurrence.previous.stamp.text == "Sep 1, 2023"
    assert card(log, "first").recurrence.previous is None
    assert card(log_of(first), "first").recurrence is None


def test_a_change_names_its_effort_and_counts_its_weeks():
    log = log_of(effort(started="2024-11-05"), change(effort="regional-state", ongoing=True))
    found = card(log, "2024-12-10-faster-io")
    assert (found.effort.url, found.effort_week, found.star) == (
        "../efforts/regional-state/",
        "week 6",
        True,
    )


def test_spof_tags_say_what_was_done_to_which():
    removal = change(spof_moves=((SpofMove.REMOVES, SpofId("global-state")),))
    (tag,) = card(log_of(removal, spof(title="One state")), removal.id).spofs
    assert (tag.label, tag.spof.title, tag.spof.url) == (
        "SPOF removed",
        "One state",
        "../spofs/global-state/",
    )


def test_stamps_are_in_the_zone_and_a_bare_date_never_moves():
    times = Times(words_of("en"), ZoneInfo("Pacific/Kiritimati"))
    stamp = times.short(moment("2024-12-12 11:50"))
    assert (stamp.text, stamp.iso) == ("Fri, Dec 13, 01:50", "2024-12-13T01:50:00+14:00")
    bare = times.short(moment("2024-12-12"))
    assert (bare.text, bare.iso, bare.style) == ("Thu, Dec 12", "2024-12-12", "")


def test_a_stamp_writes_itself_escaped():
    assert times_html() == (
        '<time class="il-time" datetime="2024-12-12T11:50:00+00:00" data-il-style="day">'
        "Thu, Dec 12, 11:50</time>"
    )


def times_html():
    return TIMES.short(moment("2024-12-12 11:50")).__html__()
