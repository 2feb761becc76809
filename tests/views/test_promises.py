"""Promises are told until they are kept or dropped, with their age."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from infralog.model.entry import EntryId, FollowUp
from infralog.model.terms import FollowUpState
from infralog.model.ties import ties_of
from infralog.settings import Settings
from infralog.views.frame import Frame
from infralog.views.promises import is_late, ledger_of, rows_of
from infralog.views.relations import relations_of
from infralog.views.times import Times
from infralog.views.words import words_of
from make import UTC_ZONE, change, incident, log_of

FRAME = Frame("../", Times(words_of("en"), UTC_ZONE), Settings())
TODAY = date(2024, 12, 16)


def told(*entries):
    log = log_of(*entries)
    return ledger_of(relations_of(log, ties_of(log), one) for one in log.incidents[::-1])


def promising(*promises, id_="a", began="2024-09-01 10:00"):
    return incident(id_, began, follow_ups=promises)


def test_a_kept_promise_tells_by_what_and_after_how_many_days():
    kept = FollowUp("Split it", FollowUpState.DONE, EntryId("split"))
    ledger = told(promising(kept), change("split", "2024-12-14"))
    (row,) = rows_of(ledger.kept, TODAY, FRAME)
    assert (row.by.title, row.kept.text, row.days) == ("split", "Dec 14, 2024", "104 days")


def test_a_promise_kept_by_nothing_known_has_no_day():
    (row,) = rows_of(told(promising(FollowUp("x", FollowUpState.DONE))).kept, TODAY, FRAME)
    assert (row.by, row.kept, row.days) == (None, None, "")


def test_work_on_an_open_promise_does_not_keep_it():
    ledger = told(promising(FollowUp("x", by=EntryId("split"))), change("split", "2024-12-14"))
    (row,) = rows_of(ledger.open, TODAY, FRAME)
    assert (row.by.title, row.kept, row.days) == ("split", None, "")


def test_only_an_open_promise_past_its_day_is_late():
    day = date(2024, 12, 15)
    assert is_late(FollowUp("x", due=day), TODAY)
    assert not is_late(FollowUp("x", due=TODAY), TODAY)
    assert not is_late(FollowUp("x"), TODAY)
    assert not is_late(FollowUp("x", FollowUpState.DONE, due=day), TODAY)


def test_the_oldest_open_promise_and_the_newest_kept_one_come_first():
    old = promising(FollowUp("a"), FollowUp("b", FollowUpState.DONE))
    new = promising(FollowUp("c"), FollowUp("d", FollowUpState.DONE), id_="n", began="2024-10-01")
    ledger = told(old, new)
    assert [one.follow_up.what for one in ledger.open] == ["a", "c"]
    assert [one.follow_up.what for one in ledger.kept] == ["d", "b"]


@given(st.lists(st.lists(st.sampled_from(FollowUpState), max_size=4), max_size=5))
def test_every_promise_stands_in_exactly_one_part(states):
    incidents = [
        promising(
            *(FollowUp(f"{number}-{place}", one) for place, one in enumerate(given_states)),
            id_=f"i{number}",
        )
        for number, given_states in enumerate(states)
    ]
    ledger = told(*incidents)
    whats = [
        one.follow_up.what for part in (ledger.open, ledger.kept, ledger.dropped) for one in part
    ]
    made = [promise.what for one in incidents for promise in one.follow_ups]
    assert sorted(whats) == sorted(made)
