"""States of single points of failure follow the tags of entries, and counts add up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infralog.model.entry import SpofId
from infralog.model.terms import SpofMove
from infralog.views.spof_history import SpofState, histories_of, history_of, open_counts, state_at
from make import change, instant, log_of, spof

ID = SpofId("global-state")


def moved(*moves: SpofMove):
    return [
        change(f"c{day:02}", f"2024-10-{day + 1:02}", spof_moves=((move, ID),))
        for day, move in enumerate(moves)
    ]


def test_each_tag_moves_the_state_and_exposing_does_not():
    entries = moved(
        SpofMove.EXPOSES,
        SpofMove.REDUCES,
        SpofMove.REMOVES,
        SpofMove.REINTRODUCES,
        SpofMove.ACCEPTS,
    )
    history = history_of(spof(), entries)
    assert [step.state.value for step in history] == [
        "open",
        "reduced",
        "removed",
        "open",
        "accepted",
    ]
    assert state_at(history, instant("2024-08-01")) is None
    assert state_at(history, instant("2024-09-15")) is SpofState.OPEN
    assert state_at(history, instant("2024-10-03")) is SpofState.REMOVED


def test_accepted_ones_are_neither_open_nor_removed():
    assert not SpofState.ACCEPTED.is_open
    assert SpofState.REDUCED.is_open


@given(st.lists(st.lists(st.sampled_from(SpofMove), max_size=6), max_size=4))
def test_the_last_count_is_the_number_of_open_ones(plans):
    records = []
    for number, moves in enumerate(plans):
        id_ = SpofId(f"s{number}")
        records.append(spof(id_))
        records += [
            change(f"c{number}-{day}", f"2024-10-{day + 1:02}", spof_moves=((move, id_),))
            for day, move in enumerate(moves)
        ]
    histories = histories_of(log_of(*records))
    counts = open_counts(histories.values())
    assert all(count >= 0 for _, count in counts)
    still_open = sum(history[-1].state.is_open for history in histories.values())
    assert (counts[-1][1] if counts else 0) == still_open
