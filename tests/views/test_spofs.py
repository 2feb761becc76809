"""The ledger adds up, and tells times no better than they are published."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from infralog.model.entry import SpofId
from infralog.model.terms import SpofMove
from infralog.settings import Settings
from infralog.views.frame import Frame
from infralog.views.spof_history import SpofState, open_counts
from infralog.views.spofs import account_of, ledger_of, lines_of, row_of, time_of
from infralog.views.times import Times
from infralog.views.words import words_of
from make import UTC_ZONE, change, incident, log_of, spof

FRAME = Frame("../", Times(words_of("en"), UTC_ZONE), Settings())
STATE = SpofId("global-state")


def tagged(move, spof_id=STATE):
    return {"spof_moves": ((move, SpofId(spof_id)),)}


def moved(number, move, spof_id=STATE):
    """A change on the so manieth day after the find."""
    day = f"2024-10-{number + 1:02}"
    return change(f"{spof_id}-{number:02}", day, **tagged(move, spof_id))


EXPOSED = incident("a", "2024-10-05 10:00", resolved="2024-10-05 12:10", **tagged(SpofMove.EXPOSES))
UNTOLD = incident("b", "2024-10-06 10:00", end_unknown=True, **tagged(SpofMove.EXPOSES))


def test_it_caused_what_exposes_it_and_not_what_removes_it():
    fix = incident("c", "2024-10-07 10:00", **tagged(SpofMove.REMOVES))
    account = account_of(spof(), (EXPOSED, fix, moved(9, SpofMove.REDUCES)))
    assert [one.id for one in account.caused] == ["a"]
    assert [one.id for one in account.work] == ["global-state-09"]


def test_time_in_all_says_at_least_where_an_end_is_not_published():
    def told(*entries):
        return time_of(account_of(spof(), entries), FRAME)

    assert told(EXPOSED) == "2 h 10 min"
    assert told(EXPOSED, UNTOLD) == "at least 2 h 10 min"
    assert told(UNTOLD) == "not published"
    assert told() == ""


def test_days_run_from_the_find_to_the_removal():
    account = account_of(spof(found="2024-09-01"), (moved(2, SpofMove.REMOVES),))
    row = row_of(account, FRAME)
    assert (row.state, row.days, row.settled.text) == ("removed", "32 days", "Oct 3, 2024")


def test_what_is_open_again_is_told_apart_and_has_no_end():
    entries = (moved(2, SpofMove.REMOVES), moved(4, SpofMove.REINTRODUCES))
    row = row_of(account_of(spof(), entries), FRAME)
    assert (row.state, row.label, row.days, row.settled) == (
        "reintroduced",
        "back again",
        "",
        None,
    )


def test_what_is_back_is_open_since_then_and_listed_by_that():
    entries = (
        moved(2, SpofMove.REMOVES),
        moved(4, SpofMove.REINTRODUCES),
        moved(6, SpofMove.REDUCES),
    )
    assert row_of(account_of(spof(), entries), FRAME).back.text == "Oct 5, 2024"
    assert row_of(account_of(spof(), ()), FRAME).back is None
    ledger = ledger_of(log_of(spof(), spof("younger", found="2024-10-01"), *entries))
    assert [one.spof.id for one in ledger.open] == ["younger", "global-state"]


def test_a_tag_on_another_spof_moves_nothing():
    both = change(
        "both", "2024-10-09", spof_moves=((SpofMove.EXPOSES, STATE), (SpofMove.REMOVES, "other"))
    )
    assert account_of(spof(), (both,)).state is SpofState.OPEN


def test_the_newest_work_is_named_and_the_rest_is_counted():
    entries = tuple(moved(number, SpofMove.REDUCES) for number in range(5))
    row = row_of(account_of(spof(), entries), FRAME)
    assert [ref.title for ref in row.work] == [f"global state {n:02}" for n in (4, 3, 2)]
    assert row.more_work == "and 2 more"


def test_the_history_begins_with_the_find():
    lines = lines_of(spof(found="2024-09-01"), (EXPOSED, moved(9, SpofMove.REMOVES)), FRAME)
    assert [(line.move, line.at.text) for line in lines] == [
        ("found", "Sep 1, 2024"),
        ("exposes", "Oct 5, 2024"),
        ("removes", "Oct 10, 2024"),
    ]
    assert lines[0].by is None


@st.composite
def lives(draw):
    """SPOFs with any moves, as a log that the rules have not looked at."""
    ids = [f"spof-{number}" for number in range(draw(st.integers(0, 5)))]
    entries = [
        moved(day, draw(st.sampled_from(SpofMove)), id_)
        for id_ in ids
        for day in range(draw(st.integers(0, 6)))
    ]
    return log_of(*(spof(id_) for id_ in ids), *entries)


@given(lives())
def test_every_spof_stands_in_exactly_one_part(log):
    ledger = ledger_of(log)
    told = [
        account.spof.id
        for part in (ledger.open, ledger.accepted, ledger.removed)
        for account in part
    ]
    assert sorted(told) == sorted(log.spofs)
    assert all(account.state is SpofState.ACCEPTED for account in ledger.accepted)
    assert all(account.state is SpofState.REMOVED for account in ledger.removed)


@given(lives())
def test_the_chart_ends_with_as_many_as_the_ledger_has_open(log):
    ledger = ledger_of(log)
    accounts = (*ledger.open, *ledger.accepted, *ledger.removed)
    counts = open_counts(account.history for account in accounts)
    assert (counts[-1][1] if counts else 0) == len(ledger.open)
    assert all(number >= 0 for _, number in counts)


@given(lives())
def test_only_what_is_settled_has_days(log):
    ledger = ledger_of(log)
    assert all(account.days_to_settle(UTC_ZONE) is None for account in ledger.open)
    for account in (*ledger.accepted, *ledger.removed):
        assert account.days_to_settle(UTC_ZONE) >= 0
        assert account.time == timedelta()
