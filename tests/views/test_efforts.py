"""Efforts nest, count their weeks, and hold the changes of their parts."""

from __future__ import annotations

import pytest

from infralog.model.entry import EffortId
from infralog.settings import Settings
from infralog.views.efforts import account_of, accounts_of, finished_apart, row_of, way_to
from infralog.views.frame import Frame
from infralog.views.times import Times
from infralog.views.words import words_of
from make import UTC_ZONE, change, effort, log_of

FRAME = Frame("../", Times(words_of("en"), UTC_ZONE), Settings())


@pytest.mark.parametrize(
    ("keys", "weeks"),
    [
        ({"started": "2024-11-12"}, ""),
        ({"started": "2024-11-12", "finished": "2024-11-20"}, "2 weeks"),
        ({"started": "2024-11-12", "finished": "2024-11-12"}, "1 week"),
        ({}, ""),
    ],
)
def test_weeks_are_those_of_a_finished_effort_first_and_last_counted(keys, weeks):
    log = log_of(effort(**keys))
    assert row_of(account_of(log, log.efforts["regional-state"]), FRAME).weeks == weeks


def test_an_effort_begins_with_its_first_change_if_it_does_not_say():
    log = log_of(effort(), change("a", "2024-11-12", effort="regional-state"))
    row = row_of(account_of(log, log.efforts["regional-state"]), FRAME)
    assert (row.began.text, row.changes) == ("Nov 12, 2024", "1 change")


def test_a_whole_counts_the_changes_of_its_parts():
    log = log_of(
        effort("whole", group="efficiency"),
        effort("part", part_of=EffortId("whole")),
        effort("deep", part_of=EffortId("part")),
        change("b", "2024-12-02", effort="deep"),
        change("a", "2024-12-01", effort="whole"),
    )
    (whole,) = accounts_of(log)
    assert [one.id for one in whole.all_changes] == ["a", "b"]
    row = row_of(whole, FRAME)
    assert (row.group, row.changes, row.newest.text) == (
        "Efficiency and capacity",
        "2 changes",
        "Dec 2, 2024",
    )
    assert [part.ref.title for part in row.parts[0].parts] == ["deep"]
    assert [one.id for one in way_to(log.efforts["deep"], log.efforts)] == ["whole", "part"]


def test_a_part_of_an_effort_that_is_not_there_stands_alone():
    log = log_of(effort("part", part_of=EffortId("internal")))
    assert [account.effort.id for account in accounts_of(log)] == ["part"]
    assert way_to(log.efforts["part"], log.efforts) == ()


def test_what_goes_on_is_apart_from_what_is_finished():
    log = log_of(
        effort("old", started="2024-01-01", finished="2024-03-01"),
        effort("newer", started="2024-01-01", finished="2024-04-01"),
        effort("quiet", started="2024-02-01"),
        effort("busy", started="2024-01-01"),
        change("a", "2024-12-01", effort="busy"),
    )
    going, finished = finished_apart(accounts_of(log))
    assert [account.effort.id for account in going] == ["busy", "quiet"]
    assert [account.effort.id for account in finished] == ["newer", "old"]
